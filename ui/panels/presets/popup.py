"""All presets with their pictures, and the chosen one: start from it, lay it over the draft, hand on, throw away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app.desk.snapshot import Notice
from app.domain.errors import Fault
from app.domain.preset import Preset
from app.strings import tr
from ui.kit import notify
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.layout import boxed, column, row
from ui.kit.panels import EmptyState, Separator
from ui.kit.popups import Popup
from ui.panels.posters import Posters
from ui.panels.presets.detail import PresetDetail, preset_key
from ui.panels.presets.words import second_words
from ui.panels.shelf.desk import ShelfDesk, lead_tracks
from ui.panels.shelf.list import ShelfList
from ui.panels.shelf.paint import POSTER
from ui.panels.shelf.panel import FilterField
from ui.panels.shelf.rows import Row

SIZE = (820, 560)
LIST_WIDTH = 250


class PresetsPopup(Popup):
    """Open it with `open_over(window, preset_id)`. `changed`: the list of presets is another one now."""

    new_asked = Signal(str)
    """A new draft from this preset."""
    changed = Signal()
    import_asked = Signal()
    export_asked = Signal(object)
    """Hand this preset on."""

    def __init__(self, desk: ShelfDesk, posters: Posters | None = None, parent: QWidget | None = None) -> None:
        super().__init__(tr("presets.title"), inset=1, parent=parent)
        self._desk = desk
        self.posters = posters or Posters(self)
        self.posters.drawn.connect(self._repaint)
        self._presets: dict[str, Preset] = {}
        self.list = ShelfList(self._still)
        self.filter = FilterField(tr("shelf.filter"), name=tr("shelf.filter"))
        self.filter.textChanged.connect(lambda _: self._show())
        self.filter.left.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.list.setAccessibleName(tr("presets.title"))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.opened.connect(lambda line: self.choose(line.id))
        self.list.renamed.connect(lambda key, name: self._rename(key.partition(":")[2], name))
        self.list.thrown.connect(lambda line: self._throw())
        self.detail = PresetDetail(desk, self.posters)
        self.detail.new_asked.connect(self._new)
        self.detail.apply_asked.connect(self._apply)
        self.detail.renamed.connect(lambda name: self._rename(self.chosen, name))
        self.detail.thrown.connect(self._throw)
        self.detail.exported.connect(self._export)
        self.detail.brought_back.connect(self._bring_back)
        self.take_in = Button(tr("presets.import"), icon="drop", kind="quiet")
        self.take_in.clicked.connect(self._import)
        self._none = EmptyState(tr("presets.none"), tr("presets.none.use"), icon="preset")
        foot = row(self.take_in, None, margins=(8, 4, 8, 6))
        left = boxed(column(column(self.filter, margins=(8, 8, 8, 6)), self.list, Separator(), foot, gap=0))
        left.setFixedWidth(scaled(LIST_WIDTH))
        whole = row(left, Separator(vertical=True), self.detail, self._none, gap=0)
        whole.setStretch(2, 1)
        whole.setStretch(3, 1)
        self.column.addLayout(whole)
        self.setFixedSize(scaled(SIZE[0]), scaled(SIZE[1]))
        self.refresh()

    @property
    def chosen(self) -> str:
        """The id of the chosen preset, "" where none is."""
        line = self.list.current
        return line.id if line is not None and line.kind == "preset" else ""

    def open_over(self, window: QWidget, preset_id: str = "") -> None:
        """Show it in the middle of a window, at a preset."""
        self.refresh(preset_id)
        self.open_amid(window)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self, preset_id: str = "") -> None:
        """Read the presets again, own ones first."""
        found = sorted(self._desk.presets(), key=lambda preset: preset.builtin)
        self._presets = {preset.id: preset for preset in found}
        self._show(preset_id)

    def choose(self, preset_id: str) -> None:
        """Go to a preset."""
        self.list.choose(f"preset:{preset_id}")

    def _show(self, preset_id: str = "") -> None:
        wanted = self.filter.text().strip().casefold()
        tracks = lead_tracks(self._desk.templates())
        lines = [
            Row(
                "preset", preset.id, preset.name, second_words(preset), tracks.get(preset.draft.form, ""),
                poster=preset_key(preset), own=not preset.builtin,
            )
            for preset in self._presets.values()
            if wanted in f"{preset.name}\n{preset.about}".casefold()
        ]  # fmt: skip
        nothing = Row("empty", "none", tr("shelf.no_match", words=self.filter.text().strip()))
        self.list.show_rows(lines or [nothing], f"preset:{preset_id}" if preset_id else "")
        if not self.chosen and lines:
            self.choose(lines[0].id)
        self._look()

    def _chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        self._look()

    def _look(self) -> None:
        preset = self._presets.get(self.chosen)
        self.detail.setVisible(preset is not None)
        self._none.setVisible(preset is None)
        if preset is not None:
            self.detail.show_preset(preset)

    def _still(self, line: Row, ratio: float) -> QPixmap | None:
        preset = self._presets[line.id]
        return self.posters.still(line.poster, lambda: preset.draft, POSTER, ratio)

    def _repaint(self, key: str) -> None:
        self.list.viewport().update()

    def _new(self) -> None:
        values = self.detail.overlay.values
        if not values:
            self.close()
            self.new_asked.emit(self.chosen)
        elif self._attempt(lambda: self._desk.new_from_preset(self.chosen, values)):
            self.close()

    def _apply(self) -> None:
        preset, overlay = self._presets[self.chosen], self.detail.overlay
        if self._attempt(lambda: self._desk.apply_preset(preset.id, overlay.parts, overlay.values)):
            self.close()
            notify.show(Notice(level="good", id="notice.preset_applied", args={"name": preset.name}, action="undo"))

    def _import(self) -> None:
        self.close()
        self.import_asked.emit()

    def _export(self) -> None:
        preset = self._presets[self.chosen]
        self.close()
        self.export_asked.emit(preset)

    def _bring_back(self, version: int) -> None:
        chosen = self.chosen
        if self._attempt(lambda: self._desk.bring_back(chosen, version)):
            self.refresh(chosen)
            self.detail.show_versions()
            self.changed.emit()

    def _rename(self, preset_id: str, name: str) -> None:
        if self._attempt(lambda: self._desk.rename_preset(preset_id, name)):
            self.refresh(preset_id)
            self.changed.emit()

    def _throw(self) -> None:
        line = self.list.current
        if line is not None and self._attempt(lambda: self._desk.delete_preset(line.id)):
            self.refresh()
            self.changed.emit()

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Fault as fault:
            notify.show_fault(fault)
            return False
        return True

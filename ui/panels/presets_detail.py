"""One preset looked at: its animatic, what it holds, what it would change in the open draft, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.domain.draft import Draft
from app.domain.preset import Preset
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.chips import Chip, ChipRow
from ui.kit.fonts import line_height, scaled
from ui.kit.inputs import LineInput
from ui.kit.labels import Elided, Label, Sign, TrackSquare
from ui.kit.layout import boxed, clear, column, row
from ui.kit.paint import fill, painting
from ui.kit.panels import Separator
from ui.kit.theme import tokens
from ui.panels.posters import Posters, Reel
from ui.panels.presets_words import Change, changes, fact_words, held, held_parts
from ui.panels.shelf_desk import ShelfDesk

PART_WIDTH = 76


class PresetPicture(QWidget):
    """The still of a preset; under the pointer its animatic plays."""

    def __init__(self, posters: Posters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._posters = posters
        self._preset: Preset | None = None
        self.reel = Reel(posters, self)
        self.reel.moved.connect(self.update)
        posters.drawn.connect(self._drawn)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_preset(self, preset: Preset) -> None:
        """Another one."""
        self.reel.stop()
        self._preset = preset
        self.setAccessibleName(tr("presets.picture", name=preset.name))
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width * 9 // 16

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if (preset := self._preset) is not None:
            self.reel.play(preset_key(preset), lambda: preset.draft)

    def leaveEvent(self, event: object) -> None:
        self.reel.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reel.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        area = QRect(0, 0, self.width(), self.height())
        with painting(self) as painter:
            fill(painter, area, tokens().well)
            if self.reel.playing:
                self.reel.paint(painter, area)
            elif (preset := self._preset) is not None:
                still = self._posters.still(
                    preset_key(preset), lambda: preset.draft, area.size(), self.devicePixelRatioF(), columns_of(preset)
                )
                if still is not None:
                    painter.drawPixmap(area, still, still.rect())

    def _drawn(self, key: str) -> None:
        if self._preset is not None and key == preset_key(self._preset):
            self.update()


def preset_key(preset: Preset) -> str:
    """What names the content of a preset's poster."""
    return f"{preset.id}@v{preset.version}"


def columns_of(preset: Preset) -> int:
    """How many shots its poster shows side by side."""
    return 3 if "shot-list" in preset.draft.form and len(preset.draft.shots) > 1 else 1


class PresetDetail(QWidget):
    """What is known of a preset and its four verbs, which are asked for by signals."""

    new_asked = Signal()
    apply_asked = Signal()
    renamed = Signal(str)
    thrown = Signal()

    def __init__(self, desk: ShelfDesk, posters: Posters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.picture = PresetPicture(posters)
        self.title = Elided("", "head")
        self.name = LineInput(name=tr("presets.name"))
        self.name.committed.connect(self._named)
        self.name.hide()
        self.about = Label("", "body", "text2", wrap=True)
        self.facts = Label("", "small", "text3", wrap=True)
        self.chips = ChipRow()
        self.over = Label("", "bold")
        self._rows = column(gap=3)
        self._changes = QScrollArea()
        self._changes.setFrameShape(QFrame.Shape.NoFrame)
        self._changes.setWidgetResizable(True)
        self._changes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._changes.setWidget(boxed(column(self._rows, None, gap=0, margins=(0, 0, 6, 0)), "raised"))
        self.new = Button(tr("presets.new"), icon="add", kind="primary")
        self.apply = Button(tr("presets.apply"))
        self.rename = Button(tr("presets.rename"), icon="rename", kind="quiet")
        self.throw = Button(tr("presets.trash"), icon="trash", kind="quiet")
        self.new.clicked.connect(self.new_asked)
        self.apply.clicked.connect(self.apply_asked)
        self.rename.clicked.connect(self.begin_rename)
        self.throw.clicked.connect(self.thrown)
        self.reason = Label("", "small", "text2", wrap=True)
        self._arrange()

    def _arrange(self) -> None:
        head = row(self.title, self.name, gap=0)
        head.setStretch(0, 1)
        head.setStretch(1, 1)
        words = column(head, self.about, self.facts, 2, self.chips, None, gap=4)
        top = row(self.picture, 4, words, gap=12)
        top.setStretch(0, 4)
        top.setStretch(2, 5)
        top.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        verbs = row(self.new, self.apply, None, self.rename, self.throw, gap=8)
        whole = column(top, 2, Separator(), 2, self.over, self._changes, Separator(), 2, self.reason, verbs, gap=6)
        whole.setStretch(whole.indexOf(self._changes), 1)
        whole.setContentsMargins(16, 16, 16, 14)
        self.setLayout(whole)

    def show_preset(self, preset: Preset) -> None:
        """Another one, or the same after a change."""
        self._end_rename()
        self.picture.show_preset(preset)
        self.title.setText(preset.name)
        self.name.set_value(preset.name)
        self.about.setText(preset.about)
        self.about.setVisible(bool(preset.about))
        self.facts.setText(fact_words(preset))
        self.chips.set_chips([Chip(tr(f"presets.part.{part.id}"), hue=part.track) for part in held_parts(preset.draft)])
        built_in = tr("presets.builtin") if preset.builtin else ""
        self.rename.set_reason(built_in)
        self.throw.set_reason(built_in)
        self._show_changes(preset, self._desk.snapshot.draft)

    def begin_rename(self) -> None:
        """Type another name in place of the name."""
        self.title.hide()
        self.name.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _show_changes(self, preset: Preset, draft: Draft | None) -> None:
        """What laying it over the open draft would change; without one, what it holds."""
        clear(self._rows)
        found = changes(draft, self._desk.lay_over(draft, preset)) if draft is not None else held(preset.draft)
        why = tr("presets.no_draft") if draft is None else "" if found else tr("presets.same")
        title = (draft.title or tr("shelf.untitled")) if draft is not None else ""
        self.over.setText(tr("presets.holds_title") if draft is None else tr("presets.over", title=title))
        self.over.setVisible(bool(found))
        for change in found:
            self._rows.addWidget(ChangeRow(change, plain=draft is None))
        if found and draft is not None:
            self._rows.addWidget(Label(tr("presets.stays"), "small", "text2", wrap=True))
        self.apply.set_reason(why)
        reasons = [each for each in (why, tr("presets.builtin") if preset.builtin else "") if each]
        self.reason.setText(" ".join(reasons))
        self.reason.setVisible(bool(reasons))

    def _named(self, text: str) -> None:
        self._end_rename()
        if text.strip() and text.strip() != self.title.text():
            self.renamed.emit(text.strip())

    def _end_rename(self) -> None:
        self.name.hide()
        self.title.show()


class ChangeRow(QWidget):
    """A part's name, what it says now, and what it would say; `plain`: only what it says."""

    def __init__(self, change: Change, *, plain: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = tr(f"presets.part.{change.part}")
        label = Label(name, "small", "text2")
        square: QWidget = TrackSquare(change.track) if change.track else QWidget()
        square.setFixedWidth(8)
        label.setFixedWidth(scaled(PART_WIDTH))
        after = change.after or tr("presets.gone")
        lines: list[QWidget] = []
        if plain:
            lines.append(Elided(after, "small"))
        else:
            before = change.before or tr("presets.nothing")
            lines += [Elided(before, "small", "text3"), _behind_arrow(after, "text" if change.after else "text2")]
            self.setAccessibleName(tr("presets.change", part=name, before=before, after=after))
        if change.remark:
            lines.append(_behind_arrow(change.remark, "text2", arrow=False))
        side = column(row(square, label, gap=8), None, gap=0)
        whole = row(side, column(*lines, gap=0), gap=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setMinimumHeight(line_height("small"))


def _behind_arrow(text: str, color: str, *, arrow: bool = True) -> QWidget:
    """A line set in behind the arrow that says it comes after the one above."""
    sign: QWidget = Sign("corner-down-right", "text3", 12) if arrow else QWidget()
    sign.setFixedWidth(12)
    line = row(sign, Elided(text, "small", color), gap=6)
    line.setStretch(1, 1)
    return boxed(line)

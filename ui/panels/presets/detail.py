"""One preset looked at: its animatic, what it holds, what it would change, its versions, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.preset import Preset
from app.strings import listed, tr
from ui.kit.buttons import Button, IconButton
from ui.kit.chips import Chip, ChipRow
from ui.kit.choices import Segments
from ui.kit.fonts import font
from ui.kit.inputs import LineInput
from ui.kit.labels import Elided, Label
from ui.kit.layout import column, row
from ui.kit.paint import CENTER, fill, painting, words
from ui.kit.panels import Separator
from ui.kit.theme import tokens
from ui.kit.tokens import load_tokens
from ui.panels.posters import Posters, Reel
from ui.panels.presets.overlay import Overlay
from ui.panels.presets.versions import Versions
from ui.panels.presets.words import fact_words, held_parts
from ui.panels.shelf.desk import ShelfDesk


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
                self._paint_still(painter, area, preset)

    def _paint_still(self, painter: QPainter, area: QRect, preset: Preset) -> None:
        key, ratio = preset_key(preset), self.devicePixelRatioF()
        still = self._posters.still(key, lambda: preset.draft, area.size(), ratio, columns_of(preset), first=True)
        if still is not None:
            painter.drawPixmap(area, still, still.rect())
        elif (small := self._posters.other_size(key)) is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(area, small, cut_to(small.rect(), area.size()))
        else:
            dark = load_tokens("dark")
            words(painter, QRectF(area), tr("presets.picture.drawing"), font("small"), dark.text2, CENTER)

    def _drawn(self, key: str) -> None:
        if self._preset is not None and key == preset_key(self._preset):
            self.update()


def cut_to(rect: QRect, size: QSize) -> QRect:
    """The middle of a picture in the form of another one."""
    fitted = size.scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
    found = QRect(rect.topLeft(), fitted)
    found.moveCenter(rect.center())
    return found


def preset_key(preset: Preset) -> str:
    """What names the content of a preset's poster."""
    return f"{preset.id}@v{preset.version}"


def columns_of(preset: Preset) -> int:
    """How many shots its poster shows side by side."""
    return 3 if "shot-list" in preset.draft.form and len(preset.draft.shots) > 1 else 1


class PresetDetail(QWidget):
    """What is known of a preset and what to do with it, which is asked for by signals."""

    new_asked = Signal()
    apply_asked = Signal()
    renamed = Signal(str)
    thrown = Signal()
    exported = Signal()
    brought_back = Signal(int)

    def __init__(self, desk: ShelfDesk, posters: Posters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preset: Preset | None = None
        self.picture = PresetPicture(posters)
        self.title = Elided("", "head")
        self.name = LineInput(name=tr("presets.name"))
        self.name.committed.connect(self._named)
        self.name.hide()
        self.about = Label("", "body", "text2", wrap=True)
        self.facts = Label("", "small", "text3", wrap=True)
        self.chips = ChipRow()
        self.over = Label("", "bold")
        self.view = Segments((), name=tr("presets.view"), small=True)
        self.view.chosen.connect(lambda _: self._show_view())
        self.overlay = Overlay(desk)
        self.overlay.changed.connect(self._say_why)
        self.versions = Versions()
        self.versions.brought_back.connect(self.brought_back)
        self.new = Button(tr("presets.new"), icon="add", kind="primary")
        self.apply = Button(tr("presets.apply"))
        self.rename = IconButton("rename", tr("presets.rename"))
        self.export = IconButton("share-2", tr("presets.export"))
        self.throw = IconButton("trash", tr("presets.trash"))
        self.new.clicked.connect(self.new_asked)
        self.apply.clicked.connect(self.apply_asked)
        self.rename.clicked.connect(self.begin_rename)
        self.export.clicked.connect(self.exported)
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
        heading = row(self.over, None, self.view, gap=8)
        verbs = row(self.new, self.apply, None, self.rename, self.export, self.throw, gap=8)
        whole = column(
            *(top, 2, Separator(), 2, heading, self.overlay, self.versions, Separator(), 2, self.reason, verbs), gap=6
        )
        whole.setStretch(whole.indexOf(self.overlay), 1)
        whole.setStretch(whole.indexOf(self.versions), 1)
        whole.setContentsMargins(16, 16, 16, 14)
        self.setLayout(whole)

    def show_preset(self, preset: Preset) -> None:
        """Another one, or the same after a change."""
        self._end_rename()
        self._preset = preset
        self.picture.show_preset(preset)
        # a look or a light by itself has nothing to be drawn
        self.picture.setVisible(preset.is_whole or bool(preset.draft.shots))
        self.title.setText(preset.name)
        self.name.set_value(preset.name)
        self.about.setText(preset.about)
        self.about.setVisible(bool(preset.about))
        self.facts.setText(fact_words(preset))
        parts = held_parts(preset.draft, preset.parts)
        self.chips.set_chips([Chip(tr(f"presets.part.{part.id}"), hue=part.track) for part in parts])
        built_in = tr("presets.builtin") if preset.builtin else ""
        self.rename.set_reason(built_in)
        self.throw.set_reason(built_in)
        versions = self._desk.preset_versions(preset.id)
        over = tr("presets.view.over") if self._desk.snapshot.draft is not None else tr("presets.holds_title")
        count = tr("presets.view.versions", n=len(versions))
        self.view.set_options((("over", over), ("versions", count)), "over")
        self.view.setVisible(len(versions) > 1)
        self.versions.show_versions(versions)
        self.overlay.show_preset(preset, self._desk.snapshot.draft)
        self._show_view()

    def show_versions(self) -> None:
        """Its versions instead of its changes."""
        self.view.set_value("versions")
        self._show_view()

    def begin_rename(self) -> None:
        """Type another name in place of the name."""
        self.title.hide()
        self.name.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _show_view(self) -> None:
        """What laying it over changes, or its versions."""
        past = self.view.value() == "versions"
        self.overlay.setVisible(not past)
        self.versions.setVisible(past)
        self._say_why()

    def _say_why(self) -> None:
        draft, preset = self._desk.snapshot.draft, self._preset
        if preset is None:
            return
        title = (draft.title or tr("shelf.untitled")) if draft is not None else ""
        said = tr("presets.over", title=title) if self.overlay.changes else tr("presets.holds_title")
        past = self.view.value() == "versions"
        self.over.setText(tr("presets.versions_title") if past else said)
        self.over.setVisible(past or bool(self.overlay.rows))
        why = self.overlay.why
        self.apply.set_reason(why)
        reasons = [each for each in (why, tr("presets.builtin") if preset.builtin else "") if each]
        if not why:
            reasons.insert(0, tr("presets.stays"))
        self.reason.setText(listed(reasons, "words"))

    def _named(self, text: str) -> None:
        self._end_rename()
        if text.strip() and text.strip() != self.title.text():
            self.renamed.emit(text.strip())

    def _end_rename(self) -> None:
        self.name.hide()
        self.title.show()

"""Shows words that know their fields: read-only, selectable, lit and pointed at; only what changed is laid out anew.

Highlights are Qt's extra selections, so that pointing and lighting never touch the layout.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from app.strings import tr
from ui.kit.fonts import font, line_height
from ui.kit.layout import Ground, own_viewport
from ui.kit.lines import LineHold
from ui.kit.menus import Menu
from ui.kit.paint import keep_laid
from ui.kit.theme import theme, tokens
from ui.kit.tips import read_aloud
from ui.panels.words.blocks import EMPTY, Layout, Run, alike
from ui.panels.words.flash import Flash
from ui.panels.words.marks import Mark, change, inked, shown_text, stretches

SECTION_GAP = 6
KEEP = QTextCursor.MoveMode.KeepAnchor


class SpanText(QTextEdit):
    """The words of a layout. `pointed(path)` while the pointer or the caret is on a phrase, "" when it leaves;
    `chosen(path)` on a click or Enter. `track_colours` paints the phrases of a track in its colour.
    """

    pointed = Signal(str)
    chosen = Signal(str)

    def __init__(
        self, name: str, *, grows: bool = False, track_colours: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        viewport = Ground()
        viewport.left.connect(self._leave)
        own_viewport(self, QPalette.ColorRole.Base, viewport)
        # the letters were to be measured for the one that is gone
        self.document().documentLayout().setPaintDevice(viewport)
        self.setProperty("bare", True)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.setFont(font("body"))
        viewport.setMouseTracking(True)
        viewport.setCursor(Qt.CursorShape.IBeamCursor)
        self._layout = EMPTY
        self._grows, self._track_colours = grows, track_colours
        self.changes = 0
        """How many paragraphs the last change touched."""
        self.reshaped = False
        """Whether it brought other paragraphs, and not only other words."""
        self._pointed = self._lit = ""
        self._keyed = False
        self._under: Run | None = None
        self._cut: tuple[tuple[int, int], ...] = ()
        self._flash, self._hold = Flash(self), LineHold(self)
        self._writing = QTextCursor(self.document())
        """Where words are exchanged; never seen."""
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self._marks: list[Mark] = []
        self._selections: list[QTextEdit.ExtraSelection] = []
        self._press = QPoint()
        self.cursorPositionChanged.connect(self._caret_moved)
        theme().theme_changed.connect(self._dress)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.document().documentLayout().documentSizeChanged.connect(self._fit)

    @property
    def shown(self) -> Layout:
        """What is shown."""
        return self._layout

    def show_layout(self, layout: Layout, cut: tuple[tuple[int, int], ...] = (), *, flash: bool = False) -> bool:
        """Show other words; what is equal stays as it is. `cut` are the stretches to strike through. Gives whether
        anything changed."""
        old, cuts = self._layout, len(self._cut)
        if layout == old and cut == self._cut:
            return False
        self._layout, self._cut = layout, cut
        changed = self._exchange(old, layout)
        self.changes = len(changed) if len(old.blocks) == len(layout.blocks) else len(layout.blocks)
        self.reshaped = not alike(old.blocks, layout.blocks)
        if self.reshaped:
            self._space()
        self._ink()
        self._under = layout.run_at(self._under.start) if self._under else None
        if flash and self.isVisible():
            self._begin_flash(changed)
        else:
            self._flash.stop()
        if flash and len(cut) == cuts and self._selections:
            # Qt takes the marks along with the words; that they end at the letter comes after the words are painted
            self._settling.start()
        else:
            self._highlight(moved=True)
        return True

    def light(self, path: str) -> None:
        """Light the phrases of a field, and bring the first one into view; "" ends it."""
        if path == self._lit:
            return
        self._lit = path
        self._highlight()
        runs = self._layout.runs_of(path)
        if runs and self._under is None and not self._grows:
            self._reveal(runs)

    @property
    def lit_runs(self) -> list[Run]:
        """The runs that are lit now, from outside or by pointing."""
        paths = {self._lit, self._under.path if self._under else ""} - {""}
        return [run for run in self._layout.runs if any(run in self._layout.runs_of(path) for path in paths)]

    # ------------------------------------------------------------------------------------------------------- content

    def _exchange(self, old: Layout, new: Layout) -> list[tuple[int, int]]:
        """Put the words that differ in the place of the old ones. Gives where the new ones are."""
        changed: list[tuple[int, int]] = []
        if same := len(old.blocks) == len(new.blocks):
            rows = zip(old.blocks, new.blocks, old.places, new.places, strict=False)
            differ = [row for row in rows if row[0] is not row[1] and row[0].text != row[1].text]
            # from the end, so that the old offsets of those before stay true
            changes = [(at, now_at, was.text, change(was.text, now.text)) for was, now, at, now_at in reversed(differ)]
        else:
            changes = [(0, 0, "", change(shown_text(old), shown_text(new)))]
        # words that are put in at the caret push it along
        pushes = bool(changes) and changes[-1][0] + changes[-1][3].start == 0 and self.textCursor().position() == 0
        cursor = self._writing
        if lone := same and len(changes) == 1:
            at, _, words, found = changes[0]
            cursor.setPosition(at)
            self._hold.begin(cursor.block(), words + found.words, found.start)
        cursor.beginEditBlock()
        for at, now_at, _, found in changes:
            cursor.setPosition(at + found.start)
            if found.end > found.start:
                cursor.setPosition(at + found.end, KEEP)
            cursor.insertText(found.words)
            changed.append((now_at + found.start, now_at + found.until))
        if not same:
            keep_laid(self.document())
        cursor.endEditBlock()
        if lone:
            self._hold.end(found.until, found.until - found.end)
        if pushes:
            self.setTextCursor(QTextCursor(self.document()))
        return changed

    def _end(self) -> int:
        return self.document().characterCount() - 1

    def _space(self) -> None:
        """Line height and the gap above a section, for the paragraphs that have another one."""
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        whole, after_empty = line_height("body"), True
        for shown in self._layout.blocks:
            line = whole if shown.text else SECTION_GAP
            gap = SECTION_GAP if shown.heads and not after_empty and not self._grows else 0
            after_empty = not shown.text
            form = block.blockFormat()
            if form.topMargin() != gap or form.lineHeight() != line:
                form = QTextBlockFormat()
                form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
                form.setTopMargin(gap)
                cursor.setPosition(block.position())
                cursor.setBlockFormat(form)
            block = block.next()

    # --------------------------------------------------------------------------------------------------- highlights

    def _highlight(self, *, moved: bool = False) -> None:
        """Lay marks over the words; where they are the same as before, and the words too, nothing is painted."""
        self._settling.stop()
        t = tokens()
        marks: list[Mark] = []
        if self._lit:
            marks += self._marked(self._layout.runs_of(self._lit), under=False)
        if self._under is not None and self._under.path:
            path = self._under.path
            marks += self._marked([run for run in self._layout.runs if run.path == path], under=True)
        marks += [Mark(start, end, ink=t.hue("error").text, struck=True) for start, end in self._cut]
        if marks == self._marks and not moved:
            return
        before, self._marks = list(zip(self._marks, self._selections, strict=True)), marks
        # from the end: what is lit comes and goes at the front
        kept = [self._kept(mark, before.pop() if before else None) for mark in reversed(marks)][::-1]
        self._selections = [found or self._selection(mark) for mark, found in zip(marks, kept, strict=True)]
        if before or not all(kept):
            self.setExtraSelections(self._selections)

    def _settle(self) -> None:
        self._highlight(moved=True)

    @staticmethod
    def _kept(mark: Mark, before: tuple[Mark, QTextEdit.ExtraSelection] | None) -> QTextEdit.ExtraSelection | None:
        """The selection that shows a mark already: Qt moves it along with the words, and another one takes long."""
        if before is None or before[0][2:] != mark[2:]:
            return None
        cursor = before[1].cursor
        return before[1] if (cursor.selectionStart(), cursor.selectionEnd()) == mark[:2] else None

    def _ink(self) -> None:
        """Colour the phrases of some tracks in the text itself: selections over selections are not drawn."""
        if not self._track_colours:
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(QTextCharFormat())
        for track in self._track_colours:
            for start, end in stretches(run for run in self._layout.runs if run.track == track):
                cursor.setPosition(start)
                cursor.setPosition(end, KEEP)
                cursor.setCharFormat(inked(tokens().hue(track).text))

    def _marked(self, runs: Sequence[Run], *, under: bool) -> list[Mark]:
        marks: list[Mark] = []
        for track in dict.fromkeys(run.track for run in runs):
            hue = tokens().hue(track)
            ground, ink = hue.deep if under and track else hue.tint, hue.text if track else tokens().text
            for start, end in stretches(run for run in runs if run.track == track):
                marks.append(Mark(start, end, ground, ink, hue.line))
        return marks

    def _selection(self, mark: Mark) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(mark.start, self._end()))
        cursor.setPosition(min(mark.end, self._end()), KEEP)
        made.cursor = cursor
        made.format = mark.form()
        return made

    def _begin_flash(self, changed: Sequence[tuple[int, int]]) -> None:
        spots = (self._layout.run_at(place) for start, end in changed for place in {start, max(start, end - 1)})
        self._flash.begin(list({(run.start, run.end): run for run in spots if run is not None and run.path}.values()))

    @property
    def flashed(self) -> tuple[tuple[int, int], ...]:
        """The stretches that flash now."""
        return self._flash.shown

    def _reveal(self, runs: Sequence[Run]) -> None:
        """Scroll to a phrase unless a part of the field can be seen."""
        tall = self.viewport().height()
        tops = []
        for run in runs:
            cursor = QTextCursor(self.document())
            cursor.setPosition(run.start)
            tops.append(self.cursorRect(cursor).top())
        if any(0 <= top < tall - line_height("body") for top in tops):
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + tops[0] - tall // 3)

    # ------------------------------------------------------------------------------------------------------ gestures

    def run_under(self, point: QPoint) -> Run | None:
        """The run at a point of the viewport; None beside the words."""
        place = (
            self.document()
            .documentLayout()
            .hitTest(
                point.toPointF() + QPoint(0, self.verticalScrollBar().value()).toPointF(), Qt.HitTestAccuracy.ExactHit
            )
        )
        return self._layout.run_at(place) if place >= 0 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.point(self.run_under(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        still = (point - self._press).manhattanLength() < 4 and not self.textCursor().hasSelection()
        run = self.run_under(point)
        if still and event.button() == Qt.MouseButton.LeftButton and run is not None and run.path:
            self.chosen.emit(run.path)

    def _leave(self) -> None:
        self.point(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._flash.paint(event.rect())
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            run = self._layout.run_at(self.textCursor().position())
            if run is not None and run.path:
                self.chosen.emit(run.path)
        else:
            self._keyed = True
            super().keyPressEvent(event)
            self._keyed = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.point(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = Menu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        nothing = "" if self.textCursor().hasSelection() else tr("words.nothing_selected")
        menu.add(tr("words.copy_selection"), self.copy, key=read_aloud(QKeySequence.StandardKey.Copy), reason=nothing)
        menu.add(tr("words.select_all"), self.selectAll, key=read_aloud(QKeySequence.StandardKey.SelectAll))
        run = self.run_under(self.viewport().mapFromGlobal(event.globalPos()))
        if run is not None and run.path:
            menu.addSeparator()
            path = run.path
            menu.add(tr("words.go_to_field"), lambda: self.chosen.emit(path))
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected words as they are sent: a paragraph that is only shown as one is a space again."""
        cursor = self.textCursor()
        text = cursor.selection().toPlainText()
        number = self.document().findBlock(cursor.selectionStart()).blockNumber()
        lines = text.split("\n")
        made = lines[0]
        for line in lines[1:]:
            made += (self._layout.blocks[number].break_ or "\n") + line
            number += 1
        # Qt's own object, as the clipboard keeps it longer than there is an interpreter; Qt fills it when first asked
        data = super().createMimeDataFromSelection()
        data.text()
        data.clear()
        data.setText(made)
        return data

    def _caret_moved(self) -> None:
        if self._keyed:
            self.point(self._layout.run_at(self.textCursor().position()))

    def point(self, run: Run | None) -> None:
        """Have a phrase pointed at, as the pointer does; None ends it."""
        path = run.path if run else ""
        if path == self._pointed:
            return
        self._pointed = path
        self._under = run if path else None
        self._highlight()
        self.pointed.emit(path)

    # --------------------------------------------------------------------------------------------------------- looks

    def sizeHint(self) -> QSize:
        return QSize(240, round(self.document().size().height()) if self._grows else 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height() if self._grows else 40)

    def _fit(self) -> None:
        tall = max(line_height("body"), round(self.document().size().height()))
        if self.height() != tall:
            self.setFixedHeight(tall)

    def _dress(self) -> None:
        self.setFont(font("body"))
        self._space()
        self._ink()
        self._highlight()

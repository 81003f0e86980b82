"""One version looked at: when and why it was kept, what restoring it changes, its words, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.desk.versions import Version
from app.domain.draft import Draft
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.inputs import LineInput
from ui.kit.labels import Elided, Label
from ui.kit.layout import boxed, clear, column, row
from ui.kit.panels import Separator
from ui.panels.history.words import change_lines, fact_words, title_words


class VersionDetail(QWidget):
    """What is known of a version and its four verbs, which are asked for by signals."""

    restore_asked = Signal()
    renamed = Signal(str)
    kept = Signal(bool)
    thrown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Elided("", "head")
        self.name = LineInput(name=tr("history.rename.name"))
        self.name.committed.connect(self._named)
        self.name.hide()
        self.facts = Label("", "small", "text2", wrap=True)
        self._over = Label(tr("history.changes"), "bold")
        self._rows = column(gap=3)
        self._of_words = Label(tr("history.words"), "bold")
        self.words = Label("", "body", "text2", wrap=True)
        self.restore = Button(tr("history.restore"), icon="undo", kind="primary")
        self.keep = Button(tr("history.keep"), icon="pin", kind="quiet", tip=tr("history.keep.tip"))
        self.keep.setCheckable(True)
        self.rename = Button(tr("history.rename"), icon="rename", kind="quiet", key="F2")
        self.throw = Button(tr("history.trash"), icon="trash", kind="quiet", key="Del")
        self.restore.clicked.connect(self.restore_asked)
        self.keep.clicked.connect(self.kept)
        self.rename.clicked.connect(self.begin_rename)
        self.throw.clicked.connect(self.thrown)
        self.reason = Label("", "small", "text2", wrap=True)
        self._arrange()

    def _arrange(self) -> None:
        self.body = QScrollArea()
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setWidgetResizable(True)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.body.setAccessibleName(tr("history.words"))
        inside = column(self._over, self._rows, 8, self._of_words, self.words, None, gap=6, margins=(0, 0, 8, 0))
        self.body.setWidget(boxed(inside, "raised"))
        head = row(self.title, self.name, gap=0)
        head.setStretch(0, 1)
        head.setStretch(1, 1)
        verbs = row(self.restore, None, self.keep, self.rename, self.throw, gap=8)
        whole = column(
            head, self.facts, 2, Separator(), 2, self.body, Separator(), 2, self.reason, verbs, gap=6,
            margins=(16, 14, 16, 14),
        )  # fmt: skip
        whole.setStretch(whole.indexOf(self.body), 1)
        self.setLayout(whole)

    def show_version(self, version: Version, old: Draft | None, present: Draft, words: str, aim: str, now: str) -> None:
        """Another one, or the same after a change. `old` is None where its file cannot be read."""
        self._end_rename()
        self.title.setText(title_words(version))
        self.name.set_value(version.name)
        self.keep.setChecked(version.stays)
        self.facts.setText(fact_words(version, old, aim, now))
        clear(self._rows)
        why = tr("history.damaged") if old is None else tr("history.present") if old == present else ""
        lines = change_lines(present, old) if old is not None and not why else []
        for line in lines or ([tr("history.same")] if not why else []):
            self._rows.addWidget(Label(line, "body", "text" if lines else "text2", wrap=True))
        self._over.setVisible(not why)
        self.words.setText(words or tr("history.no_words"))
        for part in (self._of_words, self.words):
            part.setVisible(old is not None)
        self.restore.set_reason(why)
        self.keep.set_reason(why if old is None else tr("history.stays") if version.name else "")
        self.rename.set_reason(why if old is None else "")
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        self.body.verticalScrollBar().setValue(0)

    def begin_rename(self) -> None:
        """Type another name in place of the name."""
        self.title.hide()
        self.name.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _named(self, text: str) -> None:
        self._end_rename()
        self.renamed.emit(text.strip())

    def _end_rename(self) -> None:
        self.name.hide()
        self.title.show()

"""The versions of a preset with their notes, what differs from the present one, and a way to bring one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.desk.film_words import diff_rows
from app.domain.preset import Preset
from app.strings import listed, tr
from ui.kit.buttons import Button
from ui.kit.labels import Elided, Label
from ui.kit.layout import boxed, clear, column, row
from ui.kit.panels import Separator
from ui.kit.tips import plain_tip
from ui.panels.presets.words import row_words
from ui.panels.send.figures import day_words

SHOWN = 4
"""Differences of a version that are shown; the tip has them all."""


class VersionRow(QWidget):
    """One version: its number, day and note, how it differs from the present one, and Bring back."""

    def __init__(self, version: Preset, present: Preset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        day = day_words(version.created) if version.created else ""
        self.title = Label(tr("presets.version", n=version.version), "bold")
        self.back = Button(tr("presets.bring_back"), size="compact", name=tr("presets.bring_back.n", n=version.version))
        is_present = version.version == present.version
        said = tr("presets.present", day=day) if is_present else day
        head = row(self.title, Elided(said, "small", "text3"), self.back, gap=8)
        head.setStretch(1, 1)
        self.note = Label(version.note, "small", wrap=True)
        rows = [] if is_present else diff_rows(present.draft, version.draft)
        lines = [row_words(each) for each in rows[:SHOWN]]
        if len(rows) > SHOWN:
            lines.append(tr("presets.more_places", n=len(rows) - SHOWN))
        if not rows and not is_present:
            lines.append(tr("presets.same_as_present"))
        self.lines = [Label(each, "small", "text2", wrap=True) for each in lines]
        self.setLayout(column(head, self.note, *self.lines, gap=3, margins=(0, 4, 6, 6)))
        # only what has a parent may be told to show: anything else would open as a window and close the popup
        self.back.setHidden(is_present)
        self.note.setHidden(not version.note)
        self.setToolTip(plain_tip("\n".join(each.text for each in rows)) if len(rows) > SHOWN else "")
        self.setAccessibleName(listed(each for each in (self.title.text(), said, version.note) if each))


class Versions(QWidget):
    """Every version, the present one first. `brought_back(n)` asks for one."""

    brought_back = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = column(gap=0)
        self.rows: list[VersionRow] = []
        area = QScrollArea()
        area.setAccessibleName(tr("presets.versions_title"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(boxed(column(self._rows, None, gap=0), "raised"))
        whole = column(area, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_versions(self, versions: Sequence[Preset]) -> None:
        """These versions, the present one first."""
        clear(self._rows)
        self.rows = []
        for each in versions:
            if self.rows:
                self._rows.addWidget(Separator())
            made = VersionRow(each, versions[0])
            made.back.clicked.connect(lambda _=False, n=each.version: self.brought_back.emit(n))
            self.rows.append(made)
            self._rows.addWidget(made)

"""The form of a camera path: its sections are tabs, each page made when it is first looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.desk.template_words import section_name
from app.domain.cuts import cut_times
from app.domain.template import Section, Template
from app.strings import tr
from ui.fields import FieldWidget
from ui.kit.choices import Tabs
from ui.kit.fonts import scaled
from ui.kit.labels import Elided
from ui.kit.layout import INSET, column, row
from ui.kit.panels import Separator
from ui.kit.splitter import Splitter
from ui.panels.beats.editor import BeatsEditor
from ui.panels.beats.inspector import BeatHead, BeatRows, asks_for_next, span_of
from ui.panels.form.body import OF_BEAT, BodyDesk, FormBody
from ui.panels.form.page import TabPage
from ui.panels.form.rows import FEW, FieldRows, Row
from ui.panels.form.scroll import FormScroll
from ui.panels.form.words import View, chosen_at, is_shown, is_under, needing, pattern_of, serves

BAR = 206
WIDEST = 1180
COLUMN = 640


class FieldsPage(TabPage):
    """Fields in one column or two. Those of a beat stand under its name, and a time bar to choose it under all."""

    def __init__(self, section: Section, desk: BodyDesk) -> None:
        super().__init__()
        fields = [field for field in section.fields if field.kind != "beats"]
        of_beat = [field for field in fields if field.path.startswith(OF_BEAT)]
        general = [field for field in fields if field not in of_beat]
        shown: list[QWidget] = []
        if general:
            self.add_rows(FieldRows(general, desk, columns=2))
            shown.append(self.parts[-1])
        self.head: BeatHead | None = None
        self.beats: BeatsEditor | None = None
        if of_beat:
            self.head = BeatHead()
            self.add_rows(BeatRows(of_beat, desk, columns=2))
            shown += [self.head, self.parts[-1]]
        self.scroller = FormScroll(*shown, margins=(INSET, 6, INSET, 10), widest=WIDEST)
        self.setLayout(column(self._with_bar(desk) if of_beat else self.scroller, gap=0))

    def _with_bar(self, desk: BodyDesk) -> QWidget:
        self.beats = BeatsEditor(desk)
        self.beats.setMinimumHeight(scaled(170))
        self.beats.chosen.connect(self.chosen_beat)
        self.beats.time_changed.connect(self.time_changed)
        self.beats.inspector_asked.connect(self._write)
        self.beats.camera_asked.connect(self._frame)
        if self.head is not None:
            self.head.stepped.connect(self.beats.choose_next)
        whole = Splitter(Qt.Orientation.Vertical, name="form.action")
        whole.add(self.scroller, 1)
        whole.add(self.beats, 0)
        whole.setSizes([10_000, scaled(BAR)])
        return whole

    def show_view(self, view: View) -> None:
        """Show another view."""
        super().show_view(view)
        few = all(len(part.shown()) < FEW for part in self.parts)
        self.scroller.content.setMaximumWidth(scaled(COLUMN if few else WIDEST) + 2 * INSET)
        if self.head is None or self.beats is None:
            return
        span = span_of(view)
        self.head.setVisible(span is not None)
        if span is not None:
            self.head.show_view(view, span)
        self.beats.show_snapshot(view.snapshot)
        self.beats.choose(view.chosen.shot, view.chosen.beat)

    def set_time(self, seconds: float) -> None:
        """Move the playhead."""
        if self.beats is not None and seconds != self.beats.time:
            self.beats.set_time(seconds)

    def go_to(self, path: str) -> bool:
        """Give the keyboard to the field of a path, or to the card of its beat."""
        if super().go_to(path):
            return True
        self._focus_bar()
        return self.beats is not None and ".beats" in path

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a field is seen."""
        self.scroller.reveal(widget)

    def light(self, path: str) -> None:
        """Light the card of the beat a path is in."""
        if self.beats is not None:
            self.beats.light(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.beats is not None:
            self._focus_bar()
        elif asks_for_next(event) and self.beats is not None:
            self.beats.go_on()
            self._write(*self.beats.current)
        elif not (isinstance(rows := self.parts[-1], BeatRows) and rows.go_to_link(event)):
            super().keyPressEvent(event)

    def _focus_bar(self) -> None:
        if self.beats is not None:
            self.beats.lane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _frame(self, shot_id: str, key_id: str) -> None:
        self.place_asked.emit(f"shots[{shot_id}].keys[{key_id}].framing.size")

    def _write(self, shot_id: str, beat_id: str) -> None:
        self.chosen_beat.emit(shot_id, beat_id)
        rows = self.parts[-1]
        if isinstance(rows, BeatRows) and (begins := rows.begins()) is not None:
            self.reveal(begins.widget)
            begins.widget.focus_input()


def page_of(section: Section, desk: BodyDesk) -> TabPage:
    """The page a section wants."""
    if any(field.kind == "path" for field in section.fields):
        from ui.panels.form.camera import CameraPage

        return CameraPage(section, desk)
    return FieldsPage(section, desk)


class TabsBody(FormBody):
    """Tabs with a page each. The counts at the right say what the path is made of."""

    def __init__(self, template: Template, desk: BodyDesk, parent: QWidget | None = None) -> None:
        super().__init__(template, parent)
        self._desk = desk
        self.sections = template.sections
        self.pages: dict[str, TabPage] = {}
        self._time = 0.0
        self._counts: dict[int, tuple[str, str]] = {}
        titles = [section_name(section) for section in self.sections]
        self.tabs = Tabs(titles, name=tr("form.tabs"))
        for place, section in enumerate(self.sections):
            if section.track:
                self.tabs.set_track(place, section.track)
        self.tabs.currentChanged.connect(self._turn)
        self.counts = Elided("", "small", "text2", by_part=True)
        self._stack = QStackedLayout()
        head = QWidget()
        line = row(self.tabs, None, self.counts, gap=8, margins=(INSET - 8, 0, INSET, 0))
        head.setLayout(line)
        whole = column(head, Separator(), self._stack, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    @property
    def page(self) -> TabPage:
        """The page that is looked at, made now if it is not yet."""
        section = self.sections[self.tabs.currentIndex()]
        if section.id not in self.pages:
            page = page_of(section, self._desk)
            self.join(page)
            page.chosen_beat.connect(self.choose_beat)
            page.chosen_key.connect(self.choose_key)
            page.item_chosen.connect(self.choose_item)
            page.place_asked.connect(self.go_to)
            page.left.connect(self.tabs.setFocus)
            self.pages[section.id] = page
            self._stack.addWidget(page)
        return self.pages[section.id]

    def show_view(self, view: View) -> None:
        """Show another view on the page that is looked at."""
        self.view, self._quiet = view, True
        for place, section in enumerate(self.sections):
            wanted = any(is_shown(field, view.depth) for field in section.fields) or bool(needing(section.fields, view))
            if wanted != self.tabs.isTabVisible(place):
                self.tabs.setTabVisible(place, wanted)
            self._count(place, section, view)
        page = self.page
        self._stack.setCurrentWidget(page)
        page.show_view(view)
        page.set_time(self._time)
        self._show_counts(view)
        self._quiet = False

    def set_time(self, seconds: float) -> None:
        """Move the playhead of the page that is looked at."""
        self._time = seconds
        if self.view is not None:
            self.page.set_time(seconds)

    def row_of(self, path: str) -> Row | None:
        """The row of a path on the page that is looked at."""
        return self.page.row_of(path) if self.view is not None else None

    def go_to(self, path: str) -> bool:
        """Turn to the page of a path and give its field the keyboard."""
        place = self._place_of(path)
        if place is None or self.view is None:
            return False
        self.ask(chosen_at(path, self.view.chosen))
        self.tabs.setCurrentIndex(place)
        return self.page.go_to(path)

    def light(self, path: str) -> None:
        """Light what a path is about on the page that is looked at."""
        if self.view is not None:
            self.page.light(path)

    def regions(self) -> Sequence[QWidget]:
        """Tabs, then the page."""
        return [self.tabs, self.page]

    def step_section(self, by: int, focus: QWidget | None) -> None:
        """Turn to the next tab."""
        shown = [place for place in range(self.tabs.count()) if self.tabs.isTabVisible(place)]
        here = shown.index(self.tabs.currentIndex())
        self.tabs.setCurrentIndex(shown[min(max(here + by, 0), len(shown) - 1)])
        self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def section_track(self, widget: FieldWidget) -> str:
        """The track the page's section feeds."""
        return self.sections[self.tabs.currentIndex()].track

    def _turn(self, index: int) -> None:
        if self.view is not None:
            self.show_view(self.view)

    def _place_of(self, path: str) -> int | None:
        """The tab whose section has the field nearest to a path."""
        every = [(field, place) for place, section in enumerate(self.sections) for field in section.fields]
        held = [(len(field.path), place) for field, place in every if serves(field, path)]
        if held:
            return max(held, key=lambda each: each[0])[1]
        # a whole beat, key or shot: where the list it is in can be seen
        pattern = pattern_of(path)
        lists = [(len(field.path), place) for field, place in every if is_under(pattern, field.path)]
        return max(lists, key=lambda each: each[0])[1] if lists else None

    def _count(self, place: int, section: Section, view: View) -> None:
        """How many errors and warnings wait on a page that is not looked at."""
        loud = [] if place == self.tabs.currentIndex() else [each for each in view.findings if each.level != "hint"]
        levels = [each.level for each in loud if any(serves(field, each.path) for field in section.fields)]
        said = (str(len(levels)) if levels else "", "error" if "error" in levels else "warn")
        if said != self._counts.get(place, ("", "warn")):
            self._counts[place] = said
            self.tabs.set_count(place, *said)

    def _show_counts(self, view: View) -> None:
        cuts = len(cut_times(view.draft))
        self.counts.setText(
            tr(
                "form.counts",
                shots=tr("form.counts.shots", n=len(view.draft.shots)),
                keys=tr("form.counts.keys", n=sum(len(shot.keys) for shot in view.draft.shots)),
                cuts=tr("form.counts.cuts", n=cuts) if cuts else tr("form.counts.uncut"),
            )
        )

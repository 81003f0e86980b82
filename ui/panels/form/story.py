"""The form of a story: sections in a column, the chosen beat beside them, and under both the time bar of beats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.domain.template import Template
from ui.fields import FieldWidget
from ui.kit.fonts import scaled
from ui.kit.late_place import LatePlace
from ui.kit.layout import INSET
from ui.kit.splitter import Splitter
from ui.panels.form.body import BodyDesk, FormBody, parts_of
from ui.panels.form.rows import Row
from ui.panels.form.sections import SectionColumn
from ui.panels.form.words import View, chosen_at

if TYPE_CHECKING:
    from ui.panels.beats.editor import BeatsEditor
    from ui.panels.beats.inspector import BeatInspector
    from ui.panels.form.camera import PathPage
    from ui.panels.form.framing import FramingView

BAR, LEAST_BAR = 206, 170
WIDE_WINDOW, WIDE = 2200, 1400
"""From these widths on, of the window and of the form, there is room for the live framing."""
HIGH_BAR, HIGH = 240, 460
"""The time bar beside it, and the height that is left to the form above."""
FRAMING = 640 + 2 * INSET
"""The picture is as wide at every size of type."""


class StoryBody(FormBody):
    """Column, inspector and time bar share one choice: a card chosen in the bar is the beat in the inspector.

    With `late`, inspector and bar stand empty until `make_rest`, or until one of them is asked for.
    """

    def __init__(
        self, template: Template, desk: BodyDesk, parent: QWidget | None = None, *, late: bool = False
    ) -> None:
        super().__init__(template, parent)
        self._desk = desk
        self._parts = parts_of(template)
        self._inspector: BeatInspector | None = None
        self._coming: BeatInspector | None = None
        """The inspector while it is not in its place yet, because its fields are made by and by."""
        self._beats: BeatsEditor | None = None
        self._framing: FramingView | None = None
        self._framing_place: QWidget | None = None
        self._waits = late
        """Whether there is a rest that waits for `make_rest`."""
        self._time = 0.0
        self._shared = False
        self.path_page: PathPage | None = None
        # from the outside in: each widget that is given another parent takes all that is in it along
        self._pages = QStackedLayout(self)
        self.whole = Splitter(Qt.Orientation.Vertical, name="form.whole", parent=self)
        self._pages.addWidget(self.whole)
        self.upper = Splitter(Qt.Orientation.Horizontal, name="form.upper", parent=self.whole)
        self.whole.add(self.upper, 1)
        self.column = SectionColumn(self._parts.column, desk, self.upper)
        self.upper.add(self.column, 1)
        self.join(self.column)
        self.column.path_asked.connect(self.open_path)
        self.column.item_chosen.connect(self.choose_item)
        if self._parts.beat:
            self.upper.add(LatePlace(lambda: self.inspector, self.upper), 1)
        if self._parts.bar:
            bar = LatePlace(lambda: self.beats, self.whole)
            bar.setMinimumHeight(scaled(LEAST_BAR))
            self.whole.add(bar, 0)
        if not late:
            while self.make_rest():
                pass

    @property
    def inspector(self) -> BeatInspector | None:
        """The fields of the chosen beat, made now if they were not yet; None where the form has none."""
        if self._inspector is None and self._parts.beat:
            self._inspector = self._made_inspector()
        return self._inspector

    @property
    def beats(self) -> BeatsEditor | None:
        """The time bar, made now if it was not yet; None where the form has none."""
        if self._beats is None and self._parts.bar:
            self._beats = self._made_bar()
        return self._beats

    def make_rest(self) -> bool:
        """Make a piece of what was left for later, so that no key waits long. Gives whether there was one."""
        if self._inspector is None and self._parts.beat:
            if self._coming is None:
                self._coming = self._begun_inspector()
                return True
            more = self.view is not None and self._coming.make_some(self.view)
            return more or self.inspector is not None
        if self._beats is None and self._parts.bar:
            return self.beats is not None
        waited, self._waits = self._waits, False
        return waited and self._show_framing()

    def _begun_inspector(self) -> BeatInspector:
        """One without fields as yet."""
        from ui.panels.beats.inspector import BeatInspector

        return BeatInspector(self._parts.beat, self._desk)

    def _made_inspector(self) -> BeatInspector:
        made = self._coming or self._begun_inspector()
        self._coming = None
        self.join(made)
        made.left.connect(self.focus_bar)
        made.beat_stepped.connect(self._step_beat)
        made.next_asked.connect(self._write_next)
        if self.view is not None:
            made.show_view(self.view)
        self.upper.put(1, made)
        self.upper.setStretchFactor(1, 1)
        return made

    def _made_bar(self) -> BeatsEditor:
        from ui.panels.beats.editor import BeatsEditor

        made = BeatsEditor(self._desk)
        self.join(made)
        made.chosen.connect(self.choose_beat)
        made.inspector_asked.connect(self._write)
        made.camera_asked.connect(self._frame)
        made.setMinimumHeight(scaled(LEAST_BAR))
        if self.view is not None:
            self._show_beats(made, self.view)
        made.set_time(self._time)
        self.whole.put(1, made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shared:
            # before this there is no room to share
            self._shared = True
            self.upper.setSizes([1000, 1000])
            self.whole.setSizes([10_000, scaled(BAR)])
            self._show_framing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shared:
            self._show_framing()

    @property
    def framing(self) -> FramingView | None:
        """The live framing; None while there never was room for it."""
        return self._framing

    def _show_framing(self) -> bool:
        """Show the live framing where there is room for it. Gives whether it was made now."""
        roomy = self.window().width() >= WIDE_WINDOW and self.width() >= WIDE
        if roomy and self._framing_place is None:
            # until it is made its place is kept, so that nothing moves then
            self._framing_place = self.upper.add(QWidget(self.upper))
            self._framing_place.hide()
        if self._framing_place is not None and self._framing_place.isHidden() == roomy:
            self._framing_place.setVisible(roomy)
            rest = (self.width() - FRAMING) // 2
            self.upper.setSizes([rest, rest, FRAMING] if self._parts.beat else [2 * rest, FRAMING])
            # the cards are higher where the form keeps enough above them
            high = HIGH_BAR if roomy and self.height() >= scaled(HIGH_BAR + HIGH) else BAR
            self.whole.setSizes([10_000, scaled(high)])
        if made := roomy and self._framing is None and not self._waits:
            self._make_framing()
        return made

    def _make_framing(self) -> None:
        # the stage it draws is a third of all that is loaded, and most windows have no room for it
        from ui.panels.form.framing import FramingView

        assert self._framing_place is not None
        made = FramingView()
        self.join(made)
        if self.view is not None:
            made.follow(self.view.draft)
        made.set_time(self._time)
        self.upper.put(self.upper.indexOf(self._framing_place), made)
        self._framing_place = self._framing = made

    def show_view(self, view: View) -> None:
        """Show another view; what is not seen waits."""
        self.view, self._quiet = view, True
        if self._on_path():
            self._show_path(view)
        else:
            self.column.show_view(view)
            if self._inspector is not None:
                self._inspector.show_view(view)
            if self._beats is not None:
                self._show_beats(self._beats, view)
            if self._framing is not None:
                self._framing.follow(view.draft)
        self._quiet = False

    def _show_beats(self, beats: BeatsEditor, view: View) -> None:
        was, self._quiet = self._quiet, True
        beats.show_snapshot(view.snapshot)
        beats.choose(view.chosen.shot, view.chosen.beat)
        self._quiet = was

    def set_time(self, seconds: float) -> None:
        """Move the playhead of whatever is seen."""
        self._time = seconds
        if self._beats is not None and seconds != self._beats.time:
            self._beats.set_time(seconds)
        if self._framing is not None:
            self._framing.set_time(seconds)
        if self.path_page is not None and seconds != self.path_page.editor.time:
            self.path_page.editor.set_time(seconds)

    def row_of(self, path: str) -> Row | None:
        """The row of the field a path belongs to, in the inspector or the column."""
        found = self._inspector.row_of(path) if self._inspector is not None else None
        return found or self.column.row_of(path)

    def go_to(self, path: str) -> bool:
        """Show the field of a path and give it the keyboard."""
        self.close_path()
        if self.view is not None:
            self.ask(chosen_at(path, self.view.chosen))
        if self.inspector is not None and self.inspector.go_to(path):
            return True
        if ".beats[" in path and self.beats is not None:
            self.focus_bar()
            return True
        if self.column.go_to(path):
            return True
        if ".keys" in path:
            self.open_path()
            return True
        return False

    def light(self, path: str) -> None:
        """Light the card of the beat a path is in."""
        if self._beats is not None:
            self._beats.light(path)

    def regions(self) -> Sequence[QWidget]:
        """Column, inspector, framing, time bar; or the camera path alone."""
        if self.path_page is not None and self._on_path():
            return [self.path_page]
        parts = (self.column, self.inspector, self._framing, self.beats)
        return [each for each in parts if each is not None and (each is not self._framing or each.isVisible())]

    def step_section(self, by: int, focus: QWidget | None) -> None:
        """Go to the next section of the column; after the last one comes the chosen beat, and the first again."""
        if not self.column.step(by, focus) and self.inspector is not None:
            self.inspector.write()

    def section_track(self, widget: FieldWidget) -> str:
        """The track a field's section feeds; what is in the inspector feeds the beats."""
        if self._inspector is not None and self._inspector.isAncestorOf(widget):
            return "beat"
        return self.column.track_of(widget)

    def focus_bar(self) -> None:
        """Give the keyboard to the cards."""
        if self.beats is not None:
            self.beats.lane.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_path(self) -> None:
        """Show the camera path editor in place of the form."""
        if self.path_page is None:
            # the stage it draws is a third of all that is loaded, and most stories never come here
            from ui.panels.form.camera import PathPage

            self.path_page = PathPage(self._desk)
            self.path_page.back.clicked.connect(self.close_path)
            self.path_page.editor.left.connect(self.close_path)
            self.join(self.path_page.editor)
            self.path_page.editor.chosen.connect(self.choose_key)
            self._pages.addWidget(self.path_page)
        self._pages.setCurrentWidget(self.path_page)
        if self.view is not None:
            self.show_view(self.view)
            self.path_page.editor.set_time(self._time)
        self.path_page.editor.keyboard()

    def close_path(self) -> None:
        """Go back to the form."""
        if self.path_page is not None and self._on_path():
            self._pages.setCurrentWidget(self.whole)
            if self.view is not None:
                self.show_view(self.view)
            self.column.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_path(self) -> bool:
        return self.path_page is not None and self._pages.currentWidget() is self.path_page

    def _show_path(self, view: View) -> None:
        if self.path_page is not None:
            self.path_page.editor.show_snapshot(view.snapshot)
            self.path_page.editor.choose(view.chosen.shot, view.chosen.key)

    def _step_beat(self, by: int) -> None:
        if self.beats is not None:
            self.beats.choose_next(by)

    def _write_next(self) -> None:
        if self.beats is not None:
            self.beats.go_on()
            self._write(*self.beats.current)

    def _frame(self, shot_id: str, key_id: str) -> None:
        self.choose_key(shot_id, key_id)
        self.column.go_to(f"shots[{shot_id}].keys[{key_id}].framing.size")

    def _write(self, shot_id: str, beat_id: str) -> None:
        self.choose_beat(shot_id, beat_id)
        if self.inspector is not None:
            self.inspector.write()

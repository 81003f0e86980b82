"""The beats editor: everything a hand or a key can do to the story of a draft on its time bar."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from app.domain import beats as steps
from app.domain import path as paths
from app.domain.beats import Edge
from app.domain.cuts import shot_at
from app.domain.draft import Draft, LinkType, Shot
from app.domain.keys import add_key
from app.domain.timing import LEAST_BEAT, find_beat, find_shot, rounded
from app.strings import tr
from ui.kit.menus import Menu
from ui.kit.timebar import short_time
from ui.panels.beats.board import NOBODY, BeatsBoard, EditingDesk
from ui.panels.beats.lane import Key
from ui.panels.beats.words import cards, link_word
from ui.panels.lanes import KeyTable

LINKS: tuple[LinkType, ...] = ("opens", "then", "because", "therefore", "but", "meanwhile", "same_moment", "until")


class BeatsEditor(BeatsBoard):
    """The board with its hands: `show_snapshot` in, edits out through `desk.replace`, one undo step each.

    Keys on the cards: Left Right choose, Alt+Left Alt+Right move, `[` `]` shorter and longer, A add, S split at the
    playhead, M merge, Ctrl+D duplicate, Del remove, Enter write, Ctrl+L link, C camera.
    """

    def __init__(self, desk: EditingDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.add_button.clicked.connect(self.add)
        self.split_button.clicked.connect(self.split)
        self.merge_button.clicked.connect(self.merge)
        self.empty.acted.connect(self.add)
        lane = self.lane
        lane.chosen.connect(self.choose)
        lane.opened.connect(self.inspector_asked)
        lane.link_asked.connect(lambda shot, beat: self.open_links())
        lane.menu_asked.connect(self.open_menu)
        lane.add_asked.connect(self._add_at)
        lane.stretched.connect(self._stretch_to)
        lane.dragged.connect(self._drag_to)
        lane.dropped.connect(self._drop)
        lane.given_up.connect(self._give_up)
        for track in (self.lines, self.sounds):
            track.chosen.connect(self.choose)
        lane.keys = self._keys()

    def _keys(self) -> KeyTable:
        key = Qt.Key
        return {
            (key.Key_Left, False, False): lambda: self.choose_next(-1),
            (key.Key_Right, False, False): lambda: self.choose_next(1),
            (key.Key_Home, False, False): lambda: self.choose_number(1),
            (key.Key_End, False, False): lambda: self.choose_number(len(self.lane.cards)),
            (key.Key_Left, False, True): lambda: self.shift(-1),
            (key.Key_Right, False, True): lambda: self.shift(1),
            (key.Key_BracketLeft, False, False): lambda: self.lengthen(-1),
            (key.Key_BracketRight, False, False): lambda: self.lengthen(1),
            (key.Key_A, False, False): self.add,
            (key.Key_S, False, False): self.split,
            (key.Key_M, False, False): self.merge,
            (key.Key_D, True, False): self.duplicate,
            (key.Key_Delete, False, False): self.remove,
            (key.Key_Backspace, False, False): self.remove,
            (key.Key_Return, False, False): self.inspect,
            (key.Key_Enter, False, False): self.inspect,
            (key.Key_L, True, False): self.open_links,
            (key.Key_C, False, False): self.frame,
        }

    # ------------------------------------------------------------------------------------------ what can be done

    def add(self) -> None:
        """A new beat after the chosen one."""
        draft = self._snapshot.draft
        if draft is None:
            return
        if not draft.shots:
            draft = draft.replace(shots=(Shot(id="s1"),))
        if self._known():
            self._add_after(draft, *self._current)
        else:
            last = draft.shots[-1].beats[-1].id if draft.shots[-1].beats else ""
            self._add_after(draft, draft.shots[-1].id, last)

    def go_on(self) -> None:
        """Choose the next beat; after the last one comes a new one."""
        if self.lane.cards and self.current == self.lane.cards[-1].key:
            self.add()
        else:
            self.choose_next(1)

    def split(self) -> None:
        """The beat under the playhead in two; where it stands on a border, the chosen one in the middle."""
        if (found := self._split_place()) is not None:
            draft = self._snapshot.draft
            assert draft is not None
            made, beat_id = steps.split_beat(draft, found[0], found[1], found[2])
            self._do(made, (found[0], beat_id))

    def merge(self) -> None:
        """The chosen beat and the next one as one."""
        draft = self._snapshot.draft
        if draft is not None and self._why_no_merge() is None:
            self._do(steps.merge_beats(draft, *self._current), self._current)

    def duplicate(self) -> None:
        """The chosen beat once more."""
        if (draft := self._snapshot.draft) is not None and self._known():
            made, beat_id = steps.duplicate_beat(draft, *self._current)
            self._do(made, (self._current[0], beat_id))

    def remove(self) -> None:
        """Take the chosen beat out and choose its neighbour."""
        draft = self._snapshot.draft
        card = self.lane.card(self._current)
        if draft is None or card is None or not self._known():
            return
        rest = [each.key for each in self.lane.cards if each.key != self._current]
        near = rest[min(max(card.number - 2, 0), len(rest) - 1)] if rest else NOBODY
        self._do(steps.remove_beat(draft, *self._current), near)

    def lengthen(self, direction: int) -> None:
        """The chosen beat longer or shorter by one snap: the neighbour after it gives way, else the one before it."""
        draft = self._snapshot.draft
        if draft is None or not self._known():
            return
        beat = find_beat(draft, *self._current)
        wanted = max(LEAST_BEAT, beat.seconds + direction * (self.scale.snap or 1 / self.scale.fps))
        for edge in ("end", "start"):
            made = steps.stretch_beat(draft, *self._current, wanted, edge)
            if made != draft:
                self._do(made, self._current, group=f"stretch:{self._current[1]}")
                return

    def shift(self, direction: int) -> None:
        """Put the chosen beat one place on, over a cut too."""
        draft = self._snapshot.draft
        if draft is None or not self._known():
            return
        places = [shot.id for shot in draft.shots]
        shot = find_shot(draft, self._current[0])
        place = [beat.id for beat in shot.beats].index(self._current[1]) + direction
        where = places.index(shot.id)
        if 0 <= place < len(shot.beats):
            self._move_to(draft, shot.id, place)
        elif 0 <= where + direction < len(places):
            other = draft.shots[where + direction]
            self._move_to(draft, other.id, 0 if direction > 0 else len(other.beats))

    def inspect(self) -> None:
        """Ask for the inspector of the chosen beat."""
        if self._known():
            self.inspector_asked.emit(*self._current)

    def frame(self) -> None:
        """A camera key where the chosen beat begins, so that it can be seen in its own way; an old one serves."""
        draft, card = self._snapshot.draft, self.lane.card(self._current)
        if draft is not None and card is not None and self._known():
            shot_id = self._current[0]
            made, key_id = add_key(draft, shot_id, card.start - draft.shot_start(shot_id))
            if made != draft:
                self._do(made, self._current)
            self.camera_asked.emit(shot_id, key_id)

    def set_link(self, link: LinkType) -> None:
        """Give the chosen beat another link to what came before."""
        if (draft := self._snapshot.draft) is not None and self._known():
            path = f"shots[{self._current[0]}].beats[{self._current[1]}].link.type"
            self._do(paths.write(draft, path, link), self._current)

    # ------------------------------------------------------------------------------------------ menus

    def open_links(self) -> None:
        """The choices for the chosen beat's link, under its card."""
        menu = self.link_menu()
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.lane.mapToGlobal(self.lane.focus_rect().topLeft() + QPoint(-8, 26)))

    def link_menu(self) -> Menu | None:
        """The menu of links for the chosen beat; the first beat of all has none."""
        card = self.lane.card(self._current)
        if card is None or card.number == 1:
            return None
        menu = Menu(tr("beats.link"), self)
        for link in LINKS:
            menu.add(link_word(link), partial(self.set_link, link), checked=link == card.link)
        return menu

    def open_menu(self, spot: QPoint) -> None:
        """What can be done to the chosen beat."""
        menu = self.beat_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def beat_menu(self) -> Menu:
        """The menu of the chosen beat."""
        menu = Menu(tr("beats.title"), self)
        none = "" if self._known() else tr("beats.why.none")
        menu.add(tr("beats.menu.write"), self.inspect, icon="rename", key="Enter", reason=none)
        menu.add(tr("beats.menu.add"), self.add, icon="add", key="A")
        menu.add(tr("beats.menu.split"), self.split, icon="split", key="S", reason=self.split_button.reason)
        menu.add(tr("beats.menu.duplicate"), self.duplicate, icon="copy", key="Ctrl+D", reason=none)
        menu.add(tr("beats.menu.merge"), self.merge, icon="merge", key="M", reason=self.merge_button.reason)
        menu.add(tr("beats.menu.frame"), self.frame, icon="camera", key="C", reason=none)
        menu.addSeparator()
        menu.add(tr("beats.menu.remove"), self.remove, icon="trash", key="Del", danger=True, reason=none)
        return menu

    # ------------------------------------------------------------------------------------------ gestures

    def _stretch_to(self, shot_id: str, beat_id: str, edge: Edge, moment: float) -> None:
        draft = self._snapshot.draft
        if draft is None:
            return
        span = next(each for each in steps.beat_spans(draft) if (each.shot_id, each.beat.id) == (shot_id, beat_id))
        moment = self.scale.snapped(moment)
        seconds = moment - span.start if edge == "end" else span.end - moment
        self._preview = steps.stretch_beat(draft, shot_id, beat_id, rounded(seconds), edge)
        self._show_draft()
        card = self.lane.card((shot_id, beat_id))
        if card is not None:
            at = card.end if edge == "end" else card.start
            x = self.scale.x(at)
            self.stack.say_over(self.lane, x, tr("beats.seconds", seconds=short_time(card.seconds)))

    def _drag_to(self, shot_id: str, beat_id: str, moment: float) -> None:
        draft = self._snapshot.draft
        if draft is None:
            return
        target = shot_at(draft, moment)
        if target is None:
            return
        others = [card for card in cards(draft) if card.shot_id == target[0].id and card.beat_id != beat_id]
        index = sum(1 for card in others if (card.start + card.end) / 2 < moment)
        preview = steps.move_beat(draft, shot_id, beat_id, target[0].id, index)
        if preview != self._preview:
            self._preview = preview
            self.lane.held = self.lane.held and self.lane.held._replace(key=(target[0].id, beat_id))
            self._current = (target[0].id, beat_id)
            self._show_draft(slide=True)

    def _drop(self) -> None:
        self.stack.say_over(self.lane, 0, "")
        preview, self._preview = self._preview, None
        if preview is not None and preview != self._snapshot.draft:
            current, self._current = self._current, NOBODY
            self._do(preview, current)
        else:
            self._show_draft()

    def _give_up(self, shot_id: str, beat_id: str) -> None:
        self.stack.say_over(self.lane, 0, "")
        self._preview = None
        self._current = (shot_id, beat_id)
        self._show_draft()

    def _add_at(self, moment: float) -> None:
        draft = self._snapshot.draft
        found = shot_at(draft, moment) if draft else None
        if draft is not None and found is not None:
            self._add_after(draft, found[0].id, found[0].beats[-1].id if found[0].beats else "")

    # ------------------------------------------------------------------------------------------ one step

    def _do(self, draft: Draft, current: Key, group: str = "") -> None:
        """Hand the desk the new draft; the answer comes as a snapshot, the choice is made at once."""
        self._desk.replace(draft, group)
        if self._snapshot.draft is not draft:
            self._snapshot = self._snapshot.replace(draft=draft, compiled=None)
        self._preview = None
        self._show_draft(slide=True)
        self.choose(*current)

    def _add_after(self, draft: Draft, shot_id: str, beat_id: str) -> None:
        made, new_id = steps.add_beat(draft, shot_id, beat_id)
        self._do(made, (shot_id, new_id))
        self.lane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move_to(self, draft: Draft, shot_id: str, index: int) -> None:
        made = steps.move_beat(draft, *self._current, shot_id, index)
        beat_id, self._current = self._current[1], NOBODY
        self._do(made, (shot_id, beat_id))

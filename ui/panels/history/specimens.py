"""Versions of a made-up draft for the gallery: many, none, one that is what one has now, one that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.desk.snapshot import Snapshot
from app.desk.versions import Version
from app.domain.draft import Draft
from app.domain.errors import BadFile, UnknownName
from app.domain.model import Model
from app.domain.request import Compiled
from ui.kit.layout import column
from ui.kit.specimen import Specimen
from ui.panels.history.popup import HistoryPopup
from ui.panels.shelf.specimens import preset

NOW = "2026-11-24T12:00:00+00:00"
WORDS = """\
Style: quiet, sunlit kitchen drama, 35 mm.

In a small kitchen at dawn, a girl in a yellow raincoat leans over a cardboard box. She lifts the lid; a kitten looks \
up. She holds out one finger and waits. The kitten sniffs, then pushes its head under her hand.

Slow push in, eye level, from a medium shot to a close-up.

Sound: rain on the window, a kettle just before it sings.
"""


class Kept:
    """Versions that were given, each with its draft; None is one that cannot be read."""

    def __init__(self, found: list[tuple[Version, Draft | None]]) -> None:
        self._found = {version.id: (version, draft) for version, draft in found}

    def list(self) -> Sequence[Version]:
        """The versions, newest first."""
        return tuple(version for version, _ in self._found.values())

    def draft(self, version_id: str) -> Draft:
        """The draft as it was."""
        draft = self._found[version_id][1]
        if draft is None:
            raise BadFile("file_not_json", name=version_id, line=1, column=1)
        return draft

    def save(self, name: str) -> Version:
        """Nothing is kept in the gallery."""
        raise UnknownName("draft_version", name, ())

    def restore(self, version_id: str) -> Draft:
        """Only looked up."""
        return self.draft(version_id)

    def rename(self, version_id: str, name: str) -> Version:
        """Only looked up."""
        return self._found[version_id][0]

    def set_kept(self, version_id: str, kept: bool) -> Version:
        """Only looked up."""
        return self._found[version_id][0]

    def trash(self, version_id: str) -> None:
        """Gone from the list."""
        del self._found[version_id]


class HistoryDeskOf:
    """A desk with one open draft and its versions."""

    def __init__(self, draft: Draft, kept: list[tuple[Version, Draft | None]]) -> None:
        self.snapshot = Snapshot(draft=draft)
        self.versions = Kept(kept)

    def compile(self, draft: Draft) -> tuple[Model, Compiled]:
        """Words that stand for any draft's."""
        model = Model(
            id="kling/kling-3.0", title="Kling 3.0", provider="kling", dialect="kling-scene", source="made up",
            checked_on="2026-11-01",
        )  # fmt: skip
        return model, Compiled(model=model.id, dialect="timed", seconds=8, text=WORDS, spans=(), parts=())

    def now(self) -> str:
        """Noon of a day."""
        return NOW


def _drafts() -> tuple[Draft, ...]:
    """A draft as it grew, newest first."""
    blank = preset("small-rescue").draft.replace(title="The kitten in the box")
    shot = blank.shots[0]
    longer = shot.beats[0].replace(seconds=shot.beats[0].seconds + 1.5)
    timed = blank.replace(shots=(shot.replace(beats=(longer, *shot.beats[1:])),))
    still = timed.replace(shots=(timed.shots[0].replace(keys=shot.keys[:1]),))
    lit = still.replace(look=still.look.replace(mood="hushed, expectant", medium="Super 8"))
    told = lit.replace(place=lit.place.replace(setting="A garage at night, one bulb over the workbench"))
    return told, lit, still, timed, blank


def _many() -> list[tuple[Version, Draft | None]]:
    told, lit, still, timed, blank = _drafts()
    return [
        (Version(id="8", kind="work", made="2026-11-24T11:52:10+00:00"), told),
        (Version(id="7", kind="take", made="2026-11-24T11:40:00+00:00", takes=("2", "3", "r4")), lit),
        (Version(id="6", kind="hand", made="2026-11-24T11:31:00+00:00", name="Before the rewrite of beat two"), lit),
        (Version(id="5", kind="preset", made="2026-11-24T10:02:00+00:00", about="Slow push to the eyes"), still),
        (Version(id="4", kind="work", made="2026-11-24T09:12:00+00:00"), None),
        (Version(id="3", kind="aim", made="2026-11-23T17:20:00+00:00", about="Kling 3.0", kept=True), timed),
        (Version(id="2", kind="restore", made="2026-11-23T16:58:00+00:00", about="As it was opened"), timed),
        (Version(id="1", kind="opened", made="2026-11-02T08:00:00+00:00"), blank),
    ]


def _popup(kept: Callable[[], list[tuple[Version, Draft | None]]], line: int = 0, act: str = "") -> QWidget:
    desk = HistoryDeskOf(_drafts()[0], kept())
    popup = HistoryPopup(desk)
    held = QWidget()
    popup.setWindowFlags(held.windowFlags())
    held.setLayout(column(popup, gap=0, margins=(8, 8, 8, 8)))
    if desk.versions.list():
        popup.list.setCurrentIndex(popup.list.rows.index(line))
    if act == "rename":
        popup.detail.begin_rename()
    elif act == "name":
        popup.name.setText("The one with the garage, before anybody says a word about the kitten")
    return held


SIZE = (876, 576)
SPECIMENS: list[Specimen] = [
    Specimen("history/versions", partial(_popup, _many, 5), SIZE),
    Specimen("history/versions present", partial(_popup, _many, 0, "name"), SIZE),
    Specimen("history/versions named", partial(_popup, _many, 2, "rename"), SIZE),
    Specimen("history/versions damaged", partial(_popup, _many, 4), SIZE),
    Specimen("history/versions none", partial(_popup, list), SIZE),
]

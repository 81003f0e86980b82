"""Made-up clips and every state of the library for the gallery."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.clip import Clip
from ui.kit.specimen import Specimen
from ui.panels.library import LibraryPanel
from ui.panels.player_desk import LibraryDesk
from ui.panels.specimens_editors import ferry_turn, last_loaf, many_beats
from ui.panels.specimens_player import ClipsMade, made_clip, poster

WHOLE = (1440, 860)
SMALL = (1084, 620)
LONG = "Rooftop hands in the rain, second unit, client A, third version with the blue umbrella"


class LibraryMade(ClipsMade):
    """The same desk with a search that looks into titles and words."""

    def clips(self, query: str = "", limit: int = 200) -> list[Clip]:
        """In the order they were made."""
        words = [word for word in query.casefold().split() if not word.startswith("is:")]
        kinds = [word for word in query.split() if word.startswith("is:")]
        found = [clip for clip in self.made.values() if all(w in (clip.title + clip.words).casefold() for w in words)]
        tests: dict[str, Callable[[Clip], bool]] = {
            "is:kept": lambda clip: clip.kept,
            "is:take": lambda clip: not clip.model.startswith("animatic"),
            "is:rehearsal": lambda clip: clip.model.startswith("animatic"),
            "is:unrated": lambda clip: clip.rating == 0,
        }
        return [clip for clip in found if all(tests[kind](clip) for kind in kinds)][:limit]

    def count_clips(self, query: str = "") -> int:
        """How many it finds."""
        return len(self.clips(query))

    def delete_clip(self, clip_id: str) -> None:
        """Gone."""
        del self.made[clip_id]


def some_clips() -> list[Clip]:
    """Sixteen clips as a year leaves them: kept, rated, long-named, Chinese, missing, tall, without a poster."""
    drafts = (last_loaf(), ferry_turn(), many_beats())
    made: list[Clip] = []
    for number in range(16):
        draft = drafts[number % 3]
        picture = poster(("loaf", "ferry", "many")[number % 3], 0.1 + number / 20)
        model = "animatic/board" if number % 4 == 1 else ("kling/kling-3.0", "kling/kling-4.0", "wan/wan-3")[number % 3]
        clip = made_clip(
            number + 1, draft, model, poster=str(picture), rating=(4, 0, 3, 5)[number % 4], kept=number % 3 == 0,
            words="Medium shot, eye level, one slow push-in that settles on their hands. " * 2,
            tags=("night", "interior", "two-hander") if number % 2 == 0 else (), draft="{}",
        )  # fmt: skip
        made.append(clip)
    made[2] = made[2].replace(title=LONG)
    made[4] = made[4].replace(title="最后一条面包，第三版", words="雨夜的面包店，柜台上一盏铜灯。")
    made[5] = made[5].replace(missing=True)
    made[6] = made[6].replace(poster=str(poster("loaf", 0.6, (360, 640))))
    made[7] = made[7].replace(poster="")
    return made


def library(*clips: Clip, search: str = "", current: int = 0) -> LibraryPanel:
    """A library over made-up clips."""
    desk: LibraryDesk = LibraryMade(*clips)
    made = LibraryPanel(desk)
    made.resize(*WHOLE)
    made.search(search)
    if made.rows.items:
        made.grid.setCurrentIndex(made.rows.index(current))
    made.grab()
    while made.grid.delegate.posters.waiting:
        made.grid.delegate.posters.read_some()
    return made


def full() -> QWidget:
    """Many clips, the first chosen."""
    return library(*some_clips())


def found() -> QWidget:
    """A search with what it found marked in the record."""
    return library(*some_clips(), search="settles hands is:take")


def chinese() -> QWidget:
    """Two characters found."""
    return library(*some_clips(), search="面包")


def missing() -> QWidget:
    """The chosen clip's file is gone."""
    return library(*some_clips(), current=5)


def several() -> QWidget:
    """Three clips chosen: what can be done with all of them stands at the foot."""
    made = library(*some_clips())
    made.grid.selectAll()
    return made


def long_title() -> QWidget:
    """A long name in a small window."""
    return library(*some_clips(), current=2)


def empty() -> QWidget:
    """Before the first clip."""
    return library()


def no_hit() -> QWidget:
    """Nothing says that."""
    return library(*some_clips(), search="umbrella stand")


SPECIMENS: list[Specimen] = [
    Specimen("library", full, WHOLE),
    Specimen("library found", found, WHOLE),
    Specimen("library chinese", chinese, SMALL),
    Specimen("library missing", missing, SMALL),
    Specimen("library several", several, SMALL),
    Specimen("library long title", long_title, SMALL),
    Specimen("library empty", empty, SMALL),
    Specimen("library no hit", no_hit, SMALL),
]

"""Made-up clips and every state of the library for the gallery."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.domain.clip import Clip
from app.domain.clip_query import ClipQuery, read_query
from ui.kit.specimen import Specimen
from ui.panels.library.panel import LibraryPanel
from ui.panels.path.specimens import ferry_turn, last_loaf, many_beats
from ui.panels.player.desk import LibraryDesk
from ui.panels.player.specimens import ClipsMade, made_clip, poster

WHOLE = (1440, 860)
SMALL = (1084, 620)
MAKERS = (
    "kling/kling-3.0", "kling/kling-4.0", "wan/wan-3", "", "fal/seedance-2.5-pro-text-to-video",
    "fal/veo-3.1", "x/ltx-2.5",
)  # fmt: skip
TAGS = ("night", "interior", "two-hander", "client A", "rain", "hands")
LONG = "Rooftop hands in the rain, second unit, client A, third version with the blue umbrella"


class LibraryMade(ClipsMade):
    """The same desk with a search that looks into titles and words."""

    def clips(self, query: str = "", limit: int = 200) -> list[Clip]:
        """In the order they were made."""
        asked = read_query(query)
        return [clip for clip in self.made.values() if _fits(clip, asked)][:limit]

    def clip_tags(self) -> dict[str, int]:
        """As many as each tag has."""
        return dict(Counter(tag for clip in self.made.values() for tag in clip.tags).most_common())

    def clip_makers(self) -> dict[str, int]:
        """As many as each model made."""
        return dict(Counter(clip.model for clip in self.made.values()).most_common())

    def tag(self, clip_ids: Iterable[str], tag: str, on: bool = True) -> None:
        """Kept among the made ones."""
        for clip_id in clip_ids:
            tags = tuple(each for each in self.made[clip_id].tags if each != tag)
            self.made[clip_id] = self.made[clip_id].replace(tags=(*tags, tag) if on else tags)

    def note(self, clip_id: str, text: str) -> None:
        """Kept among the made ones."""
        self.made[clip_id] = self.made[clip_id].replace(note=text)

    def today(self) -> str:
        """A day of the mock-ups."""
        return "2026-11-22"

    def count_clips(self, query: str = "") -> int:
        """How many it finds."""
        return len(self.clips(query))

    def delete_clip(self, clip_id: str) -> None:
        """Gone."""
        del self.made[clip_id]


def _fits(clip: Clip, asked: ClipQuery) -> bool:
    """Whether a made-up clip is asked for."""
    marks = {"is:kept": clip.kept, "is:unrated": clip.rating == 0, "is:take": not clip.is_rehearsal}
    hay = (clip.title + clip.words + clip.note).casefold()
    return (
        all(word.casefold() in hay for word in asked.words)
        and all(marks[mark] for mark in asked.marks)
        and (not asked.kinds or clip.kind in asked.kinds)
        and (not asked.models or clip.model in asked.models)
        and set(asked.tags) <= set(clip.tags)
        and clip.rating >= asked.stars
        and asked.since <= clip.created[:10] <= (asked.until or "9999")
    )


def some_clips() -> list[Clip]:
    """Sixteen clips as a year leaves them: kept, rated, long-named, Chinese, missing, tall, without a poster."""
    drafts = (last_loaf(), ferry_turn(), many_beats())
    made: list[Clip] = []
    for number in range(16):
        draft = drafts[number % 3]
        picture = poster(("loaf", "ferry", "many")[number % 3], 0.1 + number / 20)
        model = "animatic/board" if number % 4 == 1 else MAKERS[number % len(MAKERS)]
        clip = made_clip(
            number + 1, draft, model, poster=str(picture), rating=(4, 0, 3, 5)[number % 4], kept=number % 3 == 0,
            words="Medium shot, eye level, one slow push-in that settles on their hands. " * 2,
            tags=TAGS[number % 4 : number % 4 + 3] if number % 2 == 0 else (), draft="{}",
            created=f"2026-{9 + number // 6:02d}-{1 + number:02d}T13:32:00+00:00",
            note="Her look up lands. The push starts late; cut in at 1.2 s and it holds." if number % 3 == 0 else "",
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


def filtered() -> QWidget:
    """Narrowed by everything there is: chips stand in the search, boxes are checked."""
    asked = "hands is:generated model:kling/kling-3.0 model:wan/wan-3 tag:night rating:3 from:2026-09-01 to:2026-11-22"
    return library(*some_clips(), search=asked)


def tagging() -> QWidget:
    """A tag is being typed, and the note is long."""
    clips = some_clips()
    clips[0] = clips[0].replace(note="Her look up lands. " * 12, tags=TAGS)
    made = library(*clips)
    made.record.tags.begin()
    made.record.tags.line.setText("two")
    return made


def wrong_day() -> QWidget:
    """A day that is none."""
    made = library(*some_clips(), search="is:kept")
    made.filters.since.setText("the other day")
    made.filters.since.editingFinished.emit()
    return made


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
    Specimen("library filtered", filtered, WHOLE),
    Specimen("library filtered small", filtered, SMALL),
    Specimen("library tagging", tagging, WHOLE),
    Specimen("library wrong day", wrong_day, (1084, 800)),
    Specimen("library chinese", chinese, SMALL),
    Specimen("library missing", missing, SMALL),
    Specimen("library several", several, SMALL),
    Specimen("library long title", long_title, SMALL),
    Specimen("library empty", empty, SMALL),
    Specimen("library no hit", no_hit, SMALL),
]

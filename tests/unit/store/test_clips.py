"""The library finds clips by their words in any language and throws them only into the trash."""

from __future__ import annotations

import pytest

from app.domain.errors import UnknownName
from app.store.clips import Clips
from app.store.paths import Home
from tests.unit.store.rows import a_clip


@pytest.mark.parametrize(
    "query",
    [
        "电车",
        "雨",
        "雨夜电",
        "夜电",
        "dog",
        "DOG runs",
        "runs dog",
        "é",
        "CAFÉ",
        "board",
        "wet road",
        "ab",
        "  ",
        "a-b",
    ],
)
def test_every_word_of_the_query_is_found(clips: Clips, place: Home, query: str) -> None:
    clips.add(a_clip(place, "c1", title="雨夜电车 Café", words='A dog runs "home" a-b', tags=("wet road", "ab")))
    clips.add(a_clip(place, "c2", title="else", words="nothing", model="x/y", draft_id="d2"))
    assert "c1" in [clip.id for clip in clips.search(query)]
    assert (query.strip() == "") == ("c2" in [clip.id for clip in clips.search(query)])


@pytest.mark.parametrize("query", ["轮船", "dog cat", '"', "dogs", "电夜", "NOT dog", "*", "OR"])
def test_what_is_not_there_is_not_found(clips: Clips, place: Home, query: str) -> None:
    clips.add(a_clip(place, "c1", title="雨夜电车", words="A dog runs"))
    assert clips.search(query) == []


def test_newest_first_and_no_more_than_asked(clips: Clips, place: Home) -> None:
    for number in range(5):
        clips.add(a_clip(place, f"c{number}"))
    assert [clip.id for clip in clips.search(limit=2)] == ["c4", "c3"]
    assert [clip.id for clip in clips.for_draft("d1")] == ["c0", "c1", "c2", "c3", "c4"]
    assert [clip.take for clip in clips.for_draft("d1")] == [1, 2, 3, 4, 5]


def test_rehearsals_and_takes_are_counted_apart(clips: Clips, place: Home) -> None:
    models = ("animatic/board", "animatic/board", "x/y", "animatic/board", "", "x/y")
    added = [clips.add(a_clip(place, f"c{number}", model=model)) for number, model in enumerate(models)]
    assert [(clip.kind, clip.take) for clip in added] == [
        ("rehearsal", 1), ("rehearsal", 2), ("generated", 1), ("rehearsal", 3), ("attached", 2), ("generated", 3),
    ]  # fmt: skip
    clips.trash("c5")
    assert (clips.next_take("d1"), clips.add(a_clip(place, "c6")).take) == (4, 4), "a thrown away take keeps its number"


def test_kinds_of_clips_are_asked_for_and_counted(clips: Clips, place: Home) -> None:
    clips.add(a_clip(place, "c1", title="dog", model="animatic/board"))
    clips.add(a_clip(place, "c2", title="dog", model="x/y", draft_id="d2"))
    clips.add(a_clip(place, "c3", title="cat", model="x/y", draft_id="d3"))
    clips.update("c2", kept=True)
    clips.trash("c3")
    assert [clip.id for clip in clips.search("is:kept")] == ["c2"]
    assert [clip.id for clip in clips.search("dog is:rehearsal")] == ["c1"]
    clips.update("c1", rating=3)
    assert [clips.count(query) for query in ("", "is:kept", "is:rehearsal", "cat")] == [2, 1, 1, 0]
    assert [[clip.id for clip in clips.search(query)] for query in ("is:take", "is:unrated")] == [["c2"], ["c2"]]


def test_changes_are_kept_and_searched(clips: Clips, place: Home) -> None:
    clips.add(a_clip(place, "c1"))
    clip = clips.update("c1", rating=4, kept=True, tags=("夜",), title="Other")
    assert (clip.rating, clip.kept, clip.tags, clip.title) == (4, True, ("夜",), "Other")
    assert clips.get("c1") == clip
    assert [each.id for each in clips.search("夜")] == ["c1"]
    assert clips.search("shot") == []
    with pytest.raises(ValueError, match="cannot be changed"):
        clips.update("c1", sha256="x")
    with pytest.raises(UnknownName):
        clips.update("c9", rating=1)


def test_filters_leave_only_what_was_asked_for(clips: Clips, place: Home) -> None:
    made = (("c1", "a/one", "2026-09-01"), ("c2", "b/two", "2026-09-15"), ("c3", "", "2026-11-22"))
    for name, model, day in made:
        clips.add(a_clip(place, name, model=model, created=f"{day}T12:00:00+00:00"))
    clips.add(a_clip(place, "c4", created="2026-11-23T12:00:00+00:00"))
    clips.update("c1", tags=("night", "client A"), rating=4)
    clips.update("c2", tags=("nightfall",), rating=2, note="The push starts late; 推迟了。")

    def found(query: str) -> list[str]:
        assert clips.count(query) == len(clips.search(query))
        return sorted(clip.id for clip in clips.search(query))

    assert found("model:a/one") == ["c1"]
    assert found("model:a/one model:b/two") == ["c1", "c2"]
    assert (found("is:generated"), found("is:attached"), found("is:take")) == (["c1", "c2"], ["c3"], ["c1", "c2", "c3"])
    assert found("is:attached is:rehearsal") == ["c3", "c4"]
    assert (found("tag:night"), found("night"), found('tag:"Client a"')) == (["c1"], ["c1", "c2"], ["c1"])
    assert (found("tag:night tag:nightfall"), found("tag:nig")) == ([], [])
    assert (found("rating:2"), found("rating:3")) == (["c1", "c2"], ["c1"])
    assert found("from:2026-09-15") == ["c2", "c3", "c4"]
    assert found("from:2026-09-15 to:2026-11-22") == ["c2", "c3"]
    assert (found("starts late"), found("推迟"), found("late rating:3")) == (["c2"], ["c2"], [])
    assert clips.makers() == {"": 1, "a/one": 1, "animatic/board": 1, "b/two": 1}
    assert clips.tags() == {"client A": 1, "night": 1, "nightfall": 1}
    clips.trash("c1")
    assert (clips.tags(), "a/one" in clips.makers()) == ({"nightfall": 1}, False)


def test_the_trash_gives_everything_back(clips: Clips, place: Home) -> None:
    clips.add(a_clip(place, "c1"))
    before = clips.get("c1")
    clips.trash("c1")
    clips.trash("c1")
    assert clips.search() == clips.for_draft("d1") == []
    assert list(place.clips.iterdir()) == []
    (thrown,) = clips.trashed()
    assert (place.root / thrown.path).read_bytes() == b"c1"
    assert not thrown.missing
    assert clips.next_take("d1", "animatic/board") == 2
    clips.restore("c1")
    clips.restore("c1")
    assert clips.get("c1") == before
    assert clips.trashed() == []


def test_a_move_cut_short_by_a_crash_is_carried_on(clips: Clips, place: Home) -> None:
    clips.add(a_clip(place, "c1"))
    file = place.root / clips.get("c1").path
    clips.trash("c1")
    thrown = place.root / clips.get("c1").path
    thrown.replace(file)
    clips.finish_moves()
    assert thrown.exists()
    assert not file.exists()
    clips.restore("c1")
    file.replace(thrown)
    clips.finish_moves()
    assert file.exists()


def test_a_file_that_went_away_is_told(clips: Clips, place: Home) -> None:
    clips.add(a_clip(place, "c1"))
    assert not clips.get("c1").missing
    (place.root / clips.get("c1").path).unlink()
    assert clips.search()[0].missing


def test_clips_are_found_by_content(clips: Clips, place: Home) -> None:
    clips.add(a_clip(place, "c1", sha256="a" * 64))
    clips.add(a_clip(place, "c2", sha256="a" * 64))
    clips.trash("c1")
    found = clips.by_sha("a" * 64)
    assert found is not None
    assert found.id == "c2"
    assert clips.by_sha("b" * 64) is None

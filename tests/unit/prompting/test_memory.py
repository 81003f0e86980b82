"""What is kept between keystrokes never shows: a warm compile says what a cold one says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from app.catalog import Catalog
from app.domain.draft import Draft, Shot
from app.domain.path import write
from app.domain.request import Compiled
from app.prompting import compile_draft
from app.prompting.memory import Memory

CATALOG = Catalog(None)
EDITS = (
    ("shots[s3].beats[b3].action", "raises {cast:nobody}'s hand"),
    ("shots[s3].beats[b3].action", "raises one\x07 hand"),
    ("shots[s3].beats[b3].action", "raises one hand"),
    ("cast[gus].wardrobe", "a green coat"),
    ("shots[s3].beats[b3].lines[l1].delivery", ""),
    ("cast[gus].voice.timbre", "hoarse"),
    ("light.weather", "storm"),
    ("shots[s1].seconds", 4),
    ("shots[s6].beats[b6].action", "walks on, and on, " * 20),
    ("look.depth_of_field", "{cast:nobody}\x07"),
    ("shots[s4].keys[k5].framing.target", "{cast:no_one}"),
    ("shots[s4].beats[b4].sounds", ({"id": "c9", "text": "a {prop:nothing} falls"},)),
    ("shots[s2].light_override", "{prop:nothing} glows\x07"),
    ("shots[s1].beats[b1].touches", "the rail"),
    ("look.depth_of_field", "deep"),
    ("sound.language", "ja"),
    ("frame.audio", "off"),
    ("ends.final_picture", ""),
    ("place.setting", "{cast:pilar}; {prop:nothing}"),
)


def compiled(draft: Draft) -> Compiled:
    return compile_draft(draft, CATALOG.model("kling/kling-3.0"), CATALOG.vocabulary, today="2026-11-22")


def cold(draft: Draft) -> Compiled:
    """Compiled in a thread of its own, where nothing is kept yet."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(compiled, draft).result()


def test_a_draft_under_edit_reads_as_one_never_seen() -> None:
    draft = CATALOG.preset("heist-in-six").draft
    for path, value in EDITS:
        compiled(draft)
        draft = write(draft, path, value)
        assert compiled(draft) == cold(draft), path
    shorter = draft.replace(shots=draft.shots[:-1])
    assert compiled(shorter) == cold(shorter)
    turned = draft.replace(shots=(*draft.shots[1:], draft.shots[0]))
    assert compiled(turned) == cold(turned)


def test_the_same_parts_are_made_once_and_equal_ones_again() -> None:
    memory: Memory[list[int]] = Memory(8)
    shot = Shot(id="s1")
    first = memory.get((shot,), (1,), lambda: [1])
    assert memory.get((shot,), (1,), lambda: [2]) is first
    assert memory.get((shot,), (2,), lambda: [3]) == [3]
    assert memory.get((shot.replace(id="s1"),), (1,), lambda: [4]) == [4]


def test_only_the_last_are_kept() -> None:
    memory: Memory[str] = Memory(2)
    shots = [Shot(id=f"s{place}") for place in range(4)]
    for shot in shots:
        memory.get((shot,), (), lambda: "first time")
    found = [memory.get((shots[place],), (), lambda: "again") for place in (3, 2, 0)]
    assert found == ["first time", "first time", "again"]

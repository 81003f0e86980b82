"""What the compiler keeps between keystrokes: made once for the same parts, and only the last of it."""

from __future__ import annotations

from app.domain.draft import Shot
from app.prompting.memory import Memory


def test_the_same_parts_are_made_once_and_equal_ones_again() -> None:
    memory: Memory[list[int]] = Memory(8)
    shot = Shot(id="s1")
    first = memory.get((shot,), (1,), lambda: [1])
    assert memory.get((shot,), (1,), lambda: [2]) is first
    assert memory.get((shot,), (2,), lambda: [3]) == [3]
    assert memory.get((shot.replace(id="s1"),), (1,), lambda: [4]) == [4]


def test_only_the_last_are_kept() -> None:
    memory: Memory[str] = Memory(2)
    shots = [Shot(id=f"s{place}") for place in range(6)]
    for shot in shots:
        memory.get((shot,), (), lambda: "first time")
    found = [memory.get((shots[place],), (), lambda: "again") for place in (5, 4, 0)]
    assert found == ["first time", "first time", "again"]


def test_what_is_asked_for_again_and_again_stays() -> None:
    memory: Memory[str] = Memory(2)
    shots = [Shot(id=f"s{place}") for place in range(20)]
    for shot in shots:
        memory.get((shot,), (), lambda: "passing")
        assert memory.get((shots[0],), (), lambda: "lost") == "passing"

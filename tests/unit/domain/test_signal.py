"""Signals tell who listens, in order, and forget who is gone."""

from __future__ import annotations

import pytest

from app.domain.signal import Signal


class Bell:
    """Something that rings."""

    rung = Signal()


class Ear:
    """Something that hears."""

    def __init__(self, heard: list[str], name: str) -> None:
        self.heard, self.name = heard, name

    def hear(self, what: str) -> None:
        """Write down what was heard."""
        self.heard.append(f"{self.name} {what}")


def test_each_object_rings_for_its_own_listeners_in_their_order() -> None:
    heard: list[str] = []
    first, second = Bell(), Bell()
    one, two = Ear(heard, "one"), Ear(heard, "two")
    first.rung.connect(one.hear)
    first.rung.connect(two.hear)
    second.rung.connect(two.hear)
    first.rung.emit("noon")
    assert heard == ["one noon", "two noon"]


def test_who_disconnected_hears_no_more_and_may_do_so_twice() -> None:
    heard: list[str] = []
    bell, ear = Bell(), Ear(heard, "one")
    bell.rung.connect(ear.hear)
    bell.rung.disconnect(ear.hear)
    bell.rung.disconnect(ear.hear)
    bell.rung.emit("noon")
    assert heard == []


def test_a_listener_that_is_gone_is_forgotten_but_a_function_is_kept() -> None:
    heard: list[str] = []
    bell, ear = Bell(), Ear(heard, "one")
    bell.rung.connect(ear.hear)
    bell.rung.connect(lambda what: heard.append(what))
    del ear
    bell.rung.emit("noon")
    bell.rung.emit("one")
    assert heard == ["noon", "one"]


def test_who_disconnects_while_it_is_told_leaves_the_others_alone() -> None:
    heard: list[str] = []
    bell, last = Bell(), Ear(heard, "last")

    def once(what: str) -> None:
        heard.append(what)
        bell.rung.disconnect(once)

    bell.rung.connect(once)
    bell.rung.connect(last.hear)
    bell.rung.emit("noon")
    bell.rung.emit("one")
    assert heard == ["noon", "last noon", "last one"]


def test_what_a_listener_raises_comes_out() -> None:
    bell = Bell()
    bell.rung.connect(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bell.rung.emit()

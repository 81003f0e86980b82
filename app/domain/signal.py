"""Signals of the rooms without a window: who listens is told at once, and is forgotten when it is gone."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import Any
from weakref import WeakMethod

Slot = Callable[..., object]


class SignalInstance:
    """One signal of one object. A method is held weakly, any other function is kept until it is disconnected."""

    def __init__(self) -> None:
        self._slots: list[Callable[[], Slot | None]] = []

    def connect(self, slot: Slot) -> None:
        """Call `slot` with what is emitted, after those that are connected already."""
        self._slots.append(WeakMethod(slot) if isinstance(slot, MethodType) else lambda: slot)

    def disconnect(self, slot: Slot) -> None:
        """No longer call `slot`; nothing happens where it was not connected."""
        self._slots = [each for each in self._slots if each() not in (None, slot)]

    def emit(self, *args: Any) -> None:
        """Tell everybody who listens now. What one of them raises comes out here, and the rest is not told."""
        for each in tuple(self._slots):
            slot = each()
            if slot is None:
                self._slots = [kept for kept in self._slots if kept is not each]
            else:
                slot(*args)


class Signal:
    """Declares a signal in a class; each of its objects has one of its own."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> SignalInstance:
        made = SignalInstance()
        # the object's own from now on: found before this declaration, which sets nothing
        vars(instance)[self._name] = made
        return made

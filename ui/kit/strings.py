"""Sentences that follow the language while the window is open."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app import strings
from app.strings import has, tr

__all__ = ["bind", "has", "language", "retranslator", "set_language", "tr"]


class Retranslator(QObject):
    """Tells everything that shows words to fetch them again."""

    retranslate = Signal()


_retranslator: Retranslator | None = None


def retranslator() -> Retranslator:
    """The one source of `retranslate`."""
    global _retranslator
    if _retranslator is None:
        _retranslator = Retranslator()
    return _retranslator


def language() -> str:
    """The language of the screen."""
    return strings.language()


def set_language(language: str) -> None:
    """Change the language of the screen (`en` …) and let every bound sentence follow; children speak it as well."""
    os.environ[strings.VARIABLE] = language
    if language != strings.language():
        strings.set_language(language)
        retranslator().retranslate.emit()


def bind(setter: Callable[[str], object], key: str, **args: Any) -> None:
    """Call `setter` with the sentence `key` now and whenever the language changes.

    `setter` is a bound method of a QObject (`label.setText`); the tie ends with that object.
    """
    setter(tr(key, **args))
    receiver = getattr(setter, "__self__", None)
    source = retranslator().retranslate
    if isinstance(receiver, QObject):
        tie = _Tie(receiver, setter, key, args)
        source.connect(tie.say)


class _Tie(QObject):
    def __init__(self, owner: QObject, setter: Callable[[str], object], key: str, args: dict[str, Any]) -> None:
        super().__init__(owner)
        self._name, self._key, self._args = getattr(setter, "__name__", ""), key, args

    def say(self) -> None:
        getattr(self.parent(), self._name)(tr(self._key, **self._args))

"""Looks up what a vocabulary's value is called in a prompt; a value no vocabulary has stands for itself."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.errors import UnknownName
from app.domain.vocabulary import Vocabulary

Words = Callable[[str], Vocabulary]
"""Gives the vocabulary of an id; UnknownName where there is none."""

_TABLES: dict[tuple[int, str], tuple[Vocabulary, dict[str, str]]] = {}
_MOST_TABLES = 256


class Phrasebook:
    """The phrases of one compile, in one language. Vocabularies are asked for when the first value needs them."""

    def __init__(self, words: Words, language: str = "en") -> None:
        self._words = words
        self._language = language
        self.source: object = getattr(words, "__self__", words)
        """Whose vocabularies they are."""
        self._open: dict[str, dict[str, str]] = {}

    def table(self, vocabulary: str) -> dict[str, str]:
        """The phrases of a vocabulary by id; empty where there is no such vocabulary."""
        found = self._open.get(vocabulary)
        if found is None:
            try:
                found = _table(self._words(vocabulary), self._language)
            except UnknownName:
                found = {}
            self._open[vocabulary] = found
        return found

    def say(self, vocabulary: str, value: str) -> str:
        """The phrase of a value."""
        return self.table(vocabulary).get(value, value) if value else ""


def _table(vocabulary: Vocabulary, language: str) -> dict[str, str]:
    """The phrases of a vocabulary, made once for each vocabulary (they are frozen) and language.

    What has no phrase in the language is said in English, so that it is said at all.
    """
    key = (id(vocabulary), language)
    kept = _TABLES.get(key)
    if kept is not None and kept[0] is vocabulary:
        return kept[1]
    table = {term.id: term.phrase for term in vocabulary.terms}
    table.update(vocabulary.phrases.get(language, {}))
    if len(_TABLES) >= _MOST_TABLES:
        _TABLES.clear()
    _TABLES[key] = (vocabulary, table)
    return table

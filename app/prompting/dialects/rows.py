"""What an entry of a shot list is made of: sentences, each with its section, that can be put on a page finished."""

from __future__ import annotations

from app.prompting.escaped import escaped
from app.prompting.spans import Page, Phrase, Piece, Strip, plain


class Row:
    """A sentence or more of an entry, without semicolons, which the list itself needs."""

    def __init__(self, section: str, phrase: Phrase) -> None:
        text = plain(phrase)
        if ";" in text or "；" in text:
            phrase = [Piece(each.replace(";", ",").replace("；", "，"), path) for each, path in phrase]
            text = plain(phrase)
        self.section = section
        self.phrase = phrase
        self.text = text

    def put(self, page: Page, before: str, *, escape: bool) -> None:
        """Put it on a page; `before` separates it from what is there."""
        page.add(self.section, escaped(self.phrase) if escape else self.phrase, before)


class Lasting(Row):
    """One that no word of a beat has a part in: it is there at the next key as well, and finished for each entry."""

    def __init__(self, section: str, phrase: Phrase) -> None:
        super().__init__(section, phrase)
        self._strips: dict[tuple[int, bool], Strip] = {}

    def put(self, page: Page, before: str, *, escape: bool) -> None:
        """Put it on a page; `before` separates it from what is there."""
        key = (page.part, escape)
        if key not in self._strips:
            own = Page(page.part)
            super().put(own, "", escape=escape)
            self._strips[key] = own.strip()
        page.put(self._strips[key], before)

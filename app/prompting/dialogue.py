"""Writes spoken lines: as labelled lines, as bracketed speaker tags, or inside a sentence, with the voice said once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

from app.domain.draft import CastMember, Line
from app.prompting.outline import Said
from app.prompting.sheet import Sheet
from app.prompting.spans import Phrase, Piece, Strip, clean, inner, joined, plain, sentence, trimmed, written

Made = TypeVar("Made")
Heard = frozenset[tuple[str, str]]
"""The fields of voices that were described, each with its speaker."""
_MANY = frozenset(("they", "we", "you", "i", "both", "all"))
"""Speakers of whom one writes “say”."""


class Speech:
    """Writes the lines of one text between `marks`. A speaker's voice is described where the speaker is first heard;
    without `voices`, it is described elsewhere."""

    _answer = "After a beat, "
    """What sets a line apart from the one it answers."""

    def __init__(self, sheet: Sheet, marks: tuple[str, str] = ('"', '"'), *, voices: bool = True) -> None:
        self._sheet = sheet
        self._marks = marks
        self._voices = voices
        self._manner = (type(self).__qualname__, marks, voices, sheet.draft.sound.language)
        self._heard: Heard = frozenset()

    def keep(self, nouns: tuple[object, ...], values: Hashable, make: Callable[..., Made], *given: object) -> Made:
        """What `make` makes of what is `given`, with lines of the draft in it, kept while as much was heard before."""
        sheet = self._sheet
        state = (values, self._heard, self._manner)
        found: tuple[Made, Heard] = sheet.keep((sheet.voices, *nouns), state, self._listening, make, given)
        made, self._heard = found
        return made

    def _listening(self, make: Callable[..., Made], given: tuple[object, ...]) -> tuple[Made, Heard]:
        return make(*given), self._heard

    def strip(self, nouns: tuple[object, ...], values: Hashable, write: Callable[..., None], *given: object) -> Strip:
        """The same for a stretch of the page: what `write` puts on it."""
        return self.keep(nouns, values, written, write, *given)

    def line_strip(self, lines: Sequence[Said], name: str, write: Callable[..., None], *given: object) -> Strip:
        """The same for these lines alone."""
        return self.strip(*_identity(lines, name), write, *given)

    def speaker(self, said: Said) -> Phrase:
        """Who speaks."""
        return trimmed(self._sheet.text(said.line.speaker, f"{said.path}.speaker")) or [Piece("A voice")]

    def direction(self, said: Said, *, when: bool = True) -> Phrase:
        """How it is said: voice at first hearing, delivery, language, off screen, and when in its beat."""
        sheet, line = self._sheet, said.line
        delivery = trimmed(sheet.term("delivery", line.delivery, f"{said.path}.delivery"))
        general = sheet.draft.sound.language
        language = sheet.term("language", line.language if line.language != general else "", f"{said.path}.language")
        off: Phrase = [] if line.on_screen else [Piece("off screen", f"{said.path}.on_screen")]
        moment = sheet.term("line_at", line.at, f"{said.path}.at") if when and line.at != "start" else []
        voice = self._voice(line)
        return joined([voice, delivery, [Piece("in "), *language] if language else [], off, moment])

    def _voice(self, line: Line) -> Phrase:
        """The voice of a speaker who has not been heard; its own delivery until a line has none of its own."""
        sheet = self._sheet
        token = sheet.one_token(line.speaker)
        member = sheet.cast.get(token.removeprefix("cast:")) if token.startswith("cast:") else None
        if member is None or not self._voices:
            return []
        says = {name for name in sheet.voices[member.id] if (member.id, name) not in self._heard}
        if clean(line.delivery):
            says.discard("delivery")
        if line.language:
            says.discard("language")
        self._heard |= {(member.id, name) for name in says}
        return self.describe(member, says)

    def describe(self, member: CastMember, says: Collection[str]) -> Phrase:
        """How somebody sounds: those fields of the voice that are said."""
        return voice_words(self._sheet, member, says)

    def quoted(self, said: Said) -> Phrase:
        """The words between their marks; double quotes inside become single ones."""
        words = trimmed_quotes(self._sheet.text(said.line.text, f"{said.path}.text"))
        before, after = self._marks
        return [Piece(before), *words, Piece(after)]

    def labelled(self, said: Said) -> Phrase:
        """`Ines (dry, half to herself): "Not tonight."`"""
        how = self.direction(said)
        return [*self.speaker(said), *_bracketed(how, " (", ")"), Piece(": "), *self.quoted(said)]

    def tagged(self, said: Said) -> Phrase:
        """`[Ines, dry]: "Not tonight."`"""
        how = self.direction(said, when=False)
        return [Piece("["), *joined([self.speaker(said), how]), Piece("]: "), *self.quoted(said)]

    def told(self, said: Said) -> Phrase:
        """`Ines says (dry, half to herself): "Not tonight."`"""
        how = self.direction(said, when=False)
        after = Piece(": " if how else ", ")
        who = self.speaker(said)
        says = " say" if plain(who).lower() in _MANY else " says"
        return [*who, Piece(says), *_bracketed(how, " (", ")"), after, *self.quoted(said)]

    def tagged_series(self, lines: list[Said]) -> Phrase:
        """Tagged lines with a linking word before every one but the first."""
        return self.keep(*_identity(lines, "series"), self._tagged_series, lines) if lines else []

    def _tagged_series(self, lines: list[Said]) -> Phrase:
        found: list[Phrase] = []
        for place, said in enumerate(lines):
            lead, named = _LEADS.get(said.line.at, ("", "")) if place == 0 else _FOLLOWS[said.line.at]
            head: Phrase = []
            if lead:
                head = [Piece(lead, f"{said.path}.at" if named else ""), Piece(", ")]
            found.append([*head, *self.tagged(said)])
        return joined(found, " ")

    def told_series(self, lines: list[Said]) -> list[Phrase]:
        """Lines as sentences, with a linking word where one answers another: without it the voices overlap."""
        found = [self.told(said) for said in lines]
        for place, (before, said) in enumerate(pairwise(lines), start=1):
            if before.line.speaker != said.line.speaker:
                found[place] = [Piece(self._answer), *inner(found[place])]
        return found

    def language(self) -> Phrase:
        """The language of all lines as a sentence."""
        words = self._sheet.term("language", self._sheet.draft.sound.language, "sound.language")
        return sentence([Piece("Speech in "), *inner(words)]) if words else []


def voice_words(sheet: Sheet, member: CastMember, says: Collection[str]) -> Phrase:
    """How somebody sounds: those fields of the voice that are said."""
    at, voice = f"cast[{member.id}].voice", member.voice
    timbre = sheet.text(voice.timbre, f"{at}.timbre") if "timbre" in says else []
    accent = sheet.text(voice.accent, f"{at}.accent") if "accent" in says else []
    if accent and "accent" not in plain(accent).lower():
        accent = [*accent, Piece(" accent")]
    tongue = sheet.term("language", voice.language, f"{at}.language") if "language" in says else []
    manner = sheet.term("delivery", voice.delivery, f"{at}.delivery") if "delivery" in says else []
    return joined([timbre, accent, [Piece("speaking "), *tongue] if tongue else [], manner])


def _identity(lines: Sequence[Said], name: str) -> tuple[tuple[Line, ...], tuple[Hashable, ...]]:
    """What lines are told apart by: themselves, and where they stand."""
    return tuple([said.line for said in lines]), (name, *[(said.shot.id, said.beat.id) for said in lines])


_LEADS: dict[str, tuple[str, str]] = {
    "mid": ("Halfway through", "at"),
    "end": ("At the end", "at"),
    "after_action": ("Right after that", "at"),
}
_FOLLOWS: dict[str, tuple[str, str]] = {
    "start": ("After a beat", ""),
    "mid": ("Midway", "at"),
    "end": ("At the end", "at"),
    "after_action": ("After the action", "at"),
}
"""The word that leads to a line, and whether it comes from the line's `at`."""


def _bracketed(phrase: Phrase, before: str, after: str) -> Phrase:
    return [Piece(before), *phrase, Piece(after)] if phrase else []


def trimmed_quotes(words: Phrase) -> Phrase:
    """A spoken text without quotes around it, and with single ones inside."""
    if not words:
        return words
    first, last = words[0], words[-1]
    quotes = '"“”„«»'
    kept = list(words)
    kept[0] = Piece(first.text.lstrip(quotes), first.path)
    last = kept[-1]
    kept[-1] = Piece(last.text.rstrip(quotes), last.path)
    return [Piece(text.replace('"', "'"), path) for text, path in kept]

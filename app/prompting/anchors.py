"""Shortens place, hour and light to the few words that every shot repeats, since each is read by itself."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.domain.draft import Shot
from app.prompting.sentences import key_light
from app.prompting.sheet import Sheet
from app.prompting.spans import Phrase, Piece, clean, inner, joined, plain, trimmed

MOST = 110
"""Characters of an anchor: place noun, one surface, light source (own scale; checked 2026-11-22)."""
TIGHT = 64
"""The same where an entry has no room."""
_CLAUSE = re.compile(r"\s*(?:[,;:!?。，；：]|(?<!\b(?:No|St|Mr|Dr|Mt))(?<!\bMrs)\.(?!\d))\s*")
"""Where a clause ends; the stop of a short form or inside a number ends none."""


class Candidate(NamedTuple):
    """One thing an anchor may hold; the lowest `rank` is taken first, and all stand in the order they are given.

    `shorter` is taken where the phrase itself does not fit.
    """

    rank: int
    phrase: Phrase
    shorter: Phrase | None = None


def anchor(sheet: Sheet, shot: Shot, *, most: int = MOST) -> Phrase:
    """Place, hour and light of a shot in at most `most` characters. A shot's own light goes before the draft's."""
    draft = sheet.draft
    own = (shot.id, shot.light_override) if shot.light_override else ()
    return sheet.keep((draft.place, draft.light), ("anchor", most, *own), _anchor, sheet, shot, most)


def _anchor(sheet: Sheet, shot: Shot, most: int) -> Phrase:
    clauses = _clauses(sheet)
    light = sheet.draft.light
    hour = sheet.term("time_of_day", light.time_of_day, "light.time_of_day")
    if hour and clauses and (said := _with_hour(clauses[0], plain(hour))):
        clauses[0], hour = said, []
    candidates = [
        *(Candidate(0 if place == 0 else 3 + place, each) for place, each in enumerate(clauses)),
        Candidate(1, hour),
        Candidate(3, [] if _indoors(clauses) else sheet.term("weather", light.weather, "light.weather")),
        *_lights(sheet, shot),
    ]
    return joined(_taken(candidates, most))


def _indoors(clauses: list[Phrase]) -> bool:
    """Whether the place says that it is inside, where the weather is only heard."""
    return bool(clauses) and plain(clauses[0]).lower().startswith("inside")


def _taken(candidates: list[Candidate], most: int) -> list[Phrase]:
    """The candidates that fit, by rank, in their given order."""
    taken: dict[int, Phrase] = {}
    length = 0
    for place in sorted(range(len(candidates)), key=lambda each: candidates[each].rank):
        for phrase in (candidates[place].phrase, candidates[place].shorter):
            if phrase and length + (more := len(plain(phrase)) + (2 if length else 0)) <= most:
                taken[place] = phrase
                length += more
                break
    return [taken[place] for place in sorted(taken)]


def _with_hour(clause: Phrase, hour: str) -> Phrase:
    """The place with its word for the hour marked as such, where it says the hour already."""
    text = plain(clause)
    found = re.search(rf"\b{re.escape(hour)}\b", text, re.IGNORECASE)
    if not found:
        return []
    pieces = [
        Piece(text[: found.start()], "place.setting"),
        Piece(found[0], "light.time_of_day"),
        Piece(text[found.end() :], "place.setting"),
    ]
    return [piece for piece in pieces if piece.text]


def _clauses(sheet: Sheet) -> list[Phrase]:
    """The first clauses of the setting, the very first cut to what fits by itself.

    A later one that begins with a capital is left out: it may be a name, and would be an odd word amid a sentence.
    """
    if sheet.pictured:
        return []
    text = clean(plain(sheet.text(sheet.draft.place.setting, "")))
    found = [each for each in _CLAUSE.split(text) if each][:4]
    if not found:
        return []
    first = found[0] if len(found[0]) <= MOST else found[0][:MOST].rsplit(" ", 1)[0]
    clauses = [inner([Piece(each, "place.setting")]) for each in (first, *found[1:])]
    return [each for place, each in enumerate(clauses) if not place or not each[0].text[0].isupper()]


def _lights(sheet: Sheet, shot: Shot) -> list[Candidate]:
    own = trimmed(sheet.text(shot.light_override, f"shots[{shot.id}].light_override"))
    if own:
        return [Candidate(2, inner(own))]
    key = key_light(sheet)
    fill = inner(trimmed(sheet.text(sheet.draft.light.fill, "light.fill")))
    together = [*key, Piece(" and "), *fill] if key and fill else []
    source = sheet.term("light_source", sheet.draft.light.key.source, "light.key.source")
    if together and len(plain(together)) <= MOST // 2:
        return [Candidate(2, together, key)]
    return [Candidate(2, key, source), Candidate(9, fill)]

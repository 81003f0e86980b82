"""Says in Chinese what happens: a beat as a clause, and how it follows from another through what we see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.draft import Beat, Shot
from app.prompting.action import beat_path
from app.prompting.chinese.marks import beside, clauses, stop
from app.prompting.chinese.words import FACING, MOVING
from app.prompting.sheet import Sheet
from app.prompting.spans import Phrase, Piece, clean, plain, trimmed


def clause(sheet: Sheet, shot: Shot, beat: Beat) -> Phrase:
    """A beat without its link and end: who does what, toward what, touching what, showing what."""
    at = beat_path(shot, beat)
    who = trimmed(sheet.text(beat.subject, f"{at}.subject", introduce=True))
    does = trimmed(sheet.text(beat.action, f"{at}.action", introduce=True))
    facing = sheet.text(FACING.get(beat.facing, beat.facing), f"{at}.facing") if sheet.staged else []
    eyes = trimmed(sheet.text(beat.eyeline, f"{at}.eyeline")) if sheet.staged else []
    return clauses(
        [
            _acted(who, does),
            sheet.text(MOVING.get(beat.moves_to, beat.moves_to), f"{at}.moves_to"),
            sheet.text(beat.touches, f"{at}.touches"),
            sheet.text(beat.feeling_shown, f"{at}.feeling_shown"),
            _led("面朝", facing, ("面", "朝", "背")),
            _led("目光望向", eyes, ("目光", "视线", "看", "望", "盯")),
        ]
    )


def _led(lead: str, phrase: Phrase, bare: tuple[str, ...]) -> Phrase:
    """A phrase with the words that lead to it, unless it begins with such words by itself."""
    words = trimmed(phrase)
    return [Piece(lead), *words] if words and not plain(words).startswith(bare) else words


def _acted(who: Phrase, does: Phrase) -> Phrase:
    """Subject and action side by side, the subject once even where the action repeats it."""
    if not who or not does:
        return who or does
    subject, first = who[0].text.strip(), does[0]
    if first.text.startswith(subject) and len(first.text) > len(subject):
        does = [Piece(first.text[len(subject) :].lstrip(" ，,"), first.path), *does[1:]]
    elif first.text.strip() == subject and len(does) > 1:
        does = does[1:]
    return beside(who, does)


def ending(sheet: Sheet, shot: Shot, beat: Beat, lead: str = "结束时，") -> Phrase:
    """How a beat ends: `结束时，船独自留在窗台上`."""
    words = trimmed(sheet.text(beat.ends_as, f"{beat_path(shot, beat)}.ends_as"))
    return [Piece(lead), *words] if words and lead else words


# ----------------------------------------------------------------------------------------------------------- links


def linked(sheet: Sheet, shot: Shot, beat: Beat) -> Phrase:
    """A beat with its link in front: the cause is said through its evidence."""
    at = beat_path(shot, beat)
    body = clause(sheet, shot, beat)
    seen = trimmed(sheet.text(beat.link.evidence, f"{at}.link.evidence"))
    if not body or (beat.link.type in ("opens", "then") and not seen):
        return body or seen
    mark = f"{at}.link.type"
    before, between, alone = _LINKS[beat.link.type]
    if not seen:
        return [Piece(alone, mark), *body]
    if beat.link.type == "until":
        return [*body, Piece(between, mark), *seen]
    lead: Phrase = [Piece(before, mark)] if before else []
    return [*lead, *seen, Piece(between, mark), *body]


_LINKS: dict[str, tuple[str, str, str]] = {
    "opens": ("", "，随后", ""),
    "then": ("", "，随后", ""),
    "because": ("因为", "，", "因此，"),
    "therefore": ("", "，于是", "于是，"),
    "but": ("", "，然而", "然而，"),
    "meanwhile": ("", "，与此同时，", "与此同时，"),
    "same_moment": ("就在", "的同一刻，", "同一时刻，"),
    "until": ("", "，直到", "在那之前，"),
}
"""Link → the words before its evidence, those between evidence and beat, and those without any evidence."""


# ---------------------------------------------------------------------------------------------------------- series


class Told(NamedTuple):
    """What happens in a stretch: one sentence for each beat, and how the last one ends."""

    sentences: Phrase
    last_ending: Phrase


def told(sheet: Sheet, shot: Shot, beats: Sequence[Beat], *, numbered: bool = True) -> Told:
    """Beats as sentences. `numbered`: “首先…”, “接着…”, “最后…” where no link leads."""
    found: list[tuple[Beat, Phrase]] = []
    for place, beat in enumerate(beats):
        phrase = linked(sheet, shot, beat)
        if place < len(beats) - 1 and sheet.ends_between:
            phrase = clauses([phrase, ending(sheet, shot, beat)])
        if phrase:
            found.append((beat, phrase))
    written: Phrase = []
    for place, (beat, phrase) in enumerate(found):
        word = _order(beat, place, len(found)) if numbered else ""
        written += stop([Piece(word), *phrase] if word else phrase)
    return Told(written, last_ending(sheet, shot, beats))


def last_ending(sheet: Sheet, shot: Shot, beats: Sequence[Beat]) -> Phrase:
    """How the last of these beats ends, as a sentence."""
    return stop(ending(sheet, shot, beats[-1])) if beats else []


def _order(beat: Beat, place: int, count: int) -> str:
    """The word of order before a beat that no link leads to."""
    led = place > 0 and (beat.link.type not in ("opens", "then") or bool(clean(beat.link.evidence)))
    if led or count < 2:
        return ""
    if place == 0:
        return "首先，" if count > 2 else ""
    return "最后，" if place == count - 1 and count > 2 else "接着，"

"""Says what happens: a beat as a clause, and how it follows from another through what we see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.domain.draft import Beat, Shot
from app.prompting.grammar import lacks_article, nature, says_where
from app.prompting.sheet import Sheet
from app.prompting.spans import Phrase, Piece, clean, inner, joined, own, plain, sentence, trimmed


def beat_path(shot: Shot, beat: Beat) -> str:
    """The draft path of a beat."""
    return f"shots[{shot.id}].beats[{beat.id}]"


def clause(sheet: Sheet, shot: Shot, beat: Beat) -> Phrase:
    """A beat without its link and end: who does what, toward what, touching what, showing what."""
    at = beat_path(shot, beat)
    who = sheet.keep((), ("who", at, beat.subject), _who, sheet, beat, at)
    does = trimmed(sheet.text(beat.action, f"{at}.action", introduce=True))
    manner = (beat.moves_to, beat.touches, beat.feeling_shown, beat.facing, beat.eyeline)
    rest = sheet.keep((), ("manner", at, *manner), _manner, sheet, beat, at) if any(manner) else []
    return joined([_acted(who, does), *rest])


def _who(sheet: Sheet, beat: Beat, at: str) -> Phrase:
    """Who does it, with an article where a prop has none."""
    who = trimmed(sheet.text(beat.subject, f"{at}.subject", introduce=True))
    if who and sheet.one_token(beat.subject).startswith("prop:") and lacks_article(plain(who)):
        return [Piece("the ", who[0].path), *who]
    return who


def _manner(sheet: Sheet, beat: Beat, at: str) -> list[Phrase]:
    """Where a beat goes, what it touches, shows, faces and looks at: as it was while somebody types what is done."""
    facing = _led(sheet.term("direction", beat.facing, f"{at}.facing"), "facing ") if sheet.staged else []
    eyes = _led(sheet.text(beat.eyeline, f"{at}.eyeline"), "looking at ", "looking ") if sheet.staged else []
    rest = (
        _moving(sheet, beat, at),
        sheet.text(beat.touches, f"{at}.touches"),
        sheet.text(beat.feeling_shown, f"{at}.feeling_shown"),
    )
    return [*map(inner, rest), facing, eyes]


def _moving(sheet: Sheet, beat: Beat, at: str) -> Phrase:
    """Where a beat goes: `moving to the right of frame`, or in words of one's own as they are."""
    words = sheet.term("direction", beat.moves_to, f"{at}.moves_to")
    return [Piece("moving "), *words] if beat.moves_to in sheet.book.table("direction") else words


def ending(sheet: Sheet, shot: Shot, beat: Beat, lead: str = "ending with ", bare: str = "ending ") -> Phrase:
    """How a beat ends: `ending with the boat alone on the ledge`, `ending on the bare ledge`."""
    return _led(sheet.text(beat.ends_as, f"{beat_path(shot, beat)}.ends_as"), lead, bare)


def _led(phrase: Phrase, lead: str, bare: str = "") -> Phrase:
    """A phrase with the words that lead to it; `bare` before one that says where by itself."""
    if not phrase:
        return []
    words = inner(trimmed(phrase))
    if bare and says_where(plain(words)):
        return [Piece(bare), *words]
    return [Piece(lead), *words]


def _acted(who: Phrase, does: Phrase) -> Phrase:
    """Subject and action side by side, the subject once even where the action repeats it."""
    if not who or not does:
        return who or does
    subject, action = plain(who), plain(does)
    first = does[0]
    if action.lower().startswith(f"{subject.lower()} ") and len(first.text) > len(subject):
        rest = first.text[len(subject) :].lstrip()
        return [*who, own(" "), Piece(rest, first.path), *does[1:]]
    if who[-1].path != who[0].path:
        who = [*who, own(",")]
    if first.text[1:2].islower() and len(does) == 1:
        does = [Piece(first.text[0].lower() + first.text[1:], first.path)]
    return [*who, own(" "), *does]


# ----------------------------------------------------------------------------------------------------------- links


def linked(sheet: Sheet, shot: Shot, beat: Beat, *, semicolon: bool = False) -> Phrase:
    """A beat with its link in front: the cause is said through its evidence.

    `semicolon`: a cause that is a whole clause is set apart by one (“The tram brakes hard; the jolt …”).
    """
    # not by the beat itself, which is another while somebody types what is said in it
    done = (beat.subject, beat.action, beat.moves_to, beat.touches, beat.feeling_shown, beat.facing, beat.eyeline)
    values = ("linked", shot.id, beat.id, semicolon, *done)
    return sheet.keep((beat.link,), values, _linked, sheet, shot, beat, semicolon)


def _linked(sheet: Sheet, shot: Shot, beat: Beat, semicolon: bool) -> Phrase:
    at = beat_path(shot, beat)
    body = clause(sheet, shot, beat)
    seen = inner(trimmed(sheet.text(beat.link.evidence, f"{at}.link.evidence")))
    if not body:
        return seen
    kind = beat.link.type
    mark = f"{at}.link.type"
    if kind == "because":
        return _because(seen, inner(body), mark, semicolon=semicolon)
    if kind in ("opens", "then"):
        return [*seen, Piece(", then ", mark), *inner(body)] if seen else body
    if kind == "until":
        return [*body, Piece(" until ", mark), *seen] if seen else [Piece("until then, ", mark), *inner(body)]
    word, alone = _LINKS[kind]
    if kind == "same_moment" and seen:
        return [Piece(word, mark), *seen, Piece(", "), *inner(body)]
    return [*seen, Piece(word, mark), *inner(body)] if seen else [Piece(alone, mark), *inner(body)]


_LINKS: dict[str, tuple[str, str]] = {
    "therefore": (", so ", "so "),
    "but": (", yet ", "yet "),
    "meanwhile": (", meanwhile ", "meanwhile, "),
    "same_moment": ("as ", "at the same moment, "),
}
"""Link → the word after its evidence (before it for the same moment), and the word without any."""


def _because(seen: Phrase, body: Phrase, mark: str, *, semicolon: bool) -> Phrase:
    if not seen:
        return [Piece("because of that, ", mark), *body]
    kind = nature(plain(seen))
    if kind == "thing":
        return [Piece("because of ", mark), *seen, Piece(", "), *body]
    if semicolon:
        return [*seen, Piece("; ", mark), *body]
    if kind == "event":
        return [Piece("because ", mark), *seen, Piece(", "), *body]
    return [*seen, Piece(", so ", mark), *body]


# ---------------------------------------------------------------------------------------------------------- series


class Told(NamedTuple):
    """What happens in a stretch: one sentence for each beat, and how the last one ends."""

    sentences: list[Phrase]
    last_ending: Phrase


def told(sheet: Sheet, shot: Shot, beats: Sequence[Beat], *, numbered: bool = True) -> Told:
    """Beats as sentences. `numbered`: “First …”, “Then …”, “Finally …” where no link leads."""
    clauses: list[tuple[Beat, Phrase]] = []
    for place, beat in enumerate(beats):
        phrase = linked(sheet, shot, beat)
        if place < len(beats) - 1 and sheet.ends_between:
            phrase = joined([phrase, ending(sheet, shot, beat)])
        if phrase:
            clauses.append((beat, phrase))
    return Told(
        [sentence(phrase) for phrase in _in_series(clauses, numbered=numbered)], last_ending(sheet, shot, beats)
    )


def last_ending(sheet: Sheet, shot: Shot, beats: Sequence[Beat]) -> Phrase:
    """How the last of these beats ends, as a sentence."""
    if not beats:
        return []
    beat = beats[-1]
    return sheet.keep((), ("last ending", shot.id, beat.id, beat.ends_as), _last_ending, sheet, shot, beat)


def _last_ending(sheet: Sheet, shot: Shot, beat: Beat) -> Phrase:
    return sentence(ending(sheet, shot, beat, "Ends with ", "Ends "))


def _in_series(clauses: list[tuple[Beat, Phrase]], *, numbered: bool) -> list[Phrase]:
    if not numbered or len(clauses) < 2:
        return [phrase for _, phrase in clauses]
    found: list[Phrase] = []
    for place, (beat, phrase) in enumerate(clauses):
        led = place > 0 and (beat.link.type not in ("opens", "then") or bool(clean(beat.link.evidence)))
        if led:
            found.append(phrase)
        elif place == 0:
            found.append([Piece("First, "), *inner(phrase)] if len(clauses) > 2 else phrase)
        elif place == len(clauses) - 1 and len(clauses) > 2:
            found.append([Piece("Finally, "), *inner(phrase)])
        else:
            found.append([own("Then "), *inner(phrase)])
    return found


def head_of(sheet: Sheet, beat: Beat) -> str:
    """The first words of a beat's action, to tie a sound to it; empty where it does nothing."""
    bare = plain(trimmed(sheet.text(f"{beat.subject} {beat.action}", "")))
    bare = re.split(r"[,;.:]| and | then ", bare, maxsplit=1)[0].strip()
    return bare if 0 < len(bare.split()) <= 9 else ""

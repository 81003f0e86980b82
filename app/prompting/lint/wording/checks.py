"""Checks words: those that give nothing to draw, that no text can decide, that name what is not wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from app.domain.finding import Finding
from app.prompting.lint.action.moods import moods
from app.prompting.lint.face import Scene, mend, told, words_said
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading
from app.prompting.lint.rewrite import Rewritten
from app.prompting.lint.wording.crowds import FILLED, crowd, is_crowded, may_crowd
from app.prompting.lint.wording.formats import format_words, may_be_format
from app.prompting.lint.wording.naming import likeness, makers, may_be_makers, may_be_read, readable, to_be_read
from app.prompting.lint.wording.pictured import made_on
from app.prompting.lint.wording.praising import PRAISED_BY, praise
from app.prompting.lint.wording.quality import SPOKEN_OF, quality

SHOWN = frozenset(
    [
        "subject",
        "action",
        "touches",
        "moves_to",
        "ends_as",
        "evidence",
        "feeling_shown",
        "target",
        "reveal",
        "setting",
        "foreground",
        "midground",
        "background",
        "prop",
        "identity",
        "wardrobe",
        "final_picture",
        "light",
        "light_override",
    ]
)
LOOKS = frozenset({"style_line", "mood", "texture", "locks"})
FELT = frozenset(
    [
        "subject",
        "action",
        "ends_as",
        "touches",
        "evidence",
        "feeling_shown",
        "target",
        "reveal",
        "setting",
        "background",
        "final_picture",
    ]
)
_PROSE = frozenset(
    ["setting", "action", "final_picture", "ends_as", "foreground", "midground", "background", "evidence"]
)
DENYING = SHOWN | {"style_line"}
_CUT_SHORT = re.compile(
    r"(?<![^\W_])(?:[bfmBFM]/[gGwW]|[vV]/[oO]|[oO]/[sScC]|[cC]/[uU]|w/o?(?= )|V\.O\.|O\.[SC]\.|O\.T\.S\.|C\.U\."
    r"|M\.C\.U\.|E\.C\.U\.|P\.O\.V\.|[BF]\.G\.|[sS][lL][oO]-?[mM][oO](?!\w)|(?:L-R|R-L|L2R|LTR|RTL)(?!\w)|[23]S(?!\w)"
    r"|(?:cam|CAM) [LR](?!\w)|(?:int|ext)\. (?=[A-Za-z]))"
)
"""Shorthand with signs in it: `b/g`, `V.O.`, `w/`."""
_CUT_FIRST = frozenset([*"bfmvocweplr", "int", "ext", "cam", "slo", "slomo", "l2r", "ltr", "rtl", "2s", "3s"])
"""The words it begins with: most texts have none of them."""
_SIGNED = {
    "w/": "with",
    "w/o": "without",
    "m/g": "midground",
    "o/c": "off camera",
    "o.c.": "off camera",
    "b/w": "black-and-white",
    "slo-mo": "slow motion",
    "slomo": "slow motion",
    "2s": "two-shot",
    "3s": "three-shot",
    "l-r": "left to right",
    "r-l": "right to left",
    "l2r": "left to right",
    "ltr": "left to right",
    "rtl": "right to left",
    "cam l": "camera left",
    "cam r": "camera right",
    "int.": "interior",
    "ext.": "exterior",
}
_SMALL_SHORT = frozenset(
    {
        *("ecu", "mcu", "ots", "vfx", "sfx", "dof", "pov", "fg", "bg"),
        *("xcu", "bcu", "xls", "mws", "mls", "fpv", "bts", "gfx"),
    }
)
"""Shorthand that is plain in small letters too."""
_LISTED = 5
"""So many bare pieces between commas make a list."""


def feeling(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """A feeling that is named and not shown."""
    reading = field.reading
    named = reading.free("feelings", "feelings_else")
    hits = [hit for hit in named if not (_is_called(reading, hit) or _is_made(reading, hit) or made_on(reading, hit))]
    hits = hits or list(moods(reading, field.name))
    if hits and not _is_shown(reading, hits):
        yield told("feeling", field.path, said=words_said(reading, hits))


def _is_shown(reading: Reading, felt: list[Hit]) -> bool:
    """Whether a body shows what is felt; the `tense` of a tense meeting is no body, nor a hand what it only feels."""
    book = lexicon()
    if any(not book.words("feels").isdisjoint(reading.words[max(0, hit.start - 3) : hit.end]) for hit in felt):
        hands = book.words("hand_words")
        return any(
            reading.words[cue.start] not in hands and reading.words[cue.start] not in ("tap", "taps", "tapping")
            for cue in reading.of("body_cues")
        )
    return any(
        (reading.words[cue.start] != "tense" or not any(hit.start <= cue.start < hit.end for hit in felt))
        and not _is_no_cue(reading, cue)
        for cue in reading.of("body_cues")
    )


def _is_no_cue(reading: Reading, cue: Hit) -> bool:
    """A bit guilty, hands over the tin: no teeth, no hands."""
    if reading.words[cue.start] == "bit" and reading.word(cue.start - 1) in ("a", "little"):
        return reading.word(cue.end) != "lip"
    return _hands_over(reading, cue)


def _hands_over(reading: Reading, cue: Hit) -> bool:
    """Hands over the tin: no hands."""
    before = reading.word(cue.start - 1)
    if reading.words[cue.start] != "hands" or (before.isalpha() and before not in ("and", "then", "he", "she")):
        return False
    return reading.word(cue.end) in ("over", "him", "her", "them", "the", "out") or reading.word(cue.end)[:1] == "{"


def _is_called(reading: Reading, hit: Hit) -> bool:
    """A name inside a sentence: a box of Joy soap, Hope Street."""
    if hit.end > hit.start + 1 and reading.raw[hit.end - 1][0].isupper():
        return True
    return hit.start != reading.sentence_of(hit.start)[0] and reading.raw[hit.start][0].isupper()


def _is_made(reading: Reading, hit: Hit) -> bool:
    """The sad-clown puppet, an angry mask: the face of a thing that was made so."""
    behind = reading.words[hit.end : hit.end + 3]
    things = lexicon().words("made_faces")
    return any(word in things and all(each.isalpha() for each in behind[:at]) for at, word in enumerate(behind))


def shorthand(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Shorthand of the trade."""
    text, short = field.text, _shorthand(field.reading)
    if not short:
        return
    for begin, end, words in reversed(short):
        text = text[:begin] + words + text[end:]
    edit = rewrite(field, text)
    said = "”, “".join(dict.fromkeys(field.text[begin:end].rstrip(".") for begin, end, _ in short[:3]))
    yield told("shorthand", field.path, fix=mend("spell_out", [edit]) if edit else None, said=said)


def _shorthand(reading: Reading) -> list[tuple[int, int, str]]:
    """Where shorthand stands in a text, and what it stands for: words of it, and those with signs in them."""
    known = lexicon().pairs("abbreviations")
    if _CUT_FIRST.isdisjoint(reading.words) and known.keys().isdisjoint(reading.raw):
        return []
    found: list[tuple[int, int, str]] = []
    for place, raw in enumerate(reading.raw):
        if raw in known and _is_short(reading, place):
            begin, end = reading.spans[place]
            end += reading.text[end : end + 1] == "." and raw in ("INT", "EXT")
            found.append((begin, end, str(known[raw])))
    quotes = [span for word, span in zip(reading.words, reading.spans, strict=True) if word == '"']
    for match in _CUT_SHORT.finditer(reading.text):
        if not any(begin <= match.start() < end for begin, end in quotes):
            words = _SIGNED.get(match[0].lower().strip()) or known.get(
                match[0].upper().replace(".", "").replace("/", "")
            )
            found.append((*match.span(), str(words or match[0])))
    return sorted(found)


def _is_short(reading: Reading, place: int) -> bool:
    raw = reading.raw[place]
    if raw in ("MS", "SS", "CS") and reading.word(place - 1) in lexicon().words("vessels"):
        return False
    if raw.islower():
        return raw in _SMALL_SHORT
    if raw in ("MS", "SS", "CS") and reading.raw[place + 1 : place + 2] and reading.raw[place + 1].istitle():
        return reading.word(place + 1) in lexicon().words("english")
    return not (
        raw in ("OS", "MS", "FS", "ND", "DP", "RF", "LS")
        and reading.word(place + 1) in ("windows", "update", "x", "teacher")
    )


def denial(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Something denied, which a model draws because it is named."""
    if not _summons(scene):
        return
    reading = field.reading
    idioms = reading.hits.get("without_idioms", ())
    for hit in reading.hits.get("denials", ()):
        if any(each.start <= hit.start < each.end for each in idioms) or _is_manner(reading, hit):
            continue
        end = min(reading.sentence_of(hit.start)[1], hit.end + 3)
        yield told("denial", field.path, said=reading.said(Hit(hit.start, end)))
        return


def _summons(scene: Scene) -> bool:
    from app.prompting.lint.face import catalogue

    return scene.limits.negative is True or any(scene.speaks(each) for each in catalogue()["summoned"]["dialects"])


def _is_manner(reading: Reading, hit: Hit) -> bool:
    """`without looking`, `does not turn`, `not the first`: how something is done."""
    words, following = reading.words[hit.start : hit.end], reading.word(hit.end)
    if words[0] in ("no", "not") and following in lexicon().words("no_idioms") and reading.word(hit.start - 1) == "of":
        return True
    if words[0] in ("no", "not") and reading.word(hit.end + 1) == "than":
        return True
    if words[0] == "zero":
        return following in lexicon().words("zero_things") or not following.isalpha()
    if words in (["nobody"], ["no", "one"]):
        before = reading.word(hit.start - 1)
        related = before.isalpha() and before not in lexicon().words("before_nobody")
        return related and (following.endswith("s") or following in ("has", "had", "will", "can", "could", "would"))
    if words[0] == "no" and (following.isdigit() or (following == "." and reading.word(hit.end + 1).isdigit())):
        return True
    if words[0] == "without":
        return following.endswith("ing") or following in ("him", "her", "them", "it")
    if words[0] in ("not", "never", "don't", "doesn't", "isn't", "aren't", "does", "do"):
        visible = following in (
            "a",
            "any",
            "one",
            "single",
            "visible",
            "show",
            "include",
            "have",
            "contain",
            "add",
            "shaky",
            "blurry",
            "blurred",
            *("wearing", "carrying", "holding", "showing", "having", "using", "including", "containing", "featuring"),
            *("much", "many", "enough", "even", "another"),
        ) or (words[0] in ("don't", "do") and following in ("show", "include", "add", "have", "use"))
        return not visible
    if words[0] in ("rather", "instead"):
        return following.endswith("ing")
    return words[0] == "nothing" and following in ("moves", "happens", "but", "else", "more", "less", "about")


def comma_list(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """A list of keywords where a sentence should be."""
    text = field.text
    if text.count(",") < _LISTED - 1:
        return
    for begin, end in field.reading.sentences:
        words = field.reading.words[begin:end]
        pieces = " ".join(words).split(" , ")
        if len(pieces) < _LISTED:
            continue
        counts = [len(piece.split()) for piece in pieces]
        if sum(counts) / len(counts) <= 3.4 and not _has_sentence(field.reading, begin, end):
            yield told("comma_list", field.path, n=len(pieces))
            return


def _has_sentence(reading: Reading, begin: int, end: int) -> bool:
    """Whether a stretch has a verb of its own, or is introduced as a list in a sentence."""
    book = lexicon()
    doing = book.joined("main_verbs", "ending_verbs", "open_verbs")
    for place in range(begin, end):
        word = reading.words[place]
        if word in (
            "is",
            "are",
            "stands",
            "hangs",
            "hang",
            "lies",
            "lie",
            "sits",
            "fills",
            "holds",
            "runs",
            "leans",
            "line",
            "lines",
            "cover",
            "covers",
            "falls",
        ):
            return True
        if (
            word in doing
            and word.endswith("s")
            and reading.word(place - 1) not in (",", "")
            and reading.word(place + 1) not in (",", "")
        ):
            return True
    return False


_Check = Callable[[Field, Scene, Rewritten], Iterable[Finding]]
_CHECKS: dict[str, tuple[frozenset[str], _Check]] = {
    "praise": (SHOWN | LOOKS, praise),
    "quality": (SHOWN | LOOKS, quality),
    "feelings": (FELT, feeling),
    "denials": (DENYING, denial),
    "likenesses": (SHOWN | LOOKS, likeness),
}
_TOLD = frozenset({*_CHECKS, *SPOKEN_OF, *PRAISED_BY})
_BY = {"quality": SPOKEN_OF, "praise": PRAISED_BY}
"""The lists of a check that has several."""
_EVERY: tuple[tuple[frozenset[str], Callable[[Reading], object], _Check], ...] = (
    (SHOWN | LOOKS, may_be_format, format_words),
    (SHOWN | {"style_line", "mood"}, _shorthand, shorthand),
    ((SHOWN | {"style_line"}) - {"identity"}, to_be_read, readable),
    (SHOWN | LOOKS | {"label"}, may_be_makers, makers),
    (_PROSE, lambda reading: reading.text.count(",") >= _LISTED - 1, comma_list),
    (FILLED, is_crowded, crowd),
)
"""Which fields a check looks at, whether a text has anything for it, and the check."""


def _is_quiet(reading: Reading) -> bool:
    """Whether a text has nothing any of these checks looks for, as most have not."""
    return (
        _TOLD.isdisjoint(reading.hits)
        and not may_be_format(reading)
        and not may_be_read(reading)
        and not may_crowd(reading)
        and not may_be_makers(reading)
        and "/" not in reading.text
        and reading.text.count(",") < _LISTED - 1
        and lexicon().pairs("abbreviations").keys().isdisjoint(reading.raw)
        and (_CUT_FIRST.isdisjoint(reading.words) or _CUT_SHORT.search(reading.text) is None)
    )


@lru_cache(maxsize=4096)
def _asked(reading: Reading, name: str) -> tuple[_Check, ...]:
    """What a text of this name has to be asked: nothing, for most."""
    hits = reading.hits
    asked: list[_Check] = []
    if name in FELT and "feelings" not in hits and moods(reading, name):
        asked.append(feeling)
    if _is_quiet(reading):
        return tuple(asked)
    for of, (names, check) in _CHECKS.items():
        if name in names and (of in hits or not _BY.get(of, frozenset()).isdisjoint(hits)):
            asked.append(check)
    return (*asked, *[check for names, may, check in _EVERY if name in names and may(reading)])


def words_of_field(field: Field, scene: Scene, rewrite: Rewritten) -> Iterable[Finding]:
    """Everything to be said of one field's words."""
    asked = _asked(field.reading, field.name)
    return [finding for check in asked for finding in check(field, scene, rewrite)] if asked else ()

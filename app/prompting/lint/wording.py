"""Checks words: those that give nothing to draw, that no text can decide, that name what is not wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from app.domain.finding import Finding, Fix
from app.prompting.lint.face import Scene, mend, told, words_said
from app.prompting.lint.facts import Field
from app.prompting.lint.lexicon import lexicon
from app.prompting.lint.reading import Hit, Reading
from app.prompting.lint.rewrite import Rewritten

_SHOWN = frozenset(
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
_LOOKS = frozenset({"style_line", "mood", "texture", "locks"})
_FELT = frozenset(
    [
        "subject",
        "action",
        "ends_as",
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
_DENYING = _SHOWN | {"style_line"}
_READING = frozenset(
    ["reads", "reading", "says", "saying", "read", "spells", "spelling", "titled", "labelled", "labeled", "marked"]
)
_SIGNS = frozenset(
    [
        "sign",
        "banner",
        "label",
        "poster",
        "placard",
        "board",
        "chalkboard",
        "blackboard",
        "plaque",
        "shirt",
        "mug",
        "screen",
        "billboard",
        "headline",
        "note",
        "letter",
        "card",
        "nameplate",
        "sticker",
        "badge",
        "display",
        "cover",
        "flag",
        "neon",
        "lettering",
    ]
)
_NAMED = frozenset({"makers", "brands", "styled_after"})
_LISTED = 5
"""So many bare pieces between commas make a list."""


def _cut(field: Field, hits: list[Hit], rewrite: Rewritten) -> Fix | None:
    """The button that leaves words out."""
    edit = rewrite(field, field.reading.without(hits))
    return mend("leave_out", [edit]) if edit else None


def _free(reading: Reading, name: str, besides: str) -> list[Hit]:
    """The hits of a list that are not part of something else."""
    other = reading.hits.get(besides, ())
    return [hit for hit in reading.of(name) if not any(each.start < hit.end and hit.start < each.end for each in other)]


def praise(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Praise, which gives nothing to draw."""
    hits = _free(field.reading, "praise", "praise_things")
    if hits:
        yield told("praise", field.path, said=words_said(field.reading, hits))


def quality(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Tokens of quality, which set nothing."""
    things = lexicon().words("quality_things")
    reading = field.reading
    hits = [
        hit
        for hit in reading.of("quality")
        if not things.intersection(reading.words[hit.end : hit.end + 2]) and not _is_distance(reading, hit)
    ]
    hits += [hit for hit in reading.of("masterpiece") if _stands_alone(reading, hit)]
    if hits:
        yield told("quality", field.path, fix=_cut(field, sorted(hits), rewrite), said=words_said(reading, hits))


def _is_distance(reading: Reading, hit: Hit) -> bool:
    """`8K` after a verb of running, or a pile of `4K` money."""
    return (
        reading.words[hit.start][:-1].isdigit()
        and reading.word(hit.start - 1) in ("a", "her", "his", "first", "the", "$")
        and reading.word(hit.end) in ("", ".", ",")
        and any(word.startswith(("run", "ran", "jog")) for word in reading.words)
    )


def _stands_alone(reading: Reading, hit: Hit) -> bool:
    """Whether `masterpiece` praises the picture; a painting of that name stands behind its article."""
    before = reading.word(hit.start - 1)
    if before in ("", ",", ".", ";", "\n", "visual", "absolute", "true", "pure", "modern", "real"):
        return True
    return any(other.end == hit.start for other in reading.hits.get("praise", ()))


def format_words(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Length, frame, size or rate in words, where only switches set them."""
    if not scene.speaks("sora"):
        return
    reading = field.reading
    hits = list(_free(reading, "format", "quality_things"))
    hits += _numbers(reading)
    hits = [
        hit for hit in hits if not lexicon().words("quality_things").intersection(reading.words[hit.end : hit.end + 1])
    ]
    if hits:
        hits = _merged(hits)
        yield told("format", field.path, fix=_cut(field, hits, rewrite), said=words_said(reading, hits))


def _merged(hits: list[Hit]) -> list[Hit]:
    found: list[Hit] = []
    for hit in sorted(hits):
        if found and hit.start <= found[-1].end:
            found[-1] = Hit(found[-1].start, max(hit.end, found[-1].end))
        else:
            found.append(hit)
    return found


@cache
def _formats() -> tuple[re.Pattern[str], ...]:
    count = r"(?:\d+(?:[.,]\d+)?|four|five|six|eight|ten|twelve|fifteen|sixteen|twenty|thirty|sixty)"
    return (
        re.compile(
            rf"\b{count}[ -]*(?:s|sec|secs|second|seconds|minute|minutes)[ -]+(?:long[ -]+)?(?:clip|video|shot|film|take|spot|ad|commercial|loop|sequence|scene|teaser|trailer)\b",
            re.I,
        ),
        re.compile(
            rf"\b(?:clip|video|film|spot|shot|sequence|scene)\b[^.,;]{{0,12}}\b(?:is|of|lasts|runs|lasting|running)\b[^.,;]{{0,8}}\b{count}[ -]*(?:s|sec|seconds?|minutes?)\b(?: long)?",
            re.I,
        ),
        re.compile(
            rf"\b{count}[ -]*(?:s|sec|seconds?|minutes?) (?:in length|long|total|in total|of footage|of video)\b", re.I
        ),
        re.compile(
            r"(?<![\d:])(?:16:9|9:16|4:3|3:4|1:1|21:9|4:5|5:4|2\.39:1|2\.35:1|1\.85:1|2:1|16x9|9x16|16 by 9|9 by 16)(?![\d:]| ?[ap]\.?m)",
            re.I,
        ),
        re.compile(r"\b\d{3,4} ?[x×] ?\d{3,4}\b"),
        re.compile(r"\b\d{2,3} ?(?:fps|frames (?:per|a) second|hz)\b", re.I),
        re.compile(r"\b(?:480|540|720|1080|1440|2160)[pi]\b", re.I),
    )


def _numbers(reading: Reading) -> list[Hit]:
    """Formats that are numbers: 16:9, 24 fps, a ten-second clip."""
    if (
        not any(sign.isdigit() for sign in reading.text)
        and "second" not in reading.text
        and "minute" not in reading.text
    ):
        return []
    found = []
    for pattern in _formats():
        for match in pattern.finditer(reading.text):
            if match[0][0].isdigit() and re.search(
                r"(?:at|reads?|shows?|says?|clock|past|until) $", reading.text[: match.start()]
            ):
                continue
            inside = [
                place for place, span in enumerate(reading.spans) if span[0] < match.end() and match.start() < span[1]
            ]
            if inside and not reading.negated(inside[0]) and '"' not in [reading.words[each] for each in inside]:
                found.append(Hit(inside[0], inside[-1] + 1))
    return found


def feeling(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """A feeling that is named and not shown."""
    reading = field.reading
    hits = _free(reading, "feelings", "feelings_else")
    if hits and not reading.has("body_cues"):
        yield told("feeling", field.path, said=words_said(reading, hits))


def shorthand(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Shorthand of the trade."""
    known = lexicon().pairs("abbreviations")
    reading = field.reading
    if known.keys().isdisjoint(reading.raw):
        return
    hits = [
        Hit(place, place + 1) for place, raw in enumerate(reading.raw) if raw in known and _is_short(reading, place)
    ]
    if hits:
        text = field.text
        for hit in reversed(hits):
            begin, end = reading.spans[hit.start][0], reading.spans[hit.end - 1][1]
            end += (text[end : end + 1] == "." and reading.raw[hit.start] in ("INT", "EXT")) or 0
            text = text[:begin] + str(known[reading.raw[hit.start]]) + text[end:]
        edit = rewrite(field, text)
        yield told(
            "shorthand", field.path, fix=mend("spell_out", [edit]) if edit else None, said=words_said(reading, hits)
        )


def _is_short(reading: Reading, place: int) -> bool:
    raw = reading.raw[place]
    if raw.islower():
        return raw in ("ecu", "mcu", "ots", "vfx", "sfx", "dof", "pov") or (raw in ("fg", "bg"))
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
    if words[0] == "no" and following.isdigit():
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
        ) or (words[0] in ("don't", "do") and following in ("show", "include", "add", "have", "use"))
        return not visible
    if words[0] in ("rather", "instead"):
        return following.endswith("ing")
    return words[0] == "nothing" and following in ("moves", "happens", "but", "else", "more", "less", "about")


def readable(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Words that have to be read in the picture."""
    reading = field.reading
    if scene.pictured or ("readable" not in reading.hits and '"' not in reading.words):
        return
    hits = _free(reading, "readable", "readable_not")
    hits = [] if "readable_not" in reading.hits else hits or _quoted(reading)
    if not hits or _is_easy(reading):
        return
    yield told("readable", field.path, said=words_said(reading, hits[:1]))


def _quoted(reading: Reading) -> list[Hit]:
    """A quote that something shows: `a mug that reads "Boss"`, `a sign "Fresh fish"`; not one that somebody says."""
    book = lexicon()
    for place, word in enumerate(reading.words):
        if word != '"':
            continue
        before = reading.words[max(0, place - 5) : place]
        spoken = not book.words("persons").isdisjoint(before) or not book.words("opening_pronouns").isdisjoint(before)
        if spoken or any(each.startswith("{") for each in before):
            continue
        if _READING.intersection(before[-1:]) or _SIGNS.intersection(before[-3:]):
            return [Hit(place, place + 1)]
    return []


def _is_easy(reading: Reading) -> bool:
    """Short, in quotes, and square to the lens."""
    quoted = [raw for raw, word in zip(reading.raw, reading.words, strict=True) if word == '"']
    return bool(quoted) and len(quoted[0].split()) <= 3 and "straight_on" in reading.hits


def makers(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Names of makers and brands, and whatever a style is taken from."""
    reading = field.reading
    if _NAMED.isdisjoint(reading.hits) and "esque" not in field.text:
        return
    labels = {word.lower() for member in scene.cast for word in member.label.split()}
    hits = [*reading.of("makers"), *reading.of("brands"), *_styled(reading)]
    hits = [hit for hit in hits if not labels.intersection(reading.words[hit.start : hit.end])]
    if hits:
        yield told("makers", field.path, said=words_said(reading, hits))


def _styled(reading: Reading) -> list[Hit]:
    """A name behind `in the style of`, `directed by`, or before `-esque`."""
    common = lexicon().words("not_a_name")
    found = []
    for hit in reading.of("styled_after"):
        raw = reading.raw[hit.end : hit.end + 1]
        if raw and raw[0][:1].isupper() and raw[0].lower() not in common and not raw[0].isupper():
            end = hit.end + 1
            while reading.raw[end : end + 1] and reading.raw[end][:1].isupper():
                end += 1
            found.append(Hit(hit.end, end))
    for place, raw in enumerate(reading.raw):
        if raw[:1].isupper() and len(raw) > 6 and (raw.endswith("esque") or reading.word(place + 1) == "esque"):
            found.append(Hit(place, place + 1))
    return found


def likeness(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Real people, known characters and songs: refused by some makers, guessed at by all."""
    reading = field.reading
    labels = {word.lower() for member in scene.cast for word in member.label.split()}
    hits = [hit for hit in reading.of("likenesses") if not labels.intersection(reading.words[hit.start : hit.end])]
    if hits:
        strict = scene.limits.faces is False
        yield told("likeness", field.path, level="warning" if strict else "hint", said=words_said(reading, hits))


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
    doing = book.words("main_verbs") | book.words("ending_verbs") | book.words("open_verbs")
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


_CHECKS = {
    "praise": (_SHOWN | _LOOKS, praise),
    "quality": (_SHOWN | _LOOKS, quality),
    "feelings": (_FELT, feeling),
    "denials": (_DENYING, denial),
    "likenesses": (_SHOWN | _LOOKS, likeness),
}
_TOLD = frozenset({*_CHECKS, "masterpiece"})
_EVERY = (
    (_SHOWN | _LOOKS, format_words),
    (_SHOWN, shorthand),
    (_SHOWN - {"identity"}, readable),
    (_SHOWN | _LOOKS, makers),
    (_PROSE, comma_list),
)


def words_of_field(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Everything to be said of one field's words."""
    hits = field.reading.hits
    if not _TOLD.isdisjoint(hits):
        for name, (names, check) in _CHECKS.items():
            if field.name in names and (name in hits or (name == "quality" and "masterpiece" in hits)):
                yield from check(field, scene, rewrite)
    for names, check in _EVERY:
        if field.name in names:
            yield from check(field, scene, rewrite)

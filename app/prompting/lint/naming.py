"""Checks words that stand for something outside the picture: formats, names of makers and people, text to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from app.domain.finding import Finding
from app.prompting.lint.face import Scene, told, words_said
from app.prompting.lint.facts import Field
from app.prompting.lint.lettering import carried
from app.prompting.lint.lexicon import lexicon
from app.prompting.lint.reading import Hit, Reading
from app.prompting.lint.rewrite import Rewritten, cut

NAMED = frozenset({"makers", "brands", "styled_after", "made_after"})
LETTERING = frozenset({"says", "reads", "spells"})
READ = frozenset({"readable", "text_carriers"})
_FIGURE = re.compile("[0-9]")
_NOBODY = frozenset({"who", "and", "then", "that", "which", "everyone", "everybody", "nobody", "never", "one", "still"})
"""Words before `reads` that are no thing."""


def format_words(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Length, frame, size or rate in words, where only switches set them."""
    if not scene.speaks("sora"):
        return
    reading = field.reading
    hits = list(reading.free("format", "quality_things"))
    hits += _numbers(reading, bare=field.name == "style_line")
    hits = [
        hit for hit in hits if not lexicon().words("quality_things").intersection(reading.words[hit.end : hit.end + 1])
    ]
    if hits:
        hits = _merged(hits)
        yield told("format", field.path, fix=cut(field, hits, rewrite), said=words_said(reading, hits))


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
    length = rf"\b{count}[ -]*(?:s|sec|secs|second|seconds|minute|minutes)"
    what = r"(?:clip|video|shot|film|take|spot|ad|commercial|loop|sequence|scene|teaser|trailer)"
    any_count = r"(?:\d+|one|half|two|three|seven|nine|eleven|forty|fifty|ninety|" + count[3:]
    named = what[:-1] + "|promo|reel|bumper|vignette|montage|edit|animation|cartoon|documentary|sting|explainer|short)"
    lasts = r"(?:is|of|lasts|runs|lasting|running)"
    ratios = r"16:9|9:16|4:3|3:4|1:1|21:9|4:5|5:4|2\.39:1|2\.35:1|1\.85:1|2:1|16x9|9x16|16 by 9|9 by 16"
    patterns = (
        rf"{length}\b(?: long)?",
        rf"{length}[ -]+(?:long[ -]+)?{what}\b",
        rf"\b{any_count}[ -](?:sec|second|minute)[ -](?:[a-z]+[ -]){{0,2}}{named}\b",
        rf"\b{what}\b[^.,;]{{0,12}}\b{lasts}\b[^.,;]{{0,8}}{length}\b(?: long)?",
        rf"{length} (?:in length|long|total|in total|of footage|of video|of (?:the|this) {what})\b",
        rf"(?<![\d:])(?:{ratios})(?![\d:]| ?[ap]\.?m)",
        r"\b\d{3,4} ?[x×] ?\d{3,4}\b",
        r"\b\d{2,3} ?(?:fps|frames (?:per|a) second|hz)\b",
        r"\b(?:480|540|720|1080|1440|2160)[pi]\b",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _numbers(reading: Reading, *, bare: bool) -> list[Hit]:
    """Formats that are numbers: 16:9, 24 fps, a ten-second clip."""
    if not counts(reading):
        return []
    found = []
    for pattern in _formats()[0 if bare else 1 :]:
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


def counts(reading: Reading) -> bool:
    """Whether a text has figures, or speaks of seconds or minutes."""
    text = reading.text
    if "second" in text or "minute" in text:
        return True
    return _FIGURE.search(text) is not None if text.isascii() else any(sign.isdigit() for sign in text)


def readable(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Words that have to be read in the picture."""
    reading = field.reading
    if scene.pictured or (
        READ.isdisjoint(reading.hits) and '"' not in reading.words and LETTERING.isdisjoint(reading.words)
    ):
        return
    hits = reading.free("readable", "readable_not")
    hits = hits or _quoted(reading) or _lettered(reading) or carried(reading)
    gone = {reading.sentence_of(hit.start) for hit in reading.hits.get("readable_not", ())} if hits else ()
    hits = [hit for hit in hits if reading.sentence_of(hit.start) not in gone]
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
        written = before[-1:] in (["writes"], ["paints"], ["carves"], ["types"], ["sprays"], ["chalks"], ["scrawls"])
        if not written and (spoken or any(each.startswith("{") for each in before)):
            continue
        if lexicon().words("reading_verbs").intersection(before[-1:]) or lexicon().words("signs").intersection(
            before[-3:]
        ):
            return [Hit(place, place + 1)]
    return []


def _lettered(reading: Reading) -> list[Hit]:
    """A thing that says words without quotes: `whose awning says Marlow & Sons`; not somebody who reads Kafka."""
    book = lexicon()
    for place, word in enumerate(reading.words):
        if word not in LETTERING or not reading.raw[place + 1 : place + 2]:
            continue
        thing, raw = reading.word(place - 1), reading.raw[place - 1] if place else ""
        lower = raw[:1].islower() and thing.isalpha() and not thing.endswith("ly")
        somebody = thing in book.words("persons") or thing in book.words("opening_pronouns") or thing in _NOBODY
        if lower and not somebody and reading.raw[place + 1][0].isupper():
            return [Hit(place, place + 2)]
    return []


def _is_easy(reading: Reading) -> bool:
    """Short, in quotes, and square to the lens."""
    quoted = [raw for raw, word in zip(reading.raw, reading.words, strict=True) if word == '"']
    return bool(quoted) and len(quoted[0].split()) <= 3 and "straight_on" in reading.hits


def makers(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Names of makers and brands, and whatever a style is taken from."""
    reading = field.reading
    if NAMED.isdisjoint(reading.hits) and "esque" not in field.text:
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
        named = reading.raw[hit.end] if hit.end < len(reading.raw) else ""
        if named[:1].isupper() and named.lower() not in common and not named.isupper():
            end = hit.end + 1
            while reading.raw[end : end + 1] and reading.raw[end][:1].isupper():
                end += 1
            found.append(Hit(hit.end, end))
    found += [name for hit in reading.of("made_after") if (name := _works_of(reading, hit.end))]
    for place, raw in enumerate(reading.raw):
        if raw[:1].isupper() and len(raw) > 6 and (raw.endswith("esque") or reading.word(place + 1) == "esque"):
            found.append(Hit(place, place + 1))
    return found


def _works_of(reading: Reading, begin: int) -> Hit | None:
    """The name in `like a Leni Riefenstahl film`; a Swedish film is of nobody."""
    end = begin
    while reading.raw[end : end + 1] and reading.raw[end][:1].isupper():
        end += 1
    named = [word for word in reading.words[begin:end] if word not in lexicon().words("not_a_name")]
    works = lexicon().words("works")
    return Hit(begin, end) if len(named) == end - begin > 0 and reading.word(end) in works else None


def likeness(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Real people, known characters and songs: refused by some makers, guessed at by all."""
    reading = field.reading
    labels = {word.lower() for member in scene.cast for word in member.label.split()}
    hits = [hit for hit in reading.of("likenesses") if not labels.intersection(reading.words[hit.start : hit.end])]
    if hits:
        strict = scene.limits.faces is False
        yield told("likeness", field.path, level="warning" if strict else "hint", said=words_said(reading, hits))

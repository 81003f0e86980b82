"""Finds length, frame, size and rate in words, where only switches set them: a ten-second clip, 24 fps, vertical."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from app.domain.finding import Finding
from app.prompting.lint.face import Scene, told, words_said
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading
from app.prompting.lint.rewrite import Rewritten, cut
from app.prompting.lint.wording.quality import merged

_ABOUT = re.compile(r"\babout (?:\w+ ){0,2}$")
"""What a film is about may take ten seconds."""
FRAMES = frozenset({"vertical", "portrait", "landscape", "square", "horizontal", "widescreen", "upright"})
_FIGURE = re.compile(r"\d")
_COUNTED = re.compile("sec|minute|-min|frame|by nine|by sixteen|to nine|hertz")
"""What speaks of lengths and sizes without figures."""
_CLOCK = re.compile(r"(?:at|reads?|reading|shows?|showing|says?|clock|past|until|by|of) $")


def format_words(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Length, frame, size or rate in words, where only switches set them."""
    if not scene.speaks("sora"):
        return
    reading = field.reading
    hits = [
        hit
        for hit in reading.free("format", "quality_things")
        if field.name == "style_line" or not _is_of_a_thing(reading, hit)
    ]
    hits += [hit for hit in reading.of("format_upright") if not _is_hung(reading, hit)]
    hits += _numbers(reading, bare=field.name == "style_line")
    hits += _framed(reading) if field.name == "style_line" else []
    hits = [
        hit for hit in hits if not lexicon().words("quality_things").intersection(reading.words[hit.end : hit.end + 1])
    ]
    if hits:
        hits = merged(hits)
        yield told("format", field.path, fix=cut(field, hits, rewrite), said=words_said(reading, hits))


def _framed(reading: Reading) -> list[Hit]:
    """A piece of the look that is nothing but a frame: `vertical, grainy`."""
    last = len(reading.words)
    return [
        Hit(place, place + 1)
        for place, word in enumerate(reading.words)
        if word in FRAMES
        and (place == 0 or reading.words[place - 1] in (",", ".", ";"))
        and (place + 1 == last or reading.words[place + 1] in (",", ".", ";"))
    ]


def _is_of_a_thing(reading: Reading, hit: Hit) -> bool:
    """A portrait in a square frame, a bicycle with an upright frame, a landscape format sketchbook."""
    book = lexicon()
    if reading.words[hit.end - 1] not in ("frame", "format", "orientation") or hit.end == hit.start + 1:
        return False
    framed = book.joined("pictures", "framed_things")
    if reading.word(hit.end) in framed or reading.words[hit.end : hit.end + 1] == ["of"]:
        return True
    before = reading.words[reading.sentence_of(hit.start)[0] : hit.start]
    last = next((at for at in range(len(before) - 1, -1, -1) if before[at] in (",", "and", ";")), -1)
    near = before[last + 1 :]
    return not {"in", "with", "inside"}.isdisjoint(near) and not framed.isdisjoint(near)


def _is_hung(reading: Reading, hit: Hit) -> bool:
    """`In portrait of a queen`, `in landscape gardens`: nothing of the frame."""
    behind = reading.word(hit.end)
    return behind.isalpha() and behind not in ("for", "at", "so", "and", "with", "on", "to", "not", "only", "please")


_PLACED = 6
"""Which of the patterns may be a time on a clock."""


@cache
def _formats() -> tuple[re.Pattern[str], ...]:
    words = {name: "|".join(text.split()) for name, text in lexicon().pairs("format_patterns").items()}
    tens = f"(?:{words['tens']})(?:[ -](?:{words['ones']}))?"
    count = rf"(?:\d+(?:[.,]\d+)?|{tens}|{words['teens']}|{words['ones']}|a)"
    decade = r"(?:1[5-9]|20)\d0s\b|[4-9]0s\b|(?:(?<=['’])|(?<=the )|(?<=early )|(?<=late )|(?<=mid[ -]))\d0s\b"
    length = rf"\b(?!{decade}){count}[ -]?(?:s|secs?|seconds?|mins?|minutes?)\b"
    film, lasts, ratio = f"(?:{words['films']})", words["lasts"].replace("_", " "), words["ratios"]
    spelt = r"(?:16|9|sixteen|nine|4|3|four|three|21)[ -](?:by|to)[ -](?:9|16|nine|sixteen|3|4|three|four)"
    in_all = words["in_all"].replace("_", " ")
    of_things = r"(?! (?:queue|line|wait|walk|silence|pause))"
    rates = r"(?:fps|f/s|frames?[ -](?:per|a|each|every|/)[ -]?second|frames? ?/ ?s(?:ec)?|hz|hertz)"
    patterns = (
        length,
        rf"{length}[ -]+(?:long[ -]+)?(?:[a-z]+[ -,]+){{0,3}}?{film}\b",
        rf"\b{film}\b[^.,;]{{0,14}}\b(?:{lasts})\b[^.,;]{{0,10}}{length}(?: long)?",
        rf"{length}(?:[ -](?:{in_all}|of (?:the|this) {film})){of_things}",
        rf"\b(?:length|duration|runtime|running time|run time|screen ?time)[ :=]+(?:of |is |about |around )*{length}",
        r"(?<![\d:])(?:2\.(?:39|35|40|20|76)|1\.(?:85|66|33|37|43|90))(?![\d:]| ?(?:[ck]?m|met|kg|lit|mile))",
        rf"(?<![\d:])(?:{ratio})(?![\d:]| ?[ap]\.?m)",
        rf"\b{spelt}\b(?! (?:inch|inches|feet|foot|metres?|cm|board|grid))",
        r"\b\d{3,4} ?[x×] ?\d{3,4}\b",
        rf"\b{count}[ -]?{rates}\b",
        r"\b(?:240|360|480|540|720|1080|1440|2160|4320|24|25|30|48|50|60|100|120)[pi]\b",
        r"\b(?:2|4|5|6|8|12|16)[ -]?k(?=[ -](?:resolution|video|footage|film|quality|image|render|output|master)\b)",
        r"\b\d+ ?(?:mbps|megapixels?|mp4|bit)\b(?! (?:game|console|arcade|sprites?|style|pixel|look))",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _numbers(reading: Reading, *, bare: bool) -> list[Hit]:
    """Formats that are numbers: 16:9, 24 fps, a ten-second clip."""
    if not counts(reading):
        return []
    found = []
    for place, pattern in enumerate(_formats()):
        if not bare and place in (0, _PLACED - 1):
            continue
        for match in pattern.finditer(reading.text):
            before = reading.text[: match.start()]
            if (place == _PLACED and _CLOCK.search(before)) or (place == 0 and _ABOUT.search(before)):
                continue
            inside = [at for at, span in enumerate(reading.spans) if span[0] < match.end() and match.start() < span[1]]
            if inside and not reading.negated(inside[0]) and '"' not in [reading.words[each] for each in inside]:
                found.append(Hit(inside[0], inside[-1] + 1))
    return found


def may_be_format(reading: Reading) -> bool:
    """Whether a text has anything that could be a length, a frame, a size or a rate."""
    return counts(reading) or not (_LISTS.isdisjoint(reading.hits) and FRAMES.isdisjoint(reading.words))


_LISTS = frozenset({"format", "format_upright"})


def counts(reading: Reading) -> bool:
    """Whether a text has figures, or speaks of seconds, minutes or frames."""
    return _FIGURE.search(reading.text) is not None or _COUNTED.search(reading.text) is not None

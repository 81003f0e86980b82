"""Checks the names that are only heard or worn: songs by their titles, and people somebody is made to look like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.lint.face import Scene, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.fields import Field, may_name
from app.prompting.lint.outside import WholeFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading, read

_QUOTE = '"'
_QUOTES = "\"“«‘'”»’"


def heard_names(draft: Draft, outside: WholeFacts, facts: Iterable[ShotFacts], scene: Scene) -> Iterator[Finding]:
    """Songs in the sound and in quotes, a well-known name as a label, and whoever somebody is to look like."""
    strict = scene.limits.faces is False
    fields = (*filter(may_name, outside.fields), *[field for fact in facts for field in fact.named])
    for path, said in (*_sung(draft), *_labels(draft), *_in_texts(fields, draft)):
        yield told("likeness", path, level="warning" if strict else "hint", said=said)


def _sung(draft: Draft) -> Iterator[tuple[str, str]]:
    """The songs that the sound asks for: known ones, quoted ones, and ones by somebody."""
    sound = draft.sound
    texts = (("sound.music", sound.music), *(("sound.ambience", each) for each in sound.ambience))
    for path, text in (*texts, *(("sound.effects", each) for each in sound.effects)):
        said = _song(read(text), quoted=path == "sound.music") if text.strip() else ""
        if said:
            yield path, said


def _song(reading: Reading, *, quoted: bool) -> str:
    known = _known(reading)
    if known:
        return known
    for place, word in enumerate(reading.words):
        if word == _QUOTE and ((quoted and _is_title(reading.raw[place])) or _known(read(_bare(reading.raw[place])))):
            return _bare(reading.raw[place])
        named = reading.raw[place + 1 : place + 2]
        if quoted and word == "by" and named and named[0][:1].isupper():
            return reading.said(Hit(max(0, place - 2), place + 2))
    return ""


def _labels(draft: Draft) -> Iterator[tuple[str, str]]:
    """A cast that is called by two names of somebody known; one name alone may be anybody's."""
    for member in draft.cast:
        reading = read(member.label)
        for hit in reading.hits.get("likenesses", ()):
            if hit.end - hit.start > 1:
                yield f"cast[{member.id}].label", reading.said(hit)


def _in_texts(fields: Iterable[Field], draft: Draft) -> Iterator[tuple[str, str]]:
    labels = {word.lower() for member in draft.cast for word in member.label.split()}
    for field in fields:
        reading = field.reading
        if _QUOTE in reading.words:
            said = _tune(reading)
            if said:
                yield field.path, said
        if "made_like" in reading.hits:
            said = _made_like(reading, labels)
            if said and "likenesses" not in reading.hits:
                yield field.path, said


def _tune(reading: Reading) -> str:
    """A quoted title that is hummed, played or called a song; or a quote with a name everybody knows."""
    music = lexicon().words("tunes")
    for place, word in enumerate(reading.words):
        if word != _QUOTE:
            continue
        bare = _bare(reading.raw[place])
        if _known(read(bare)) or (
            _is_title(reading.raw[place]) and not music.isdisjoint(reading.words[max(0, place - 4) : place])
        ):
            return bare
    return ""


def _made_like(reading: Reading, labels: set[str]) -> str:
    """Two names behind `looks like`, or before `lookalike`: a real person, whoever it is."""
    for hit in reading.of("made_like"):
        after = reading.raw[hit.end : hit.end + 2]
        before = reading.raw[max(0, hit.start - 2) : hit.start]
        for names, at in ((after, hit.end), (before, hit.start - 2)):
            proper = len(names) == 2 and all(name[:1].isupper() and name.isalpha() for name in names)
            if proper and labels.isdisjoint(name.lower() for name in names):
                return reading.said(Hit(at, at + 2))
    return ""


def _known(reading: Reading) -> str:
    hits = reading.hits.get("likenesses", ())
    return reading.said(hits[0]) if hits else ""


def _is_title(raw: str) -> bool:
    """Whether a quote is written as a title: `"Purple Rain"`, not `"go home"`."""
    words = _bare(raw).split()
    return 0 < len(words) < 9 and words[0][:1].isupper() and _bare(raw)[-1:] not in ("!", "?", ".")


def _bare(raw: str) -> str:
    return raw.strip(_QUOTES)

"""Checks light and colour: a source with a side, one time of day, a palette that can be held from shot to shot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.lint.face import catalogue, mend, put, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.fields import Field, field_of
from app.prompting.lint.outside import WholeFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading, read
from app.prompting.lint.wording.hours import times
from app.prompting.lint.wording.lamps import is_placed, lit_kind, of_light

_PLACES = ("setting", "foreground", "midground", "background", "light", "style_line")
_TEXTS = ("setting", "background", "light", "final_picture", "style_line", "foreground", "midground")

_FACES = (["lights", "up"], ["light", "up"])
"""What a face does as well."""
_OF_A_WALL = frozenset(
    {"the", "a", "an", "his", "her", "their", "its", "one", "both", "every", "walls", "skin", "faces"}
)
"""What light flickers on is no lamp that comes on."""
_TOLD_AT_LENGTH = 4
"""So many words of a source may say where it stands; fewer are its name."""
_ANY_LIGHT = frozenset(["light", "from", "with", "same", "camera", "falls", "side", "still"])
_SHORT = frozenset({"top", "rim", "low", "red", "dim", "sun", "lit", "hot", "tv"})
"""Short words that tell of a light."""
_SAME = frozenset({"same", "unchanged", "before", "identical", "ditto", "continuing", "continues", "continued"})
_LEADS = frozenset([",", ";", "now", "with", "through", "behind", "only", "while", "as", "until", "when", "under"])
_LEADS |= {"broken", "crossed", "softened", "dimmed", "filtered", "cut", "hidden", "blocked", "shaded", "veiled"}
"""What leads from a light to what passes through it."""
_TURNED = frozenset({"but", "except", "than", "not", "instead", "no", "night", "darker", "brighter", "harder", "gone"})
_TURNED |= {"left", "right", "above", "below", "overhead", "beneath"}
_BEAMS = frozenset({"beam", "beams", "ray", "rays", "shaft", "shafts"})
_AS_IN = frozenset({"shot", "first", "earlier", "previous", "opening", "scene"})
"""What a light is as in."""
_THOUGH = frozenset({"but", "only", "now", "except", "though", "turned", "gone", "becomes", "became", "than", "not"})
"""Behind the same light it says how it is not."""
_QUALITIES = (
    ("soft_words", "hard_words", ("soft", "diffused")),
    ("hard_words", "soft_words", ("hard",)),
    ("dark_words", "bright_words", ("low_key", "silhouette")),
    ("bright_words", "dark_words", ("high_key",)),
)
"""Words that deny each other, and the values of the light's quality that stand for the first."""
_FAINT = {"soft_words": "soft_words", "hard_words": "hard_words", "dark_words": "gloom", "bright_words": "glare"}
"""What denies a quality that was chosen, and need not deny another word."""
_MORE = {"soft_words": "soft_more", "hard_words": "hard_more"}
"""Lists of words that are of light where a word for light follows."""


def palette(draft: Draft, whole: WholeFacts, english: bool) -> Iterator[Finding]:
    """A palette of fewer than three or more than five colours, or of none that can be seen."""
    amounts = catalogue()["amounts"]
    colours = [part for text in draft.look.palette for part in re.split(r",| and ", text) if part.strip()]
    vague = [each for each in colours if english and _is_vague(each)]
    count = len(colours) - len(vague)
    if not colours and english:
        for field in whole.named("style_line", "setting", "mood", "background", "light"):
            for hit in field.reading.of("palette_talk"):
                yield told("palette", field.path, variant="talk", said=field.reading.said(hit))
                return
    if vague:
        yield told("palette", "look.palette", variant="vague", said=vague[0].strip())
    elif count > amounts["palette_most"]:
        keep = tuple(draft.look.palette[: amounts["palette_most"]])
        fix = (
            mend("keep_first", [put("look.palette", keep)], n=len(keep))
            if len(colours) == len(draft.look.palette)
            else None
        )
        yield told("palette", "look.palette", variant="many", fix=fix, n=count)
    elif count < amounts["palette_least"]:
        yield told("palette", "look.palette", variant="few" if count else "none", n=count)


def _is_vague(colour: str) -> bool:
    reading = read(colour.strip())
    covered = {place for hit in reading.hits.get("vague_colours", ()) for place in range(hit.start, hit.end)}
    return bool(covered) and all(
        place in covered or word in lexicon().words("hue_words") for place, word in enumerate(reading.words)
    )


def vague_light(draft: Draft, whole: WholeFacts, facts: tuple[ShotFacts, ...], english: bool) -> Iterator[Finding]:
    """No light source, or none whose direction is told."""
    key = draft.light.key
    texts = [field for field in whole.named(*_PLACES) if field.path not in ("light.key.quality", "light.key.colour")]
    texts += [field_of(f"{fact.at}.light_override", "light", fact.shot.light_override) for fact in facts]
    directed = bool(key.side.strip() or key.height.strip()) or key.source in lexicon().words("no_direction")
    directed = directed or any(_directs(field) for field in texts)
    sourced = bool(key.source.strip()) or any("light_sources" in field.reading.hits for field in texts)
    if not english:
        sourced, directed = sourced or bool(texts), directed or bool(texts)
    if not sourced:
        yield told("vague_light", "light.key.source", variant="source")
    elif not directed and draft.light.key.source not in ("overcast", "fluorescent"):
        yield told("vague_light", "light.key.side", variant="side")


def _directs(field: Field) -> bool:
    """Whether a text says where light comes from: in a field of light, or in one sentence with its source."""
    reading = field.reading
    if field.path == "light.key.source" and len(reading.words) < _TOLD_AT_LENGTH:
        return False
    sides = reading.hits.get("light_directions", ())
    if sides and field.name == "light":
        return True
    sources = reading.hits.get("light_sources", ())
    told_in = [reading.sentence_of(source.start) for source in sources]
    if any(reading.sentence_of(side.start) in told_in for side in sides):
        return True
    return any(is_placed(reading, source) for source in sources)


def light_clash(draft: Draft, whole: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """Two times of day, or two kinds of light, in one shot."""
    base = [(time, "light.time_of_day", draft.light.time_of_day) for time in _of_value(draft.light.time_of_day)]
    base += [(time, "light.key.source", draft.light.key.source) for time in _of_value(draft.light.key.source)]
    base += whole.times
    found = _first_clash(base)
    if found is None:
        for fact in facts:
            own = [(time, path, said) for time, said, path in fact.times]
            if not own:
                continue
            inside = _first_clash(own)
            # a shot with a light of its own is not held to that of the whole
            apart = bool(fact.shot.light_override) and len(facts) > 1
            found = inside or (None if apart else _first_clash(base + own))
            if found:
                break
    if found:
        yield told("light_clash", found[1], first=found[2], second=found[3])
        return
    yield from _quality_clash(draft, whole, facts)


def _quality_clash(draft: Draft, whole: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    quality = draft.light.key.quality
    for one, other, names in _QUALITIES:
        against = _place(whole, facts, other) or (_place(whole, facts, _FAINT[other]) if quality in names else None)
        if against is None:
            continue
        found = None if quality in names else _place(whole, facts, one)
        said = quality.replace("_", " ") if quality in names else found[1] if found else ""
        if said:
            yield told("light_clash", against[0].path, first=said, second=against[1])
            return
    sunny = _place(whole, facts, "sun_out") if draft.light.weather == "overcast" or "clouded" in whole.lists else None
    if sunny is not None and not _place(whole, facts, "sun_breaks"):
        yield told("light_clash", sunny[0].path, first="overcast", second=sunny[1])
        return
    for fact in facts:
        if fact.shot.light_override and (both := _both_ways(fact)):
            yield told("light_clash", f"{fact.at}.light_override", first=both[0], second=both[1])
            return


def _both_ways(fact: ShotFacts) -> tuple[str, str] | None:
    """What one light of a shot's own is, and is not at the same time."""
    reading = read(fact.shot.light_override)
    for one, other, _ in _QUALITIES[::2]:
        said = [hit for name in (one, other) if (hit := _said_of(reading, name)) is not None]
        if len(said) > 1:
            return reading.said(said[0]), reading.said(said[1])
    return None


def _said_of(reading: Reading, name: str) -> Hit | None:
    hits = reading.of(name)
    more = [hit for hit in reading.of(_MORE.get(name, "")) if of_light(reading, hit) is not None]
    return next(iter([*hits, *more]), None)


def _place(whole: WholeFacts, facts: tuple[ShotFacts, ...], name: str) -> tuple[Field, str] | None:
    """The first phrase of a list, and the field that has it."""
    more = _MORE.get(name, "")
    for each in (name, more) if more else (name,):
        fields = [field for field in whole.lists.get(each, ()) if field.name in _TEXTS]
        for fact in facts:
            if not fact.shot.light_override:
                fields += fact.lists.get(each, ())
        for field in fields:
            for hit in field.reading.of(each):
                said = of_light(field.reading, hit) if each == more else hit
                if said is not None:
                    return field, field.reading.said(said)
    return None


def _of_value(value: str) -> list[str]:
    time = lexicon().pairs("time_of").get(value)
    if time:
        return [time]
    return [each for each, _ in times(value)] if value else []


def clashes(one: str, other: str) -> bool:
    """Whether two parts of the day cannot be at once."""
    table = lexicon().tables["time_clash"]
    return other in table.get(one, ()) or one in table.get(other, ())


def _first_clash(rows: list[tuple[str, str, str]]) -> tuple[str, str, str, str] | None:
    for place, (time, _, said) in enumerate(rows):
        for after, path, words in rows[place + 1 :]:
            if clashes(time, after):
                return time, path, said.replace("_", " "), words.replace("_", " ")
    return None


def light_change(draft: Draft, facts: tuple[ShotFacts, ...], english: bool) -> Iterator[Finding]:
    """Light that differs from one shot to the next for no reason that is seen."""
    for before, after in pairwise(facts):
        if after.shot.cut_in != "cut":
            continue
        old, new = (_unshaded(fact.shot.light_override.strip()) for fact in (before, after))
        if english and any(fact.relit or _is_reasoned(fact) for fact in (before, after)):
            continue
        if not english and any(fact.chinese for fact in (before, after)):
            # judged by its own words: chinese_light
            continue
        if new and new != old and not _repeats(old, new) and not _agrees(draft, new, old):
            fix = mend("same_light", [put(f"{after.at}.light_override", before.shot.light_override.strip())])
            yield told("light_change", f"{after.at}.light_override", fix=fix, said=new)
        elif english and old and not new and draft.light.key.source and not _agrees(draft, old):
            yield told("light_change", f"{before.at}.light_override", said=old)
        elif english and not new and (clash := _times_clash(before, after) or _lit_otherwise(draft, before, after)):
            yield told("light_change", clash[0], variant="words", first=clash[1], second=clash[2])


def _is_reasoned(fact: ShotFacts) -> bool:
    """Whether a shot shows why its light is another one; a light that only is `dim` is no reason."""
    return any(
        (field.name != "light_override" or field.reading.words[hit.start] not in ("dim", "lighting"))
        and _is_moved(field.reading, hit)
        for field in fact.holding("light_reason")
        for hit in field.reading.of("light_reason")
    )


def _is_moved(reading: Reading, hit: Hit) -> bool:
    """Whether a curtain or a blind does what lets light in or keeps it out: one that only hangs there is no reason."""
    if reading.words[hit.start : hit.end] in _FACES and reading.word(hit.end) in ("at", "with", "when"):
        return False
    first, last = reading.words[hit.start], reading.words[hit.end - 1]
    if first.startswith("flicker") and last == "on" and reading.word(hit.end) in _OF_A_WALL:
        return False
    if first not in lexicon().words("light_gates"):
        return True
    begin, end = reading.sentence_of(hit.start)
    return not lexicon().words("gates_moved").isdisjoint(reading.words[begin:end])


def _unshaded(text: str) -> str:
    """A light without what passes through it: `the same window light, now through steam`."""
    reading = read(text)
    book = lexicon()
    passing = book.words("light_passing")
    if passing.isdisjoint(reading.words):
        return text
    sources = [
        hit.start
        for hit in reading.hits.get("light_sources", ())
        if (passing | _BEAMS).isdisjoint(reading.words[hit.start : hit.end])
    ]
    denied = book.words("hue_words") | _TURNED
    for place, word in enumerate(reading.words):
        if not place or word not in _LEADS or reading.words[place - 1] == "from":
            continue
        rest = reading.words[place:]
        if passing.isdisjoint(rest):
            break
        if denied.isdisjoint(rest) and all(at < place for at in sources):
            return text[: reading.spans[place][0]].strip(" ,;")
    return text


def _repeats(old: str, new: str) -> bool:
    """Whether a shot's own light is that of the shot before in other words."""
    if not old:
        return False
    words, before = frozenset(read(new).words), frozenset(read(old).words)
    if not _THOUGH.isdisjoint(words):
        return False
    if not _SAME.isdisjoint(words) or before <= words:
        return True
    told_of = {word for word in words if len(word) > 3} - _ANY_LIGHT - lexicon().words("light_plain") - _SAME
    return bool(told_of) and told_of <= before


def _agrees(draft: Draft, override: str, old: str = "") -> bool:
    """Whether a shot's own light only repeats that of the draft, which no shot before has changed."""
    if old and not _agrees(draft, old):
        return False
    told_of = frozenset(read(override).words)
    words = {word for word in told_of if len(word) > 3 or word in _SHORT} - _ANY_LIGHT - lexicon().words("light_about")
    key, light = draft.light.key, draft.light
    alike = not _SAME.isdisjoint(told_of) or ("as" in told_of and not _AS_IN.isdisjoint(told_of))
    if alike and _THOUGH.isdisjoint(told_of):
        place = draft.place
        there = read(f"{place.setting} {place.foreground} {place.midground} {place.background}").words
        words -= lexicon().words("light_plain") | _SAME | set(there)
        if not words:
            return True
    recipe = " ".join(
        (*(key.source, key.side, key.height, key.quality, key.colour), light.fill, light.rim, *light.practicals)
    )
    recipe = f"{recipe} {light.time_of_day} {light.weather}".lower()
    if "change" in told_of and "no" in told_of:
        return True
    words -= {"daylight"} if "window" in recipe else frozenset()
    return bool(words) and all(word in recipe or word.removesuffix("er").removesuffix("'s") in recipe for word in words)


def _times_clash(before: ShotFacts, after: ShotFacts) -> tuple[str, str, str] | None:
    for time, said, path in after.times:
        for one, words, _ in before.times:
            if clashes(one, time):
                return path, words, said
    return None


def _lit_otherwise(draft: Draft, before: ShotFacts, after: ShotFacts) -> tuple[str, str, str] | None:
    """A shot whose words light it by another lamp than the shot before has, or the draft where that says nothing."""
    new = after.lit_by
    if new is None:
        return None
    kind, said, path = new
    old = before.lit_by
    if old is None:
        source = draft.light.key.source
        first = lit_kind(read(source.replace("_", " "))) if source else None
        old = (first[0], first[1], "light.key.source") if first else None
    return (path, old[1], said) if old is not None and old[0] != kind else None

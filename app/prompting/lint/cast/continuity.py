"""Checks what has to agree from shot to shot: sides, looks, things in hands, framing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, pairwise

from app.domain.draft import CastMember, Draft
from app.domain.finding import Finding
from app.prompting.lint.action.hands import in_hand
from app.prompting.lint.action.sides import side_in
from app.prompting.lint.cast.loose import passed_by_nobody
from app.prompting.lint.cast.takers import taken_by_another
from app.prompting.lint.cast.things import names_of, pops, stroked, unseen
from app.prompting.lint.face import mend, put, told
from app.prompting.lint.facts import BeatFacts, ShotFacts
from app.prompting.lint.outside import WholeFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import read

_CLOSER = {
    "ews": "ws",
    "ws": "ms",
    "mws": "mcu",
    "cowboy": "mcu",
    "ms": "cu",
    "mcu": "ecu",
    "cu": "ms",
    "ecu": "ms",
    "two": "mcu",
    "group": "ms",
    "ots": "cu",
    "pov": "cu",
    "insert": "ms",
    "macro": "ms",
}
_BARE = frozenset(["the", "a", "an", "this", "that"])
_BETWEEN = frozenset({"table", "bar", "desk", "counter", "room", "fire", "board", "shoulder", "across", "over"})
"""Over which two people look at each other."""


def same_framing(facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """Neighbouring shots of one size and angle."""
    for place, (before, after) in enumerate(pairwise(facts)):
        old, new = before.camera.framings[1], after.camera.framings[0]
        if old[0] and old == new:
            path = f"{after.at}.keys[{after.camera.keys[0].id}].framing.size"
            closer = _CLOSER.get(new[0])
            fix = mend("next_size", [put(path, closer)]) if closer else None
            yield told("same_framing", path, fix=fix, shot=place + 2, before=place + 1)


def restless(facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """A camera that moves in every shot."""
    if len(facts) > 2 and all(fact.moves or _unquiet(fact) for fact in facts):
        yield told("restless", f"{facts[-1].at}.keys", n=len(facts))


def _unquiet(fact: ShotFacts) -> bool:
    """Whether a camera without a path is no quiet one: it goes along with somebody, races, or shakes in the hand."""
    shot = fact.shot
    if any(key.lock == "follow" for key in shot.keys):
        return True
    return shot.support == "fpv" or (shot.support in ("handheld", "shoulder", "body") and shot.shake > 0)


def flips(facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """Somebody who goes left and then right, and is never seen to turn."""
    way: dict[str, str] = {}
    for beat in (beat for fact in facts for beat in fact.beats):
        if not beat.side or not beat.who:
            continue
        field, side = beat.side
        before = way.get(beat.who)
        if before and before != side and not beat.turned:
            yield told("flips", f"{beat.at}.{field}", first=before, second=side)
            return
        if beat.turned_after:
            way.pop(beat.who, None)
            continue
        way[beat.who] = side


def eyelines(facts: tuple[ShotFacts, ...], cast: tuple[CastMember, ...]) -> Iterator[Finding]:
    """Two people of a shot and its answer who look the same way."""
    for before, after in pairwise(facts):
        one, other = before.single, after.single
        if one is None or other is None or one.who == other.who or not one.look or one.look != other.look:
            continue
        if _looks_past(one, other.who, cast) or _looks_past(other, one.who, cast):
            continue
        if _face_each_other(one, other):
            name = "eyeline" if side_in(other.beat.eyeline) else "facing"
            yield told("eyelines", f"{other.at}.{name}", side=one.look)
            return


def _face_each_other(one: BeatFacts, other: BeatFacts) -> bool:
    """Whether the two belong together: both speak, one looks at the other, or both are people of the cast."""
    first, second = one.who, other.who
    if first.startswith("{prop:") or second.startswith("{prop:"):
        return False
    spoken = bool(one.beat.lines) and bool(other.beat.lines)
    text = f"{one.beat.eyeline} {one.beat.action} {other.beat.eyeline} {other.beat.action}".lower()
    return spoken or first in text or second in text or (first.startswith("{cast:") and second.startswith("{cast:"))


def _looks_past(fact: BeatFacts, other: str, cast: tuple[CastMember, ...]) -> bool:
    """Whether somebody looks at a thing, or at somebody who is not in the answer: the two are no exchange of looks."""
    if not fact.beat.eyeline.isascii():
        return _looks_at_another(fact.beat.eyeline, other, cast)
    words = read(fact.beat.eyeline).words
    meant = {other, other.removeprefix("{cast:").removesuffix("}"), *other.split()} - _BARE
    for member in cast:
        if other == f"{{cast:{member.id}}}":
            meant.update(word.removesuffix("'s") for word in member.label.lower().split())
    book = lexicon()
    people = book.joined("persons", "opening_pronouns", "look_partners")
    bare = book.words("look_words")
    if "across" in words or "over" in words:
        bare = bare | _BETWEEN
    seen = [
        word
        for each in words
        if (each[0].isalpha() or each[0] == "{") and (word := each.removesuffix("'s")) not in bare
    ]
    return bool(seen) and not any(word in meant or word in people for word in seen)


def _looks_at_another(eyeline: str, other: str, cast: tuple[CastMember, ...]) -> bool:
    """The same of a Chinese eyeline: what is left of it without the words of looking is what is looked at."""
    from app.prompting.lint.chinese.camera import pattern

    label = next((member.label for member in cast if other == f"{{cast:{member.id}}}"), other)
    seen = pattern("looks_only").sub("", eyeline.replace(other, ""))
    return bool(seen) and (not label or label not in eyeline)


def prop_pops(draft: Draft, outside: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """A thing that is suddenly in a hand, or in another one, or in none any more."""
    beats = [beat for fact in facts for beat in fact.beats]
    names = names_of(draft.place.props)
    sudden = [beat for fact in facts if "pops_up" in fact.lists for beat in fact.beats]
    found = chain(
        _popping(draft, outside, facts),
        pops(draft, sudden),
        unseen(draft, beats, names),
        passed_by_nobody(draft, beats, names),
        taken_by_another(draft, beats, names),
    )
    yield from islice(found, 1)


def _popping(draft: Draft, outside: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """What is found by who has a thing at first, and who holds it where."""
    holder = {f"{{prop:{prop.id}}}": who for prop in draft.place.props if (who := _held_at_first(draft, prop.state))}
    earlier: list[BeatFacts] = []
    for fact in (beat for each in facts for beat in each.beats):
        for thing, path in fact.held:
            before = holder.get(thing)
            shown = not fact.handed or _raised(fact, thing)
            if before and before != fact.who and fact.who and shown and not stroked(fact, thing):
                yield told("prop_pops", path, variant="hands", said=_thing(draft, thing))
                return
            if before is None and earlier and not fact.brought and not _is_known(thing, outside, earlier):
                yield told("prop_pops", path, said=thing)
                return
            if before is None and not fact.handed and _lies_apart(draft, thing, fact, earlier):
                yield told("prop_pops", path, said=_thing(draft, thing))
                return
            holder[thing] = fact.who
        if finding := _worked_on(draft, fact, holder, earlier):
            yield finding
            return
        if holder and fact.passes_on:
            for thing in [each for each in holder if each in fact.words and not _kept(fact, each)]:
                del holder[thing]
        earlier.append(fact)


def _worked_on(draft: Draft, fact: BeatFacts, holder: dict[str, str], earlier: list[BeatFacts]) -> Finding | None:
    """Something that is worked on by somebody else than has it, or while it is put away."""
    for thing, path in fact.handled if fact.who and (not fact.handed or fact.only_moved) else ():
        if holder.get(thing, fact.who) != fact.who:
            return told("prop_pops", path, variant="hands", said=_thing(draft, thing))
        if thing not in holder and not fact.handed and _is_put_away(draft, thing, fact, earlier):
            return told("prop_pops", path, said=_thing(draft, thing))
    return None


def _is_known(thing: str, outside: WholeFacts, earlier: list[BeatFacts]) -> bool:
    """Whether a thing has been seen or told of before; what has a token always has."""
    if thing.startswith("{") or any(thing in fact.words for fact in earlier):
        return True
    return any(thing in field.reading.words for field in outside.fields if field.name != "final_picture")


def _raised(fact: BeatFacts, thing: str) -> bool:
    """Whether a thing is only raised, in a hand that has it already: `lifts the case in her left hand`."""
    return fact.only_moved and any(
        in_hand(field.reading.words, place)
        for field in fact.fields
        if field.name == "action"
        for place, word in enumerate(field.reading.words)
        if word == thing
    )


def _kept(fact: BeatFacts, thing: str) -> bool:
    """Whether what is taken up in a beat is in the same hand at its end: nothing else is done with it."""
    up = lexicon().joined("takes_up", "keeps_hold")
    if not up.issuperset(fact.handovers) or all(thing != each for each, _ in fact.held):
        return False
    words = fact.action.words
    return any(
        word == thing and not up.isdisjoint(words[max(0, place - 3) : place]) for place, word in enumerate(words)
    )


def _held_at_first(draft: Draft, state: str) -> str:
    """Who of the cast holds a thing by its state: `in Mira's hand`."""
    words = read(state).words if state else []
    if lexicon().joined("hand_words", "kept_on").isdisjoint(words) and words[:1] not in (
        ["with"],
        ["held"],
        ["carried"],
    ):
        return ""
    for member in draft.cast:
        names = member.label.lower().split()
        own = {f"{{cast:{member.id}}}", *(f"{word}'s" for word in names)}
        own.update(names if words[0] in ("with", "held", "carried") else ())
        own.update(word for word in (*names[-1:], f"{names[-1]}'" if names else "") if word.rstrip("'").endswith("s"))
        if not own.isdisjoint(words):
            return f"{{cast:{member.id}}}"
    return ""


def _lies_apart(draft: Draft, token: str, fact: BeatFacts, earlier: list[BeatFacts]) -> bool:
    """Whether a thing was put away where no hand is, nobody has gone near it, and now somebody carries it."""
    prop = draft.prop(token.removeprefix("{prop:").removesuffix("}"))
    words = read(prop.state).words if prop and prop.state else []
    book = lexicon()
    if len(words) < 2 or words[0] not in book.words("lying_in") or any(token in each.words for each in earlier):
        return False
    if not earlier:
        if words[0] in ("inside", "in", "within") and _is_shut(draft, words):
            return not _opens(fact)
        return _is_away(words, fact) and not _opens(fact)
    owners = book.joined("hand_words", "persons", "opening_pronouns")
    bare = {word.removesuffix("'s") for word in words}
    if not owners.isdisjoint(bare) or any(not bare.isdisjoint(each.label.lower().split()) for each in draft.cast):
        return False
    carried = not book.words("carrying").isdisjoint(fact.words) or any(
        in_hand(field.reading.words, place)
        for field in fact.fields
        for place, word in enumerate(field.reading.words)
        if word == token
    )
    return carried and fact.words.isdisjoint(word for word in words[1:] if len(word) > 3)


def _is_put_away(draft: Draft, token: str, fact: BeatFacts, earlier: list[BeatFacts]) -> bool:
    """Whether a thing that is worked on was shut in or out of reach by its state, and nobody has got it out."""
    prop = draft.prop(token.removeprefix("{prop:").removesuffix("}"))
    words = read(prop.state).words if prop and prop.state else []
    if not words or _opens(fact) or any(token in each.words for each in earlier):
        return False
    near = fact.words.isdisjoint(word for word in words[1:] if len(word) > 3)
    return near and not lexicon().joined("shut_up", "out_of_reach").isdisjoint(words)


def _is_away(words: list[str], fact: BeatFacts) -> bool:
    """Whether a thing is at first where no hand gets at it: `locked in the safe`, `on the top shelf`, `buried`."""
    book = lexicon()
    if book.joined("shut_up", "out_of_reach").isdisjoint(words) or not fact.words.isdisjoint(
        word for word in words[1:] if len(word) > 3
    ):
        return False
    return bool(fact.held) and not book.joined(
        "carrying", "holding", "needs_hand", "hand_words", "carried_on"
    ).isdisjoint(fact.words)


def _is_shut(draft: Draft, words: list[str]) -> bool:
    """Whether the place of a thing is another one that is shut: `inside the box`, and the box `closed`."""
    shut = lexicon().words("shut_up")
    return any(
        not shut.isdisjoint(read(prop.state).words) and not frozenset(read(prop.label).words).isdisjoint(words[1:])
        for prop in draft.place.props
        if prop.state and prop.label
    )


def _opens(fact: BeatFacts) -> bool:
    """Whether anything is opened in a beat, or is open in it."""
    return not lexicon().words("opened_first").isdisjoint(fact.words)


def _thing(draft: Draft, token: str) -> str:
    name = token.removeprefix("{prop:").removesuffix("}")
    prop = draft.prop(name)
    return (prop.label or prop.id) if prop else name

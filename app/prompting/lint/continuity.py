"""Checks what has to agree from shot to shot: sides, looks, things in hands, who is who, framing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from app.domain.draft import CastMember, Draft
from app.domain.finding import Finding
from app.prompting.lint.face import Scene, mend, put, told
from app.prompting.lint.facts import BeatFacts, ShotFacts, WholeFacts
from app.prompting.lint.hands import in_hand, side_in
from app.prompting.lint.lexicon import lexicon
from app.prompting.lint.reading import read

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
    if len(facts) > 2 and all(fact.moves for fact in facts):
        yield told("restless", f"{facts[-1].at}.keys", n=len(facts))


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
    words = read(fact.beat.eyeline).words
    meant = {other, other.removeprefix("{cast:").removesuffix("}"), *other.split()} - _BARE
    for member in cast:
        if other == f"{{cast:{member.id}}}":
            meant.update(word.removesuffix("'s") for word in member.label.lower().split())
    book = lexicon()
    people = book.joined("persons", "opening_pronouns", "look_words")
    seen = [word.removesuffix("'s") for word in words if word[0].isalpha() or word[0] == "{"]
    return bool(seen) and not any(word in meant or word in people for word in seen)


def prop_pops(draft: Draft, outside: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """A thing that is suddenly in a hand, or in another one."""
    holder = {f"{{prop:{prop.id}}}": who for prop in draft.place.props if (who := _held_at_first(draft, prop.state))}
    earlier: list[BeatFacts] = []
    for fact in (beat for each in facts for beat in each.beats):
        for thing, path in fact.held:
            before = holder.get(thing)
            if before and before != fact.who and fact.who and not fact.handed:
                yield told("prop_pops", path, variant="hands", said=_thing(draft, thing))
                return
            if before is None and earlier and not fact.handed and not _is_known(thing, outside, earlier):
                yield told("prop_pops", path, said=thing)
                return
            if before is None and earlier and not fact.handed and _lies_apart(draft, thing, fact, earlier):
                yield told("prop_pops", path, said=_thing(draft, thing))
                return
            holder[thing] = fact.who
        if fact.handed and not _only_moved(fact):
            for thing in [each for each in holder if each in fact.words]:
                del holder[thing]
        earlier.append(fact)


def _is_known(thing: str, outside: WholeFacts, earlier: list[BeatFacts]) -> bool:
    """Whether a thing has been seen or told of before; what has a token always has."""
    return thing.startswith("{") or thing in outside.things or any(thing in fact.words for fact in earlier)


def _held_at_first(draft: Draft, state: str) -> str:
    """Who of the cast holds a thing by its state: `in Mira's hand`."""
    words = read(state).words if state else []
    if lexicon().words("hand_words").isdisjoint(words):
        return ""
    for member in draft.cast:
        own = {f"{{cast:{member.id}}}", *(f"{word}'s" for word in member.label.lower().split())}
        if not own.isdisjoint(words):
            return f"{{cast:{member.id}}}"
    return ""


def _only_moved(fact: BeatFacts) -> bool:
    """Whether a thing stays in the hand that has it: it is raised or opened, not passed on."""
    stay = lexicon().words("keeps_hold")
    return all(field.reading.words[hit.start] in stay for field in fact.fields for hit in field.reading.of("take_over"))


def _lies_apart(draft: Draft, token: str, fact: BeatFacts, earlier: list[BeatFacts]) -> bool:
    """Whether a thing was put away where no hand is, nobody has gone near it, and now somebody carries it."""
    prop = draft.prop(token.removeprefix("{prop:").removesuffix("}"))
    words = read(prop.state).words if prop and prop.state else []
    if len(words) < 2 or words[0] not in lexicon().words("lying_in") or any(token in each.words for each in earlier):
        return False
    book = lexicon()
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


def _thing(draft: Draft, token: str) -> str:
    name = token.removeprefix("{prop:").removesuffix("}")
    prop = draft.prop(name)
    return (prop.label or prop.id) if prop else name


def identity(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Somebody of the cast in other words than the cast has for them."""
    for fact in facts.beats:
        found = _renamed(fact, scene.cast) or _dressed_anew(fact, scene.cast) or _told_anew(fact, scene.cast)
        if found:
            yield found
            return
        if any(member.kind == "human" for member in scene.cast):
            again = _by_looks(fact, scene.cast) or _stranger(fact)
            if again:
                yield told("identity", f"{fact.at}.{again[0]}", said=again[1])
                return


def two_names(facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """Somebody with two names: `the old porter`, then `the elderly porter`."""
    seen: dict[str, str] = {}
    for fact in (beat for each in facts for beat in each.beats):
        field, words = _noun_phrase(fact)
        if len(words) > 1:
            trade = str(lexicon().pairs("one_trade").get(words[-1], words[-1]))
            before = seen.setdefault(trade, " ".join(words))
            if before != " ".join(words) and (field == "subject" or before.split()[-1] != words[-1]):
                said = fact.beat.subject or " ".join(words)
                yield told("identity", f"{fact.at}.{field}", variant="twice", first=before, said=said)
                return


def _noun_phrase(fact: BeatFacts) -> tuple[str, list[str]]:
    """Who acts, in words of no cast: the subject, or what an action without one begins with."""
    book = lexicon()
    if fact.who:
        words = [] if "{" in fact.who else [word for word in read(fact.who).words if word not in _BARE]
        return "subject", words if words and words[-1] in book.words("persons") else []
    words = fact.action.words[:5]
    if words[:1] and words[0] in _BARE:
        for place, word in enumerate(words[1:], 1):
            if word in book.words("persons"):
                return "action", words[1 : place + 1]
    return "action", []


def _by_looks(fact: BeatFacts, cast: tuple[CastMember, ...]) -> tuple[str, str] | None:
    """`The freckled mechanic`, where the cast has her freckles under a name."""
    words = read(fact.beat.subject).words[:5]
    if words[:1] not in (["the"], ["this"], ["that"]) or lexicon().words("persons").isdisjoint(words):
        return None
    looks = {word for member in cast for word in read(" ".join(member.identity)).words} & lexicon().words("traits")
    return ("subject", " ".join(words)) if not looks.isdisjoint(words) else None


def _stranger(fact: BeatFacts) -> tuple[str, str] | None:
    """`The woman`, where the cast has her under a name."""
    for name in ("subject", "action"):
        text = getattr(fact.beat, name)
        if name == "action" and fact.beat.subject.strip():
            return None
        words = read(text).words[:4] if text else []
        if words[:1] and words[0] in ("the", "this"):
            for word in words[1:]:
                if word in (
                    "man",
                    "woman",
                    "boy",
                    "girl",
                    "lady",
                    "guy",
                    "child",
                    "kid",
                    "person",
                    "figure",
                    "gentleman",
                    "stranger",
                ):
                    return name, " ".join(words[: words.index(word) + 1])
        if words:
            return None
    return None


def _renamed(fact: BeatFacts, cast: tuple[CastMember, ...]) -> Finding | None:
    """A name written another way: `Inez` for `Ines`, `the elderly porter` for `the old porter`."""
    subject = fact.beat.subject.strip()
    words = [word for word in read(subject).words if word not in _BARE] if subject and "{" not in subject else []
    for member in cast:
        label = member.label.strip()
        small = label.lower()
        whole = " ".join(words)
        if words and small and _another_name(words, whole, small):
            fix = mend("use", [put(f"{fact.at}.subject", f"{{cast:{member.id}}}")], given=label)
            return told("identity", f"{fact.at}.subject", variant="name", fix=fix, said=subject, label=label)
        if " " not in label and len(label) > 3:
            for raw in fact.action.raw:
                if raw[:1].isupper() and _nearly(raw.lower().removesuffix("'s"), small):
                    return told("identity", f"{fact.at}.action", variant="name", said=raw, label=label)
    return None


def _another_name(words: list[str], whole: str, label: str) -> bool:
    """Whether a subject is a label that was written another way."""
    if whole == label:
        return False
    return _nearly(whole, label) or (words[-1] == label.split()[-1] and len(words) > 1 and " " in label)


def _nearly(one: str, other: str) -> bool:
    """Whether two words are one letter apart."""
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 4:
        return False
    if one[0] != other[0]:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1 and not one.endswith("s")
    long, short = (one, other) if len(one) > len(other) else (other, one)
    plural = long in (f"{short}s", f"{short}'s")
    return not plural and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _dressed_anew(fact: BeatFacts, cast: tuple[CastMember, ...]) -> Finding | None:
    """Clothes in other words than the wardrobe has."""
    for field in fact.fields:
        if field.name not in ("subject", "action", "ends_as"):
            continue
        words = field.reading.words
        if lexicon().words("clothes").isdisjoint(words):
            continue
        for place, word in enumerate(words):
            if word not in lexicon().words("clothes") or not place:
                continue
            member = _wearer(cast, fact, words[:place])
            if not lexicon().words("persons").isdisjoint(words[:place]):
                continue
            own = member and f" {' '.join(member.identity)} {member.wardrobe} ".lower()
            colour = words[place - 1]
            near = words[max(0, place - 5) : place]
            worn = any(each in ("in", "wearing", "wears", "her", "his") for each in near)
            if (
                member
                and own
                and worn
                and _worn(own)
                and colour.isalpha()
                and colour
                not in (
                    "a",
                    "the",
                    "her",
                    "his",
                    "in",
                    "its",
                    "wet",
                    "own",
                    "of",
                    "and",
                    "open",
                    "left",
                    "right",
                    "one",
                    "both",
                    "each",
                )
            ):
                garment = f" {word}" in own
                if (garment and colour not in own) or (
                    not garment
                    and word in lexicon().words("outer_clothes")
                    and any(each in own for each in lexicon().words("outer_clothes"))
                ):
                    return told(
                        "identity",
                        field.path,
                        variant="clothes",
                        said=f"{colour} {word}",
                        label=member.label or member.id,
                    )
    return None


def _told_anew(fact: BeatFacts, cast: tuple[CastMember, ...]) -> Finding | None:
    """Somebody of the cast with looks that are not theirs: `Ines, a blonde teenager`."""
    words = read(fact.beat.subject).words
    member = _wearer(cast, fact, words[:3])
    if member is None or not member.identity:
        return None
    book = lexicon()
    own = set(read(" ".join((*member.identity, member.wardrobe))).words)
    for place, word in enumerate(words):
        if word != "," or words[place + 1 : place + 2] not in (["a"], ["an"], ["now"], ["the"]):
            continue
        clause = words[place + 2 : place + 8]
        clause = clause[: clause.index(",")] if "," in clause else clause
        traits = [each for each in clause if each.isalpha() and each in book.words("traits") and each not in own]
        if traits:
            return told("identity", f"{fact.at}.subject", said=" ".join(clause))
    return None


def _worn(own: str) -> bool:
    return any(f" {each}" in own for each in lexicon().words("clothes"))


def _wearer(cast: tuple[CastMember, ...], fact: BeatFacts, before: list[str]) -> CastMember | None:
    tokens = [word for word in before if word.startswith("{cast:")]
    token = tokens[-1] if tokens else fact.beat.subject.strip().lower()
    name = token.removeprefix("{cast:").removesuffix("}")
    known = next((member for member in cast if member.id == name or member.label.lower() == token), None)
    return known or next((member for member in cast if member.label.strip() and _leads(member, before)), None)


def _leads(member: CastMember, words: list[str]) -> bool:
    label = member.label.lower().split()
    return any(words[place : place + len(label)] == label for place in (0, 1) if len(words) > place)

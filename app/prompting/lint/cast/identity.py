"""Checks who is who: one name and one set of looks for everybody, from the first shot to the last."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from app.domain.draft import CastMember
from app.domain.finding import Finding
from app.prompting.lint.cast.called import another_name, leads_misspelt, nearly
from app.prompting.lint.cast.garments import dressed_anew, wearer
from app.prompting.lint.cast.hair import SHAVEN, now_other, other_style, own_of, shaven
from app.prompting.lint.cast.looks import of_looks, other_looks, sole
from app.prompting.lint.face import Scene, mend, put, told
from app.prompting.lint.facts import BeatFacts, ShotFacts
from app.prompting.lint.outside import WholeFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading, read
from app.prompting.memory import Memory

_BARE = frozenset(["the", "a", "an", "this", "that"])
_TOLD_IN = frozenset({"subject", "action", "ends_as"})
_TOLD_BESIDES = frozenset({"subject", "action", "ends_as", "touches", "evidence", "feeling_shown"})
_LEADING = frozenset([",", "with", "in"])
"""What leads from a name to looks."""
_SAID: Memory[str] = Memory(256)


def identity(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Somebody of the cast in other words than the cast has for them."""
    people = [member for member in scene.cast if member.kind == "human"]
    for fact in facts.beats:
        found = _renamed(fact, scene.cast) or _of_other_looks(fact, scene.cast)
        if found:
            yield found
            return
        if people:
            again = _by_looks(fact, scene.cast) or _stranger(fact)
            if again:
                yield told("identity", f"{fact.at}.{again[0]}", said=again[1])
                return


def _of_other_looks(fact: BeatFacts, cast: tuple[CastMember, ...]) -> Finding | None:
    """Somebody of the cast in looks or clothes that are not theirs."""
    if not SHAVEN.isdisjoint(fact.words) and (found := _shaven(fact, cast)):
        return found
    if not fact.of_looks:
        return _told_anew(fact, cast)
    return dressed_anew(fact, cast) or _told_anew(fact, cast) or _changed(fact, cast) or _told_besides(fact, cast)


def _shaven(fact: BeatFacts, cast: tuple[CastMember, ...]) -> Finding | None:
    """A clean-shaven chin of somebody with stubble: not where it is shaved in the beat."""
    for field in fact.fields:
        words = field.reading.words
        if field.name not in _TOLD_IN or SHAVEN.isdisjoint(words) or sum(word[:6] == "{cast:" for word in words) > 1:
            continue
        member = wearer(cast, fact, words[:3])
        if member and (said := shaven(words, member)):
            return told("identity", field.path, said=said)
    return None


def _told_besides(fact: BeatFacts, cast: tuple[CastMember, ...]) -> Finding | None:
    """Looks of somebody of the cast in any text of a beat, however they are joined to them."""
    kept = fact.looks_told
    if kept is None or kept[0] is not cast:
        kept = fact.looks_told = cast, *_besides(fact, cast)
    return told("identity", kept[1], said=kept[2]) if kept[2] else None


def _besides(fact: BeatFacts, cast: tuple[CastMember, ...]) -> tuple[str, str]:
    looks, name = of_looks(), fact.who.removeprefix("{cast:").removesuffix("}")
    for field in fact.fields:
        if field.name in _TOLD_BESIDES and not looks.isdisjoint(field.reading.words):
            said = _SAID.get((field.reading, cast), (name,), partial(_said_besides, field.reading, cast, name))
            if said:
                return field.path, said
    return "", ""


def _said_besides(reading: Reading, cast: tuple[CastMember, ...], name: str) -> str:
    subject = next((each for each in cast if each.id == name or each.label.strip().lower() == name), None)
    return other_looks(reading, cast, subject)


def framed_anew(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Looks of somebody of the cast in what the camera is to show."""
    for field in facts.camera.of_looks:
        said = other_looks(field.reading, scene.cast, sole(field.reading, scene.cast))
        if said or (said := _looks_of(field.reading.words[:5], scene.cast)):
            yield told("identity", field.path, said=said)
            return


def outside(whole: WholeFacts, cast: tuple[CastMember, ...]) -> Iterator[Finding]:
    """Looks of somebody of the cast in the last picture and in the texts of the place."""
    for field in whole.named("final_picture", "setting", "foreground", "midground", "background"):
        if said := other_looks(field.reading, cast, sole(field.reading, cast)):
            yield told("identity", field.path, said=said)
            return


def two_names(facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """Somebody with two names: `the old porter`, then `the elderly porter`."""
    seen: dict[str, str] = {}
    kinds: dict[str, BeatFacts] = {}
    for fact in (beat for each in facts for beat in each.beats):
        field, words = fact.noun_phrase
        if len(words) > 1:
            trade = str(lexicon().pairs("one_trade").get(words[-1], words[-1]))
            before = seen.setdefault(trade, " ".join(words))
            if before != " ".join(words) and (field == "subject" or before.split()[-1] != words[-1]):
                said = fact.beat.subject or " ".join(words)
                yield told("identity", f"{fact.at}.{field}", variant="twice", first=before, said=said)
                return
        kind, told_of = fact.described
        if kind and (first := kinds.setdefault(kind, fact)).who != fact.who and _is_same(told_of, first.described[1]):
            before = first.beat.subject
            yield told("identity", f"{fact.at}.subject", variant="twice", first=before, said=fact.beat.subject)
            return


def _is_same(words: frozenset[str], before: frozenset[str]) -> bool:
    """Whether two people of one kind have looks or clothes in common and are told in other words all the same."""
    book = lexicon()
    alike = book.pairs("looks_alike")
    common = words & before | {each for each in words if each in alike and not before.isdisjoint(alike[each].split())}
    common |= {each for each in before if each in alike and not words.isdisjoint(alike[each].split())}
    looks = book.joined("looks_kept", "clothes", "looks_had", "carried_about")
    return words != before and not common.isdisjoint(looks)


def _by_looks(fact: BeatFacts, cast: tuple[CastMember, ...]) -> tuple[str, str] | None:
    """`The freckled mechanic`, where the cast has her freckles under a name."""
    said = _looks_of(read(fact.beat.subject).words[:5], cast)
    return ("subject", said) if said else None


def _looks_of(words: list[str], cast: tuple[CastMember, ...]) -> str:
    if words[:1] not in (["the"], ["this"], ["that"]) or lexicon().words("persons").isdisjoint(words):
        return ""
    own = {word for member in cast for word in read(" ".join(member.identity)).words}
    alike = lexicon().pairs("looks_alike")
    known = own & lexicon().words("traits")
    if not known.isdisjoint(words) or any(not own.isdisjoint(alike[word].split()) for word in words if word in alike):
        return " ".join(words)
    return ""


def _stranger(fact: BeatFacts) -> tuple[str, str] | None:
    """`The woman`, where the cast has her under a name."""
    for name in ("subject", "action"):
        text = getattr(fact.beat, name)
        if name == "action" and fact.beat.subject.strip():
            return None
        words = read(text).words[:4] if text else []
        if words[:1] and words[0] in ("the", "this") and not any(word.endswith("'s") for word in words):
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
                    *("blonde", "redhead", "brunette", "fellow", "bloke", "chap", "teenager", "youth", "youngster"),
                ):
                    return name, " ".join(words[: words.index(word) + 1])
        if words:
            return None
    return None


def _renamed(fact: BeatFacts, cast: tuple[CastMember, ...]) -> Finding | None:
    """A name written another way: `Inez` for `Ines`, `the elderly porter` for `the old porter`."""
    subject = fact.beat.subject.strip()
    words = [word for word in read(subject).words if word not in _BARE] if subject and "{" not in subject else []
    names = [raw for raw in fact.action.raw if raw[:1].isupper()]
    if not words and not names:
        return None
    whole = " ".join(words)
    for member in cast:
        label = member.label.strip()
        small = label.lower()
        if words and small and (another_name(words, whole, small, subject) or leads_misspelt(words, small)):
            fix = mend("use", [put(f"{fact.at}.subject", f"{{cast:{member.id}}}")], given=label)
            return told("identity", f"{fact.at}.subject", variant="name", fix=fix, said=subject, label=label)
        if " " not in label and len(label) > 3:
            for raw in names:
                if nearly(raw.lower().removesuffix("'s"), small):
                    return told("identity", f"{fact.at}.action", variant="name", said=raw, label=label)
    return None


def _told_anew(fact: BeatFacts, cast: tuple[CastMember, ...]) -> Finding | None:
    """Somebody of the cast with looks that are not theirs: `Ines, a blonde teenager`."""
    told_of = lexicon().joined("traits", "looks_nouns")
    for name in ("subject", "action"):
        words = read(getattr(fact.beat, name)).words
        if _LEADING.isdisjoint(words) or told_of.isdisjoint(words):
            continue
        member = wearer(cast, fact, words[:3])
        if member is None or not member.identity:
            continue
        own = _own(member.identity, member.wardrobe)
        clause = _apposed(words, own) if name == "subject" or _is_led(member, words) else []
        clause = clause or _with_looks(words, member, own)
        if clause:
            return told("identity", f"{fact.at}.{name}", said=" ".join(clause))
    return None


@lru_cache(maxsize=64)
def _own(identity: tuple[str, ...], wardrobe: str) -> frozenset[str]:
    """The words the cast has for somebody."""
    return frozenset(read(" ".join((*identity, wardrobe))).words)


def _changed(fact: BeatFacts, cast: tuple[CastMember, ...]) -> Finding | None:
    """Hair or glasses that are others, or gone: `her red hair`, `Bo without his beard`, `a young Bo`."""
    kept = lexicon().words("looks_kept")
    if " " not in fact.beat.subject.strip() and kept.isdisjoint(fact.words):
        return None
    for field in fact.fields:
        words = field.reading.words
        if field.name not in _TOLD_IN or (kept.isdisjoint(words) and (field.name != "subject" or len(words) < 2)):
            continue
        member = wearer(cast, fact, words[:3]) or _named_last(cast, words)
        if member is None or not member.identity:
            continue
        own = _own(member.identity, member.wardrobe)
        said = _of_looks(words, member, fact, cast) or (field.name == "subject" and _led_by_looks(words, member, own))
        if said:
            return told("identity", field.path, said=said)
        gone = next((word for word in words if word in kept and word in own), "")
        before = words[max(0, words.index(gone) - 2) : words.index(gone)] if gone else []
        if gone and not {"no", "without"}.isdisjoint(before):
            return told("identity", field.path, said=f"no {gone}")
    return None


def _named_last(cast: tuple[CastMember, ...], words: list[str]) -> CastMember | None:
    return next((each for each in cast if each.label and words[-1] == each.label.lower()), None)


def _of_looks(words: list[str], member: CastMember, fact: BeatFacts, cast: tuple[CastMember, ...]) -> str:
    """What is told of somebody's own hair or glasses that the cast has otherwise."""
    book = lexicon()
    looks, kept = book.words("looks_told"), book.words("looks_kept")
    if kept.isdisjoint(words):
        return ""
    named = [word for word in words if word.startswith("{cast:")]
    if len(named) + (not fact.beat.subject.strip().startswith("{cast:")) > 1:
        return ""
    for place, word in enumerate(words):
        if word not in kept:
            continue
        begin = place
        while begin and words[begin - 1] in looks:
            begin -= 1
        own = own_of(tuple(member.identity), member.wardrobe, word)
        said = [each for each in words[begin:place] if each not in own]
        theirs = (
            words[begin - 1] in ("her", "his", "their")
            or words[begin - 1] in _owners(cast)
            or (words[max(0, begin - 2) : begin] in _STRANDS and _KEPT_APART.isdisjoint(words))
            or (said and words[max(0, begin - 2) : begin] in _THROUGH and words[place + 1 : place + 2] != ["of"])
        )
        if theirs and (now := now_other(words, place, own)):
            return f"{word} {now}"
        if theirs and (
            (said and not any(_alike(each, own) for each in said)) or other_style(words, begin, place, member)
        ):
            return " ".join(words[begin : place + 1])
    return ""


def _owners(cast: tuple[CastMember, ...]) -> tuple[str, ...]:
    return (*(f"{member.label.lower()}'s" for member in cast if member.label), "'s")


_STRANDS = [
    [part, "of"] for part in ("strand", "strands", "lock", "wisp", "wisps", "tuft", "mop", "handful", "fistful")
]


_KEPT_APART = frozenset({"tied", "bound", "wrapped", "inside", "locket", "envelope"})
"""Where a lock of hair is a keepsake."""
_THROUGH = [["through", "a"], ["through", "the"]]
"""Where fingers and combs go."""


def _alike(word: str, own: frozenset[str]) -> bool:
    alike = lexicon().pairs("looks_alike").get(word, "")
    return not own.isdisjoint(alike.split())


def _led_by_looks(words: list[str], member: CastMember, own: frozenset[str]) -> str:
    """`A slim young Bo`: looks before a name."""
    label = member.label.lower().split()
    if not label or words[-len(label) :] != label or (words[0] not in _BARE and len(words) - len(label) > 2):
        return ""
    traits = lexicon().words("traits")
    before = [word for word in words[: -len(label)] if word.isalpha()]
    return " ".join(words) if any(word in traits and word not in own for word in before) else ""


def _with_looks(words: list[str], member: CastMember, own: frozenset[str]) -> list[str]:
    """`Noor with cropped blonde hair`, `Ines in her twenties`: looks behind a name that are not those of the cast."""
    label = member.label.lower().split()
    at = next((at for at in range(3) if label and words[at : at + len(label)] == label), -1)
    start = 1 if words[:1] == [f"{{cast:{member.id}}}"] else at + len(label) if at >= 0 else 0
    if not start or words[start : start + 1] not in (["with"], ["in"], [","]):
        return []
    book = lexicon()
    clause = words[start + 1 : start + 10]
    clause = clause[: clause.index(",")] if "," in clause else clause
    if any(each in book.words("traits") and each not in own for each in clause):
        return clause
    looks = book.words("looks_nouns")
    place = max((at for at, each in enumerate(clause) if each in looks), default=-1)
    told_of = [each for each in clause[: max(place, 0)] if each not in book.words("determiners") and each != "with"]
    if not {"in", "on", "through", "into", "from", "over"}.isdisjoint(told_of):
        return []
    if place < 0 or not told_of or not book.words("looks_for_now").isdisjoint(told_of):
        return []
    return [] if all(each in own for each in told_of) else clause


def _apposed(words: list[str], own: frozenset[str]) -> list[str]:
    """What stands between commas behind a name and gives somebody looks that are not their own."""
    traits = lexicon().words("traits")
    for place, word in enumerate(words):
        if word != "," or (
            words[place + 1 : place + 2] not in (["a"], ["an"], ["now"], ["the"]) and words[place + 1] not in traits
        ):
            continue
        clause = words[place + 1 : place + 8]
        clause = clause[: clause.index(",")] if "," in clause else clause
        if any(each in traits and each not in own for each in clause if each.isalpha()):
            return clause
    return []


def _is_led(member: CastMember, words: list[str]) -> bool:
    """Whether an action begins with the name of somebody and then tells who that is."""
    if words[:2] == [f"{{cast:{member.id}}}", ","]:
        return True
    label = member.label.lower().split()
    return bool(label) and words[: len(label) + 1] == [*label, ","]

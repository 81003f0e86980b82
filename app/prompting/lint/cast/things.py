"""Follows the things of a draft from hand to hand: what pops in, goes, or is used by whoever cannot have it."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.draft import Draft, Prop
from app.domain.finding import Finding
from app.prompting.lint.action.hands import in_hand
from app.prompting.lint.cast.carried import HOLDS
from app.prompting.lint.face import told
from app.prompting.lint.facts import BeatFacts
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading, read

_TEXTS = frozenset({"action", "touches", "ends_as"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its", "this", "that", "same", "one"})
_INSIDE = frozenset({"in", "into", "between", "from", "out"})
_HANDS = frozenset({"hand", "hands", "fist", "fists", "palm", "palms", "fingers", "arms", "lap", "grasp", "grip"})
_OWNED = frozenset({"pocket", "pockets", "bag", "belt", "backpack", "satchel", "handbag", "holster", "sleeve", "purse"})
_LINKING = frozenset({"is", "are", "has", "have", "was", "just", "then", "suddenly", "simply", "now", "had"})
_AS_LIGHT = frozenset(
    [
        "smile",
        "grin",
        "frown",
        "tear",
        "tears",
        "crack",
        "glow",
        "light",
        "line",
        "tremor",
        "tattoo",
        "bruise",
        "shadow",
    ]
)
"""What may come and go on somebody, and is no thing."""
FREE = frozenset(
    {"empty", "empty-handed", "claps", "both", "pockets", "folded", "clasped", "crossed", "crosses", "folds", "clasps"}
)
"""Without one of these no text says that a hand has nothing in it."""
_AWAY = frozenset(
    ["throws", "tosses", "hurls", "drops", "flings", "chucks", "lobs", "pitches", "flushes", "burns", "buries"]
)
_BACK = frozenset(
    [
        "kicks",
        *("picks", "fishes", "retrieves", "fetches", "catches", "finds", "pulls", "draws", "hauls", "digs", "recovers"),
        *("rescues", "dives", "gets", "brings", "washes", "returns", "rolls", "another", "new", "second", "watches"),
    ]
)
"""How a thing comes back that was gone, or is another one."""
_DONE = frozenset(
    {"studies", "reads", "consults", "examines", "inspects", "checks", "unfolds", "lights", "winds"}
) | frozenset(
    {"slips", "puts", "wears", "turns", "kisses", "wipes", "hands", "tucks", "pins", "plays", "with", "shows"}
)


def pops(draft: Draft, facts: list[BeatFacts]) -> Iterator[Finding]:
    """What the words have come from nowhere, go away, or change hands by themselves."""
    for fact in facts:
        for field in fact.fields:
            if field.name in _TEXTS and "pops_up" in field.reading.hits:
                for hit in field.reading.of("pops_up"):
                    if thing := _popping(draft, field.reading, hit):
                        yield told("prop_pops", field.path, said=thing)
                        return


def _popping(draft: Draft, reading: Reading, hit: Hit) -> str:
    """The thing of which a phrase says so: `a sword appears in her hand`, `the letter is gone`."""
    begin, end = reading.sentence_of(hit.start)
    at = hit.start - 1
    while at >= begin and (reading.words[at] in _LINKING or reading.words[at].endswith("ly")):
        at -= 1
    subject = reading.word(at) if at >= begin else ""
    behind = reading.words[hit.end - 1 : min(end, hit.end + 5)]
    small = lexicon().words("handheld")
    handed = any(
        one in _INSIDE and not _HANDS.isdisjoint(behind[place + 1 : place + 4]) for place, one in enumerate(behind)
    )
    if _is_small(draft, subject, small) or (handed and subject.isalpha() and subject not in _AS_LIGHT):
        return subject if subject[:1] != "{" else _label(draft, subject)
    sudden = "suddenly" in reading.words[hit.start : hit.end] and reading.words[hit.end - 1] in ("gone", "suddenly")
    if sudden and subject.isalpha() and reading.word(at - 1) in _ARTICLES and subject not in _AS_LIGHT:
        return "" if subject in lexicon().words("persons") else subject
    if reading.words[hit.end - 1] in ("has", "holds", "holding", "nowhere", "air", "there", "there's"):
        return next((word for word in behind[1:] if _is_small(draft, word, small)), "")
    return ""


def _is_small(draft: Draft, word: str, small: frozenset[str]) -> bool:
    if word[:6] == "{prop:" or word in small:
        return True
    return bool(word) and any(word == prop.label.lower().split()[-1] for prop in draft.place.props if prop.label)


def _label(draft: Draft, token: str) -> str:
    name = token.removeprefix("{prop:").removesuffix("}")
    prop = draft.prop(name)
    return (prop.label or prop.id) if prop else name


def names_of(props: tuple[Prop, ...]) -> dict[str, str]:
    """The token of each thing by the last word of what it is called."""
    return {prop.label.lower().split()[-1]: f"{{prop:{prop.id}}}" for prop in props if prop.label.strip()}


def unseen(draft: Draft, facts: list[BeatFacts], names: dict[str, str]) -> Iterator[Finding]:
    """What is used after it is gone, by somebody else than has it, in another hand, or no more in a hand it was in."""
    has: dict[str, str] = {}
    side: dict[str, str] = {}
    lost: set[str] = set()
    for fact in facts:
        own = {names.get(thing, thing) for thing, _ in fact.held} if fact.held else set()
        for thing in [*has, *lost]:
            path = _uses(fact, thing, names, _DONE if thing in lost else frozenset())
            if thing in lost:
                if path and _BACK.isdisjoint(fact.words):
                    yield told("prop_pops", path, said=_label(draft, thing))
                    return
            elif path and not fact.handed and fact.who and has[thing] != fact.who and thing not in own:
                yield told("prop_pops", path, variant="hands", said=_label(draft, thing))
                return
        if finding := _emptied(draft, fact, has, names) or _other_side(draft, fact, side, own):
            yield finding
            return
        _follow(fact, own, names, has, lost)
    yield from _at_the_end(draft, has)


def _mentions(fact: BeatFacts, thing: str, names: dict[str, str]) -> bool:
    return thing in fact.words or any(token == thing and name in fact.words for name, token in names.items())


def _follow(fact: BeatFacts, own: set[str], names: dict[str, str], has: dict[str, str], lost: set[str]) -> None:
    """Note who has what behind a beat, and what nobody can have any more."""
    words = fact.action.words
    if has and fact.passes_on:
        for thing in [each for each in has if _mentions(fact, each, names)]:
            del has[thing]
    gone = "gone_for_good" in fact.action.hits and not _AWAY.isdisjoint(words)
    for place, word in enumerate(words if gone else ()):
        thing = names.get(word, word)
        if not _AWAY.isdisjoint(words[max(0, place - 3) : place]) and (thing[:1] == "{" or word in _handheld()):
            lost.add(thing)
            return
    _note_held(words, names, own)
    for thing in own if fact.who else ():
        lost.discard(thing)
        if not fact.handed or fact.only_moved:
            has[thing] = fact.who


def _note_held(words: list[str], names: dict[str, str], own: set[str]) -> None:
    """Add what is carried to what somebody has, and take away what goes to another."""
    small = _handheld()
    if small.isdisjoint(words):
        return
    for place, word in enumerate(words):
        thing = names.get(word, word)
        if thing not in small:
            continue
        if _goes_to_somebody(words, place):
            own.discard(thing)
        elif not HOLDS.isdisjoint(words[max(0, place - 3) : place]):
            own.add(thing)


def _goes_to_somebody(words: list[str], place: int) -> bool:
    """Bounces the ball to {cast:bo}: it is the other's from here on."""
    behind = [each for each in words[place + 1 : place + 4] if each not in ("over", "across", "back", "straight")]
    return (
        behind[:1] in (["to"], ["toward"], ["towards"], ["at"])
        and behind[1:2] != []
        and (behind[1][:6] == "{cast:" or behind[1] in ("him", "her", "them"))
    )


def _handheld() -> frozenset[str]:
    return lexicon().words("handheld")


def _is_another(words: list[str], place: int, thing: str) -> bool:
    """A coin, his own lantern: not the one that was seen before."""
    before = words[place - 1] if place else ""
    return before == "own" or (before in ("a", "an") and words[place] != thing)


def _uses(fact: BeatFacts, thing: str, names: dict[str, str], besides: frozenset[str]) -> str:
    """The path of the text in which somebody does with a thing what only a hand can; empty where nobody does."""
    if not _mentions(fact, thing, names):
        return ""
    using = lexicon().joined("holding", "needs_hand", "worked_on", "carrying", "drinking_from")
    for field in fact.fields:
        if field.name not in _TEXTS:
            continue
        words = field.reading.words
        for place, word in enumerate(words):
            if names.get(word, word) != thing or _is_another(words, place, thing):
                continue
            before = [each for each in words[max(0, place - 3) : place] if each not in _ARTICLES]
            if field.name == "touches" or (before[-1:] in (["from"], ["with"]) and _drinks_or_goes(words, place)):
                return field.path
            if not _STROKES.isdisjoint(before[-2:]) and in_hand(words, place):
                continue
            if not (using | besides).isdisjoint(before[-2:]) and not _WATCHING.intersection(before):
                return field.path
            if field.name == "action" and in_hand(words, place) and not _WATCHING.intersection(words[:place]):
                return field.path
    return ""


_STROKES = frozenset({"strokes", "pets", "pats", "kisses", "touches", "wipes", "sniffs", "smells", "tickles", "feeds"})
"""What is done to a thing in somebody else's arms as well."""
_WATCHING = frozenset(
    ["looks", "look", "watches", "stares", "gazes", "at", "glances", "points", "nods", "smiles", "sees"]
)


def stroked(fact: BeatFacts, thing: str) -> bool:
    """Whether somebody only smells or strokes a thing, which may be in another's arms: `smells the roses`."""
    words = fact.action.words
    return any(
        word == thing and not _STROKES.isdisjoint(words[max(0, place - 3) : place]) for place, word in enumerate(words)
    )


def _drinks_or_goes(words: list[str], place: int) -> bool:
    """`Drinks from the tin`, `walks off with the tin`."""
    book = lexicon()
    return not book.joined("drinking_from", "walking", "crossing_verbs").isdisjoint(words[:place])


def _emptied(draft: Draft, fact: BeatFacts, has: dict[str, str], names: dict[str, str]) -> Finding | None:
    """A thing that somebody had in the hand, and now the hand is empty or in a pocket."""
    if not has or not fact.who or fact.words.isdisjoint(FREE):
        return None
    if not lexicon().joined("held_out", "keeps_hold").issuperset(fact.handovers):
        return None
    field = next((field for field in fact.fields if field.name in _TEXTS and _are_free(field)), None)
    if field is None:
        return None
    for thing, who in has.items():
        if who == fact.who and not _mentions(fact, thing, names):
            return told("prop_pops", field.path, said=_label(draft, thing))
    return None


def _are_free(field: Field) -> bool:
    """Whether both hands are empty or busy with themselves: `shows two empty palms`, `folds her arms`."""
    words = field.reading.words
    for place, word in enumerate(words):
        near = words[place + 1 : place + 4]
        if word in ("claps", "empty-handed") or (word == "empty" and near[:1] and near[0] in _HANDS | {"handed"}):
            return True
        if word == "both" and near[:1] and near[0] in ("hands", "palms", "arms", "fists"):
            return near[1:2] != ["on"] or "rail" in words or "table" in words or "counter" in words
        if word in _CLOSED and not _BOTH.isdisjoint([*near[:2], *words[max(0, place - 1) : place]]):
            return True
        if word == "hands" and near[:1] == ["in"] and "pockets" in near:
            return True
    return False


_AGAIN = {"left": "right", "right": "left"}
_SIDES = frozenset(_AGAIN)
_LATER = ([",", "then"], [",", "now"], ["then", "in"], [".", "now"], [".", "then"], [";", "now"], [";", "then"])
_CLOSED = frozenset({"folds", "crosses", "clasps", "folded", "crossed", "clasped"})
_BOTH = frozenset({"arms", "hands"})


def _other_side(draft: Draft, fact: BeatFacts, side: dict[str, str], own: set[str]) -> Finding | None:
    """A thing that is in the left hand, and then in the right one."""
    if _SIDES.isdisjoint(fact.words):
        return None
    for field in fact.fields:
        words = field.reading.words if field.name in _TEXTS else ()
        for place, word in enumerate(words):
            if word not in ("left", "right") or words[place + 1 : place + 2] not in (["hand"], ["fist"], ["palm"]):
                continue
            later = words[place + 2 : place + 9]
            if not fact.handed and later[:2] in _LATER and _AGAIN[word] in later:
                small = [each for each in words[max(0, place - 5) : place] if each in _handheld()]
                return told("prop_pops", field.path, variant="hands", said=small[0]) if small else None
            near = words[max(0, place - 5) : place]
            for thing in [each for each in near if each in own]:
                key = f"{thing} {fact.who}"
                if side.get(key, word) != word and not fact.handed:
                    return told("prop_pops", field.path, variant="hands", said=_label(draft, thing))
                side[key] = word
    return None


def _at_the_end(draft: Draft, has: dict[str, str]) -> Iterator[Finding]:
    """A last picture that has a thing in another hand than it was in."""
    if not has or not draft.ends.final_picture:
        return
    reading = read(draft.ends.final_picture)
    if lexicon().words("carried_on").isdisjoint(reading.words):
        return
    for thing, who in has.items():
        prop = draft.prop(thing.removeprefix("{prop:").removesuffix("}"))
        called = {thing, *(prop.label.lower().split()[-1:] if prop else ())}
        if called.isdisjoint(reading.words):
            continue
        owner = next((member for member in draft.cast if who == f"{{cast:{member.id}}}"), None)
        others = [member for member in draft.cast if member is not owner]
        if owner and _named(reading, owner.id, owner.label):
            continue
        if any(_named(reading, other.id, other.label) for other in others):
            yield told("prop_pops", "ends.final_picture", variant="hands", said=_label(draft, thing))
            return


def _named(reading: Reading, id: str, label: str) -> bool:
    names = {f"{{cast:{id}}}", *label.lower().split()}
    return any(word.removesuffix("'s") in names for word in reading.words)

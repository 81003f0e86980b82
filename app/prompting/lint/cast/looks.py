"""Finds looks of somebody of the cast that are not theirs, wherever a text tells them and however it joins them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from app.domain.draft import CastMember
from app.prompting.lint.cast.apposed import ARTICLES, apposed, known
from app.prompting.lint.cast.garments import other_clothes
from app.prompting.lint.cast.hair import now_other, other_style, own_of
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading, read

THEIRS = frozenset({"her", "his", "their"})
_PARTS = frozenset({"of", "in"})
_MOVED = frozenset(
    {"behind", "from", "out", "off", "over", "across", "around", "into", "down", "on", "under", "up", "in"}
)
"""Where hair goes on the one who has it: a curl behind her ear, a plait over one shoulder."""
_PLACES = frozenset(
    {
        *("ear", "ears", "face", "eyes", "eye", "forehead", "brow", "shoulder", "shoulders", "neck", "cheek", "cheeks"),
        *("temple", "temples", "back", "finger", "fingers", "nose", "head", "mouth", "chin", "nape", "collar"),
    }
)
_JOINED = frozenset({"with", "(", ":", "in", "wearing", ",", "now", "has", "had", "sports", "wears", "under", "behind"})
"""What leads from a name to looks."""
_LIKE = frozenset({"as", "like"})
_NOT_HIS = frozenset({"and", "to", "at", "of", "for", "from", "toward", "towards", "past", "beside", "behind"})
_DARK = frozenset({"sunglasses", "shades", "goggles", "monocle", "aviators", "wayfarers"})
_CUT = frozenset(
    {",", "all", "dyed", "cut", "cropped", "bleached", "shaved", "shorn", "clipped", "turned", "styled", "buzzed"}
)
_FOR_NOW = frozenset({"with", "of", "in", "from", "under", "against", "as", "like", "by", "on", "to", "again"})
_BY_HAND = frozenset(
    {
        "takes",
        "took",
        "finds",
        "holds",
        "picks",
        "pulls",
        "lays",
        "hands",
        "hangs",
        "out",
        "inside",
        "puts",
        "sets",
        "buys",
        "sells",
    }
)
"""What is done with things, which somebody else may have worn."""
_WORN = frozenset(
    {
        "over",
        "through",
        "behind",
        "adjusts",
        "wears",
        "wearing",
        "with",
        "nudges",
        "pushes",
        "straightens",
        "removes",
        "polishes",
    }
)
_ON_HEADS = frozenset(
    {"head", "scalp", "cheeks", "cheek", "jaw", "chin", "face", "crown", "patch", "pate", "skull", "lip"}
)
_TRUNK = frozenset({"shoulders", "shoulder", "frame", "build", "body", "figure", "physique", "torso", "back", "chest"})
_THING = frozenset(
    {"cat", "dog", "horse", "doll", "wig", "puppet", "photo", "photograph", "portrait", "poster", "picture"}
)
"""What may have hair or glasses of its own."""


@cache
def of_looks() -> frozenset[str]:
    """Every word that could be of somebody's looks or clothes."""
    return lexicon().joined("looks_kept", "traits", "build_nouns", "clothes")


def other_looks(reading: Reading, cast: tuple[CastMember, ...], subject: CastMember | None) -> str:
    """What a text tells of somebody of the cast that the cast has otherwise; empty where it tells nothing of it."""
    words, book = reading.words, lexicon()
    if of_looks().isdisjoint(words) or not _THING.isdisjoint(words):
        return ""
    clothes, watched = book.words("clothes"), book.joined("looks_kept", "build_nouns")
    for place, word in enumerate(words):
        if word in clothes and place:
            member = _last_named(words[:place], cast) or subject
            if member and not _others_before(words[:place], cast) and (said := other_clothes(words, place, member)):
                return said
        if word not in watched:
            continue
        begin = _begin_of(words, place)
        member = _owner(words, begin, place, cast, subject)
        if member is not None and (said := _said(words, begin, place, member)):
            return said
    return next(_before_a_name(words, cast), "") or _set_apart(words, cast, subject)


def _set_apart(words: list[str], cast: tuple[CastMember, ...], subject: CastMember | None) -> str:
    """`Turns, clean-shaven, to the door`: looks between commas that are of whoever acts."""
    book = lexicon()
    marked = book.words("looks_had")
    if subject is None or marked.isdisjoint(words) or _others_before(words, cast):
        return ""
    member = _last_named(words, cast) or subject
    own = {each for piece in member.identity for each in read(piece).words}
    for place, word in enumerate(words):
        bare = word in marked and word not in own and not known(word, own) and _BY_HAND.isdisjoint(words)
        if bare and not _ON_HEADS.isdisjoint(words[place + 1 : place + 2]):
            return f"{word} {words[place + 1]}"
    told_of = book.joined("looks_told", "traits", "looks_had") | {"and", "now", "suddenly", "as", "still"}
    for place, word in enumerate(words):
        if word != ",":
            continue
        end = next((at for at in range(place + 1, len(words)) if words[at] in (",", ".")), len(words))
        piece = words[place + 1 : end]
        if piece and told_of.issuperset(piece):
            other = [each for each in piece if each in marked and each not in own and not known(each, own)]
            if other:
                return " ".join(piece)
    return ""


def _begin_of(words: list[str], place: int) -> int:
    """Where the looks before a noun begin: `long`, of `long dark hair`, and what joins them."""
    looks = lexicon().joined("looks_told", "build_words", "looks_for_now")
    begin = place
    while begin and (
        words[begin - 1] in looks or (words[begin - 1] == "," and begin > 1 and words[begin - 2] in looks)
    ):
        begin -= 1
    while begin < place and words[begin] == ",":
        begin += 1
    return begin


def _said(words: list[str], begin: int, place: int, member: CastMember) -> str:
    """The looks at a place, where they are not those that the cast has."""
    word = words[place]
    book = lexicon()
    own = own_of(tuple(member.identity), member.wardrobe, word)
    if word in book.words("build_nouns") and word not in book.words("looks_kept"):
        builds = book.kinds("builds")
        mine = {builds[each] for piece in member.identity for each in read(piece).words if each in builds}
        theirs = {builds[each] for each in words[begin:place] if each in builds}
        same = any(not _of_body(word).isdisjoint(read(piece).words) for piece in member.identity)
        return " ".join(words[begin : place + 1]) if same and theirs and mine and not theirs & mine else ""
    if not _is_told_of(word, member):
        return ""
    if now := now_other(words, place, own) or _likened(words, place, own) or _told_behind(words, place, own):
        return f"{word} {now}"
    if word in _DARK and _DARK.isdisjoint(own) and not book.words("glasses_words").isdisjoint(own):
        return word if not THEIRS.isdisjoint(words[max(0, begin - 2) : begin]) else ""
    looks, alike = book.words("looks_told"), book.pairs("looks_alike")
    other = [
        each
        for each in words[begin:place]
        if each in looks and each not in own and own.isdisjoint(alike.get(each, "").split())
    ]
    if other and len(other) == len([each for each in words[begin:place] if each in looks]):
        return " ".join(words[begin : place + 1])
    if (place > begin or words[place - 1] in THEIRS) and other_style(words, begin, place, member):
        return " ".join(words[begin : place + 1])
    return _bound(words, place, member)


def _is_told_of(word: str, member: CastMember) -> bool:
    """Whether the cast tells of a feature at all; hair, a beard and glasses it always does, having them or not."""
    book = lexicon()
    if word in book.joined("hair_words", "beard_words", "glasses_words"):
        return True
    told_of = {each for piece in member.identity for each in read(piece).words}
    return not told_of.isdisjoint(book.words("eye_words") if word in book.words("eye_words") else {word})


def _of_body(word: str) -> frozenset[str]:
    """The parts that are broad or slight together with one."""
    return _TRUNK if word in _TRUNK else frozenset({word})


def _likened(words: list[str], place: int, own: frozenset[str]) -> str:
    """`Hair as red as rust`, `eyes the colour of slate`: what looks are likened to."""
    behind = words[place + 1 : place + 4]
    if len(behind) < 3 or behind[0] != "as" or behind[2] != "as" or behind[1] in own:
        return ""
    return behind[1] if behind[1] in lexicon().words("looks_told") else ""


def _told_behind(words: list[str], place: int, own: frozenset[str]) -> str:
    """`Moustache, black and waxed`, `hair dyed green`, `hair cropped close`: looks behind what has them."""
    book = lexicon()
    looks = book.words("looks_told")
    if words[place] not in book.joined("hair_words", "beard_words", "eye_words", "glasses_words"):
        return ""
    at = place + 1
    while at < len(words) and words[at] in _CUT:
        at += 1
    done = [each for each in words[place + 1 : at] if each in looks and each not in own]
    if at == place + 1:
        return ""
    if at < len(words) and words[at] in looks and _FOR_NOW.isdisjoint(words[at + 1 : at + 2]):
        return "" if words[at] in own or words[at] in book.words("looks_for_now") else words[at]
    return done[0] if done and words[place + 1] != "," else ""


def _bound(words: list[str], place: int, member: CastMember) -> str:
    """`Her hair in a loose bun`: how hair is bound, behind it."""
    styles = lexicon().pairs("hair_styles")
    if words[place] != "hair" or words[place + 1 : place + 2] not in (
        ["in"],
        ["up"],
        ["tied"],
        ["pinned"],
        ["pulled"],
        ["twisted"],
        ["gathered"],
    ):
        return ""
    for at in range(place + 2, min(place + 8, len(words))):
        if words[at] == ",":
            return ""
        if words[at] in styles and other_style(words, at - 1, at, member):
            return " ".join(words[place : at + 1])
    return ""


def sole(reading: Reading, cast: tuple[CastMember, ...]) -> CastMember | None:
    """Who of the cast a text names, where it names one alone."""
    words = reading.words
    named = [each for each in cast if _last_named(words, (each,)) is not None]
    return named[0] if len(named) == 1 else None


def _owner(
    words: list[str], begin: int, place: int, cast: tuple[CastMember, ...], subject: CastMember | None
) -> CastMember | None:
    """Whose hair, beard or glasses a noun with its looks is; nobody where that cannot be told."""
    before = words[begin - 1] if begin else ""
    named = _last_named(words[:begin], cast)
    if _others_before(words[:begin], cast):
        return None
    if before in THEIRS or (before == "of" and words[begin - 2 : begin - 1] == ["strand"]):
        return named or _who_has(words[place], cast, subject)
    at = begin - (before in ARTICLES)
    joins = words[at - 1] if at > 0 else ""
    if joins in _JOINED and named is not None and _follows(words[:at], named):
        return named
    behind = words[place + 1 : place + 5]
    if (
        behind[:1]
        and behind[0] in _MOVED
        and not _PLACES.isdisjoint(behind)
        and not {"her", "his", "one"}.isdisjoint(behind)
    ):
        return named or subject
    if joins in ("with", ",") and before not in ARTICLES and _is_free(words, at):
        return named or subject
    if before == "s" or before.endswith("'s"):
        return next((each for each in cast if before == f"{_label(each)}'s"), named if before == "s" else None)
    return subject if begin < place and _is_on_somebody(words, place) else None


def _who_has(word: str, cast: tuple[CastMember, ...], subject: CastMember | None) -> CastMember | None:
    """Whose `her braid` is: of whoever acts, or of the one other who has such a thing where that one has none."""
    book = lexicon()
    names = ("hair_words", "beard_words", "eye_words", "glasses_words")
    kind = next((book.words(name) for name in names if word in book.words(name)), None)
    if kind is None:
        return subject
    having = [each for each in cast if any(not kind.isdisjoint(read(piece).words) for piece in each.identity)]
    return having[0] if len(having) == 1 and subject not in having else subject


def _is_on_somebody(words: list[str], place: int) -> bool:
    """Whether hair or glasses with looks can only be those of whoever acts: nothing of the kind is in a hand."""
    if not _BY_HAND.isdisjoint(words) or words[place + 1 : place + 2] == ["of"]:
        return False
    if words[place] in lexicon().words("glasses_words"):
        return not _WORN.isdisjoint(words[max(0, place - 4) : place])
    return words[place] in lexicon().joined("hair_words", "beard_words")


def _is_free(words: list[str], at: int) -> bool:
    """Whether looks stand by themselves between commas, or lead a text: `, copper plait swinging`."""
    return at < 2 or words[at - 1] == ","


def _follows(before: list[str], member: CastMember) -> bool:
    """Whether a name stands right before what joins looks to it."""
    label = _label(member).split()
    bare = before[:-1]
    return bare[-1:] == [f"{{cast:{member.id}}}"] or (bool(label) and bare[-len(label) :] == label)


def _last_named(words: list[str], cast: tuple[CastMember, ...]) -> CastMember | None:
    for place in range(len(words) - 1, -1, -1):
        for member in cast:
            label = _label(member).split()
            if words[place] == f"{{cast:{member.id}}}" or (
                label
                and words[place].removesuffix("'s") == label[-1]
                and (place < 1 or label[:-1] == words[place + 1 - len(label) : place])
            ):
                return member
    return None


def _others_before(words: list[str], cast: tuple[CastMember, ...]) -> bool:
    """Whether somebody who is not of the cast is named, to whom looks could belong."""
    persons = lexicon().words("persons")
    labels = {part for member in cast for part in _label(member).split()}
    return any(word in persons and word not in labels for word in words)


def _before_a_name(words: list[str], cast: tuple[CastMember, ...]) -> Iterator[str]:
    """`The clean-shaven Bo`, `a young Ines`: somebody's looks before the name."""
    traits = lexicon().joined("traits", "build_words", "looks_told")
    marked = lexicon().joined("traits", "build_words")
    if marked.isdisjoint(words):
        return
    for member in cast:
        label = _label(member).split()
        if f"{{cast:{member.id}}}" not in words and (not label or label[0] not in words):
            continue
        for place, word in enumerate(words):
            if not (word == f"{{cast:{member.id}}}" or (label and words[place : place + len(label)] == label)):
                continue
            begin = place
            while (
                begin and (words[begin - 1] in traits or words[begin - 1] == ",") and words[begin - 1] not in _NOT_HIS
            ):
                begin -= 1
            while begin < place and words[begin] == ",":
                begin += 1
            own = {each for piece in (*member.identity, member.label) for each in read(piece).words}
            told = [each for each in words[begin:place] if each not in own and not known(each, own)]
            if not marked.isdisjoint(told) and (begin == 0 or words[begin - 1] in ARTICLES or begin == 1):
                yield " ".join(words[begin : place + 1])
            yield from apposed(words, place + (1 if word.startswith("{") else len(label)), own)


def _label(member: CastMember) -> str:
    return member.label.strip().lower()

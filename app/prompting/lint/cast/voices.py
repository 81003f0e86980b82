"""Counts whose voices are heard: the speakers of lines, and those whom a text lets speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.domain.draft import CastMember, Line
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading

_TAGS = re.compile(r"(?:^|[.!?…\"”\n] *)\[?([A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?)(?:, [^\]:]{1,30})?\]? ?:")
"""Who speaks by a tag within a line: `[Ines, dry]: …`, `Ines: …`."""
_ASIDES = re.compile(r" *[(\[,–—].*$")
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "our", "one", "another", "all", "both"})
_FILL = frozenset(
    {"then", "also", "all", "both", "each", "now", "softly", "still", "just", "suddenly", "even", "never"}
)
_JOINS = frozenset({",", "and", "&"})
_NO_VOICES = frozenset(
    [
        *("phone", "radio", "sign", "alarm", "clock", "wind", "letter", "note", "headline", "engine", "door", "dog"),
        *("cat", "bird", "kettle", "whistle", "bell", "sea", "crowd", "camera", "music", "light", "horn", "text"),
    ]
)
"""What only calls, sings or says something as things do."""
_SAID = frozenset(
    [
        *(
            "says",
            "say",
            "asks",
            "ask",
            "answers",
            "answer",
            "replies",
            "reply",
            "shouts",
            "shout",
            "whispers",
            "yells",
        ),
        *(
            "whispers",
            "whisper",
            "yell",
            "mutters",
            "murmurs",
            "declares",
            "announces",
            "objects",
            "interrupts",
            "argue",
        ),
        *("argues", "adds", "retorts", "protests", "protest", "exclaims", "exclaim", "talk", "talks", "speak", "chant"),
        *(
            "speaks",
            "bicker",
            "bickers",
            "quarrel",
            "squabble",
            "debate",
            "pleads",
            "begs",
            "complains",
            "explains",
            "agrees",
        ),
        *("disagrees", "insists", "warns", "calls", "call", "screams", "scream", "responds", "jokes", "sings", "sing"),
        *("chat", "chats", "gossip", "haggle", "haggles", "greets", "counters", "groans", "grumbles", "recites"),
        *("recite", "narrates", "orders", "suggests", "wonders", "promises", "laughs", "cries", "snaps", "hisses"),
        *("blurts", "admits", "repeats", "begins", "continues", "interjects", "demands", "remarks", "sighs", "barks"),
        *("growls", "stammers", "mumbles", "urges", "concludes", "tells", "tell", "thanks", "apologises", "apologizes"),
        *("chimes", "pipes", "bellows", "rages", "lectures", "prays", "pray", "cheer", "cheers", "speaking", "talking"),
        *("swears", "swear", "giggles", "mumble", "debates", "quarrels", "teases", "corrects", "congratulates", "lies"),
        *("arguing", "shouting", "bickering", "singing", "chanting", "quarrelling", "chatting", "debating", "saying"),
    ]
)
_ACTED = frozenset({"action", "ends_as"})
_FEWER = 2
"""A number from here on counts so many voices."""


def heard_in(subject: str, lines: Iterable[Line], fields: Iterable[Field]) -> Iterator[str]:
    """Who speaks in a beat: the speakers of its lines, those tagged within one, and whom its texts let speak."""
    for line in lines:
        if line.text.strip():
            tags = _TAGS.findall(line.text) if ":" in line.text else ()
            yield from [who.lower() for who in tags] or (line.speaker.strip().lower(),)
    for field in fields:
        if field.name in _ACTED and not _SAID.isdisjoint(field.reading.words):
            yield from told_to_speak(field.reading)
            if subject and field.name == "action" and field.reading.words[0] in _SAID:
                yield subject


def voices_of(speakers: Iterable[str], cast: tuple[CastMember, ...]) -> dict[str, int]:
    """Whose voices are heard in a whole draft, and how many each stands for."""
    names = _names(cast)
    heard: dict[str, int] = {}
    for speaker in speakers:
        key = speaker if speaker in names else _ASIDES.sub("", speaker)
        if key:
            heard[names.get(key, key)] = how_many(key.split())
    return heard


def _names(cast: tuple[CastMember, ...]) -> dict[str, str]:
    """Every way to name somebody of the cast: by token, label and first name."""
    found: dict[str, str] = {}
    for member in cast:
        label = member.label.strip().lower()
        for name in (f"{{cast:{member.id}}}", label, label.removeprefix("the "), f"the {label}", *label.split()[:1]):
            found.setdefault(name, member.id)
    return found


_TOGETHER = {"duo": 2, "pair": 2, "couple": 2, "trio": 3, "quartet": 4, "quintet": 5, "sextet": 6, "octet": 8}


def how_many(words: list[str]) -> int:
    """How many voices a name stands for: `the six children`, `all five sisters`; `guard 2` is one."""
    numbers = lexicon().pairs("numbers")
    if words and words[-1] in _TOGETHER:
        return _TOGETHER[words[-1]]
    for word in words[:-1][:3]:
        count = int(word) if word.isdigit() else int(numbers.get(word, 0))
        if count >= _FEWER:
            return min(count, 99)
    return 1


def told_to_speak(reading: Reading) -> Iterator[str]:
    """Whom a text lets speak: the subjects before verbs of saying."""
    for place, word in enumerate(reading.words):
        if word in _SAID and not reading.negated(place):
            yield from _subjects(reading, place)


def _subjects(reading: Reading, verb: int) -> list[str]:
    """Those who stand before a verb, the last of them right before it: `{cast:a}, {cast:b} and the clerk argue`."""
    at, begin = verb - 1, reading.sentence_of(verb)[0]
    while at >= begin and (
        reading.words[at] in _FILL or reading.words[at].endswith("ly") or reading.words[at] == "are"
    ):
        at -= 1
    found: list[str] = []
    while at >= begin:
        who, at = _name_before(reading, at, begin)
        if not who:
            break
        found.append(who)
        if reading.word(at) == "," and reading.word(at - 1) == "":
            break
        joined = at
        while at >= begin and reading.words[at] in _JOINS:
            at -= 1
        if joined == at or reading.words[verb].endswith("s"):
            break
    return found


def _name_before(reading: Reading, at: int, begin: int) -> tuple[str, int]:
    """Who is named by the words that end at a place, and the place before them; nobody where no one is."""
    word = reading.words[at]
    if word.startswith("{cast:"):
        return word, at - 1
    if not word.isalpha() or word in _NO_VOICES:
        return "", at
    numbers = lexicon().pairs("numbers")
    for back in range(1, 4):
        before = reading.word(at - back) if at - back >= begin else ""
        counted = before.isdigit() or numbers.get(before, 0) >= _FEWER
        if before in _ARTICLES or counted:
            first = at - back - (counted and reading.word(at - back - 1) in _ARTICLES)
            said = " ".join(reading.words[at - back : at + 1]) if counted else word
            return (said, first - 1) if counted or word in lexicon().words("persons") or back == 1 else ("", at)
        if not before.isalpha():
            break
    if word in lexicon().words("persons") and (at == begin or reading.words[at - 1] in _JOINS):
        return word, at - 1
    if reading.raw[at][:1].isupper() and (at > begin or word not in lexicon().words("opening_pronouns")):
        return word, at - 1
    return "", at

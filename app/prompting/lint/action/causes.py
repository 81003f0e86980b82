"""Checks that what links a beat to the one before it can be seen: no thought, no feeling, no mere fact."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.domain.finding import Finding
from app.prompting.lint.face import Scene, told, words_said
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading, read


def cause(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A because whose cause cannot be seen."""
    for beat in facts.beats:
        link = beat.beat.link
        path = f"{beat.at}.link.evidence"
        evidence = link.evidence.strip()
        if link.type == "because" and not evidence:
            yield told("cause", path, variant="none")
        elif evidence and scene.english and link.type in ("because", "therefore", "but", "until"):
            said = _hidden(read(evidence))
            if said:
                yield told("cause", path, said=said)


@lru_cache(maxsize=4096)
def _hidden(reading: Reading) -> str:
    """The words for what of a cause nobody sees, where no body shows it; read once."""
    hits = [*_unseen(reading), *reading.free("feelings", "feelings_else")]
    return words_said(reading, sorted(hits)) if hits and not reading.free("body_cues", "not_seen") else ""


def _unseen(reading: Reading) -> list[Hit]:
    """What nobody can see, denied or not: whoever cannot forgive looks like whoever does."""
    things = reading.hits.get("seen_things", ())
    hits = [
        hit
        for hit in reading.hits.get("not_seen", ())
        if not any(each.start < hit.end and hit.start < each.end for each in things)
    ]
    return hits or moves_somebody(reading) or _is_a_fact(reading) or _is_abstract(reading)


_BEHIND_HER = frozenset(
    [
        *("all", "for", "still", "since", "now", "badly", "", ".", ",", ";", "and", "that"),
        *("so", "too", "more", "deeply", "to", "when", "because", "again", "most"),
    ]
)


def moves_somebody(reading: Reading) -> list[Hit]:
    """The news upsets him, her silence frightens them: it happens inside."""
    verbs = lexicon().words("moves_somebody")
    if verbs.isdisjoint(reading.words):
        return []
    for place, word in enumerate(reading.words):
        whom = reading.word(place + 1)
        if word not in verbs or not whom:
            continue
        if whom in ("him", "them", "everyone", "everybody", "us", "me") or whom.startswith("{cast:"):
            return [Hit(place, place + 2)]
        if whom == "her" and reading.word(place + 2) in _BEHIND_HER:
            return [Hit(place, place + 2)]
    return []


_SUBJECTS = frozenset(
    {"he", "she", "they", "it", "this", "that", "everyone", "nobody", "somebody", "who", "i", "we", "you"}
)
_IS = frozenset({"is", "are", "was", "were", "isn't", "aren't", "wasn't", "weren't"})
_IT_IS = frozenset({"it's", "he's", "she's", "they're", "that's"})
_OF_FACTS = frozenset(
    {"a", "an", "the", "his", "her", "its", "their", "my", "your", "our", "one", "no", "not", "only", "all", "never"}
)
_MODALS = frozenset(
    [
        *(
            "must",
            "should",
            "would",
            "might",
            "ought",
            "could",
            "can",
            "cannot",
            "can't",
            "couldn't",
            "wouldn't",
            "shouldn't",
        ),
        *("mustn't", "may", "he'd", "she'd", "they'd", "i'd", "it'd"),
    ]
)
_HAVE_TO = frozenset(
    {"has", "had", "have", "needs", "supposed", "meant", "bound", "used", "ought", "destined", "fated", "obliged"}
)


_NOBODY = frozenset({"nobody", "noone", "none"})
_HAVE_NOT = frozenset({"haven't", "hasn't", "hadn't"})


def _is_a_fact(reading: Reading) -> list[Hit]:
    """It is her last chance, they were once married, he would rather be alone: what is so, and what must be."""
    book = lexicon()
    for place, word in enumerate(reading.words):
        before, one = reading.word(place - 1), reading.word(place + 1)
        if word in _MODALS or (word in _HAVE_TO and one == "to"):
            return [Hit(place, min(place + 2, len(reading.words)))]
        if word in _NOBODY or (word in _HAVE_NOT and one.endswith(("ed", "en", "n", "t"))):
            return [Hit(place, min(place + 2, len(reading.words)))]
        if word in _IS and one in book.words("minded"):
            return [Hit(place, place + 2)]
        somebody = before in _SUBJECTS or before.startswith("{cast:") or before in book.words("persons")
        if (word in _IS and somebody) or word in _IT_IS:
            after = (
                reading.word(place + 2)
                if one in ("once", "still", "really", "just", "actually", "now", "also")
                else one
            )
            if after in _OF_FACTS or after in book.words("inward"):
                return [Hit(place, place + 2)]
    return []


def _is_abstract(reading: Reading) -> list[Hit]:
    """Old wounds, a change of heart, the weight of the past: a noun nobody can point a camera at."""
    nouns = lexicon().joined("unseen_nouns", "unseen_more")
    if nouns.isdisjoint(reading.words):
        return []
    things = reading.hits.get("seen_things", ())
    for place, word in enumerate(reading.words):
        if word.endswith("s") and reading.word(place + 1) in lexicon().words("determiners"):
            continue
        called = reading.raw[place][:1].isupper() and place != reading.sentence_of(place)[0]
        if word in nouns and not called and not any(each.start <= place < each.end for each in things):
            return [Hit(place, place + 1)]
    return []

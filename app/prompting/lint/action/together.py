"""Checks that no two people act at the same moment: whoever acts behind a while, or beside it all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.domain.finding import Finding
from app.prompting.lint.camera.text import moves_in
from app.prompting.lint.face import Scene, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading


def at_once(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Several people act at the same moment."""
    for place, beat in enumerate(facts.beats):
        link = beat.beat.link.type
        before = facts.beats[place - 1].beat if place else None
        if before and link in ("meanwhile", "same_moment") and beat.beat.subject.strip() != before.subject.strip():
            yield told("at_once", f"{beat.at}.link.type", variant="link")
            continue
        for field in beat.fields:
            if field.name in ("action", "ends_as", "evidence"):
                reading, subject = field.reading, beat.beat.subject
                hit = _acting(reading, subject)
                if hit:
                    yield told("at_once", field.path, said=field.reading.said(hit))
                    break


@lru_cache(maxsize=4096)
def _acting(reading: Reading, subject: str) -> Hit | None:
    """Where a text sets somebody who acts beside its subject; read once."""
    return _two_actors(reading, subject) or _beside(reading, subject) or _in_unison(reading, subject)


def _two_actors(reading: Reading, subject: str) -> Hit | None:
    """The word that sets a second actor beside the first."""
    persons = lexicon().words("persons")
    for hit in reading.of("actors_split"):
        begin, end = reading.sentence_of(hit.start)
        word = reading.words[hit.start]
        clause = reading.words[hit.end : end]
        if (
            word == "as"
            and (not clause or clause[0] in ("if", "though", "soon", "a", "an", "far", "long", "well"))
            and not _acts(reading, hit.end, end, persons)
        ):
            continue
        likened = "as" in (reading.word(hit.start - 2), reading.word(hit.end + 1))
        if word == "as" and (likened or _in_the_part(reading, hit)):
            continue
        if any(begin <= move.hit.start < hit.start for move in moves_in(reading)):
            continue
        if any(hit.end <= camera.start <= hit.end + 1 for camera in reading.hits.get("camera_noun", ())):
            continue
        before = reading.words[begin] if reading.words[begin].startswith("{cast:") else ""
        own = "" if before and before != subject.strip() else subject
        other = _actor(reading, hit.end, min(end, hit.end + 5), persons, own)
        if other == before:
            other = ""
        fronted = hit.start == begin and "," in clause[1:]
        if other and _acts(reading, hit.end, hit.end + clause.index(",") if fronted else end, persons):
            return hit
        if fronted:
            comma = hit.end + clause.index(",")
            if (
                _acts(reading, hit.end, comma, persons)
                and _actor(reading, hit.end, comma, persons, "") != _actor(reading, comma, end, persons, "")
                and _actor(reading, comma, min(end, comma + 5), persons, subject)
            ):
                return hit
    return None


def _in_the_part(reading: Reading, hit: Hit) -> bool:
    """Dressed as a captain, works as a diver: what somebody is, not when."""
    return reading.word(hit.end) in ("a", "an", "the") and reading.word(hit.start - 1) in lexicon().words("being_as")


def _in_unison(reading: Reading, subject: str) -> Hit | None:
    """The cellist answers, both at once; together {cast:ines} saws and {cast:bo} planes."""
    for hit in reading.of("in_unison"):
        if reading.words[hit.start] == "together" and hit.start != reading.sentence_of(hit.start)[0]:
            continue
        begin, end = reading.sentence_of(hit.start)
        doers = {
            reading.words[place]
            for place in range(begin, end)
            if _is_somebody(reading, place) and (_does(reading, place + 1) or reading.words[place] in _PRONOUNS)
        } - {subject.strip()}
        if len(doers) > 1 or (doers and not _PRONOUNS.issuperset(doers)):
            return hit
    return None


_PRONOUNS = frozenset({"he", "she"})


def _is_somebody(reading: Reading, place: int) -> bool:
    word = reading.words[place]
    named = place > reading.sentence_of(place)[0] and reading.raw[place][:1].isupper() and word != "i"
    return named or word.startswith("{cast:") or word in _PRONOUNS or word in lexicon().words("persons")


def _beside(reading: Reading, subject: str) -> Hit | None:
    """Somebody else who does something beside it all: `…, {cast:bo} hammering`, `with the cook plating eggs`."""
    book = lexicon()
    persons = book.words("persons")
    if "{cast:" not in reading.text.lower() and persons.isdisjoint(reading.words):
        return None
    own = subject.strip()
    for place, word in enumerate(reading.words):
        if (word not in persons and word[:6] != "{cast:") or not place or word == own:
            continue
        begin = place if word[0] == "{" else _phrase_begins(reading, place)
        if reading.word(begin - 1) not in (",", "with", "and", ";") or word in subject.lower().split():
            continue
        at = place + 1
        while reading.word(at).endswith("ly") or reading.word(at) in _BETWEEN:
            at += 1
        doing = reading.word(at)
        idle = doing in book.joined("ending_verbs", "states", "quiet_verbs")
        if doing.endswith("ing") and not idle and not reading.negated(place):
            return Hit(begin, at + 1)
    return None


_BETWEEN = frozenset(
    {"meanwhile", "also", "still", "already", "beside", "behind", "her", "him", "both", "now", "all", "just"}
)


def _phrase_begins(reading: Reading, place: int) -> int:
    """Where the noun phrase of a person begins: `the old cook`, `her sister`, `one waiter`, `two porters`."""
    book = lexicon()
    for begin in range(place, max(-1, place - 4), -1):
        word = reading.word(begin)
        if word in book.words("determiners") or word in book.pairs("numbers") or word in ("one", "another", "other"):
            return begin
        if not word.isalpha():
            break
    return place


def _actor(reading: Reading, begin: int, end: int, persons: frozenset[str], subject: str) -> str:
    """Who acts in a stretch, where it is somebody else than the subject of the beat."""
    before = set(reading.words[:begin])
    for place in range(begin, end):
        word = reading.word(place)
        if word.startswith("{cast:"):
            return "" if word == subject.strip() else word
        if word in persons:
            return "" if word in subject.lower().split() else word
        if word in ("he", "she", "they"):
            if word != "they" and _led_by(reading, begin, persons):
                return word
            opposite = {"he": "she", "she": "he", "they": "they"}[word]
            return word if opposite in before and word not in before and word != "they" else ""
        if reading.raw[place][:1].isupper() and place and word not in ("i",) and reading.raw[place] not in subject:
            return word
        if word.endswith("ing") and place == begin:
            return ""
    return ""


def _led_by(reading: Reading, end: int, persons: frozenset[str]) -> bool:
    """Whether several others are whom a sentence begins with: `in the yard two kids chase a dog as she …`."""
    begin = reading.sentence_of(end)[0]
    book = lexicon()
    for place in range(begin, min(end, begin + 7)):
        if reading.words[place] in book.words("main_verbs") and place > begin:
            return False
        if reading.words[place] in persons and place > begin:
            counted = reading.word(place - 1) in book.pairs("numbers") or reading.word(place - 1) in ("the", "some")
            return counted and reading.words[place] in book.words("several_persons") and _does(reading, place + 1)
    return False


def _acts(reading: Reading, begin: int, end: int, persons: frozenset[str]) -> bool:
    """Whether something is done in a stretch: a verb of somebody follows."""
    book = lexicon()
    doing = book.joined("main_verbs", "open_verbs", "walking", "holding")
    return any(
        reading.words[place] in doing
        or (
            place > begin
            and (reading.words[place - 1] in persons or reading.words[place - 1].startswith("{cast:"))
            and _does(reading, place)
        )
        for place in range(begin, end)
    )


def _does(reading: Reading, place: int) -> bool:
    """Whether what stands behind a person is what the person does."""
    book = lexicon()
    while reading.word(place).endswith("ly") or reading.word(place) in _BETWEEN:
        place += 1
    word = reading.word(place)
    if not word.isalpha() or word in book.joined("ending_verbs", "states", "quiet_verbs", "no_deed"):
        return False
    who = reading.word(place - 1)
    several = who in book.words("several_persons") or (who.endswith("s") and who in book.words("persons"))
    return several or word.endswith(("s", "ing", "ed")) or word in book.words("main_verbs")

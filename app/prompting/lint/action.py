"""Checks what happens: one thing at a time, with a count and an end, a weight and a direction."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.finding import Finding
from app.prompting.lint.camera_text import moves_in
from app.prompting.lint.face import Scene, shot_number, told, words_said
from app.prompting.lint.facts import BeatFacts, ShotFacts, field_of
from app.prompting.lint.lexicon import lexicon
from app.prompting.lint.reading import Hit, Reading
from app.prompting.lint.verbs import heads

_CLOSE = ("cu", "ecu", "macro", "insert", "close-up", "extreme close-up", "macro shot", "mcu")
_TOLD = ("action", "ends_as", "evidence", "subject", "touches", "feeling_shown")


def two_verbs(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A beat in which somebody does several things one after the other."""
    for beat in facts.beats:
        if len(beat.verbs) > 1:
            said = "”, “".join(beat.verbs[:3])
            yield told("two_verbs", f"{beat.at}.action", said=said, n=len(beat.verbs))


def untimed(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A doing that could go on for ever: no count, no distance, no end."""
    open_verbs = lexicon().words("open_verbs")
    for beat in facts.beats:
        if beat.beat.ends_as.strip() or beat.beat.moves_to.strip():
            continue
        verb = _first(beat.action, open_verbs)
        if verb and not _ended(beat.action, verb) and not _closing_verbs(beat):
            yield told("untimed", f"{beat.at}.action", said=beat.action.said(verb))


def _first(reading: Reading, verbs: frozenset[str]) -> Hit | None:
    """The verb that heads a text, where it is one of these: its first word, or the first behind its subject."""
    for place, word in enumerate(reading.words[:9]):
        if word in verbs and not reading.negated(place) and _is_doing(reading, place):
            return Hit(place, place + 1)
        if word in (",", ".", "and", "then") and place:
            return None
    return None


def _is_doing(reading: Reading, place: int) -> bool:
    before = reading.word(place - 1)
    if before in (
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "of",
        "with",
        "in",
        "on",
        "two",
        "three",
        "four",
        "one",
        "each",
    ):
        return False
    word = reading.words[place]
    return place == 0 or word.endswith(("s", "ing", "ed")) or before in ("they", "to") or before.endswith("ly")


def _ended(reading: Reading, verb: Hit) -> bool:
    if any(word.isdigit() for word in reading.words):
        return True
    return any(hit.start != verb.start and not _is_manner(reading, hit) for hit in reading.hits.get("ends", ()))


def _is_manner(reading: Reading, hit: Hit) -> bool:
    """With her eyes shut, mouth open: how it is done, not how it ends."""
    return reading.word(hit.start - 1) in ("eyes", "mouth", "arms", "shirt", "coat", "collar", "lips", "hands")


def _closing_verbs(beat: BeatFacts) -> bool:
    return len(beat.verbs) > 1


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
                hit = _two_actors(field.reading, beat.beat.subject)
                if hit:
                    yield told("at_once", field.path, said=field.reading.said(hit))
                    break


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
        if word == "as" and reading.word(hit.start - 2) == "as":
            continue
        if any(begin <= move.hit.start < hit.start for move in moves_in(reading)):
            continue
        other = _actor(reading, hit.end, min(end, hit.end + 5), persons, subject)
        if other and _acts(reading, hit.end, end, persons):
            return hit
        if hit.start == begin and "," in clause:
            comma = hit.end + clause.index(",")
            if (
                _acts(reading, hit.end, comma, persons)
                and _actor(reading, hit.end, comma, persons, "") != _actor(reading, comma, end, persons, "")
                and _actor(reading, comma, min(end, comma + 5), persons, subject)
            ):
                return hit
    return None


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
            opposite = {"he": "she", "she": "he", "they": "they"}[word]
            return word if opposite in before and word not in before and word != "they" else ""
        if reading.raw[place][:1].isupper() and place and word not in ("i",) and reading.raw[place] not in subject:
            return word
        if word.endswith("ing") and place == begin:
            return ""
    return ""


def _acts(reading: Reading, begin: int, end: int, persons: frozenset[str]) -> bool:
    """Whether something is done in a stretch: a verb of somebody follows."""
    book = lexicon()
    doing = book.words("main_verbs") | book.words("open_verbs") | book.words("walking") | book.words("holding")
    return any(
        reading.words[place] in doing
        or (
            place > begin
            and reading.words[place].endswith("s")
            and book.stems(reading.words[place])
            and reading.words[place - 1] in persons
        )
        for place in range(begin, end)
    )


def bodies(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Bodies that tangle, and fine work of fingers."""
    for beat in facts.beats:
        for field in beat.fields:
            if field.name in ("action", "evidence", "touches"):
                hits = [
                    hit for hit in field.reading.free("bodies", "bodies_things") if not _is_result(field.reading, hit)
                ]
                if hits:
                    yield told("bodies", field.path, said=words_said(field.reading, hits))
                    break


def _is_result(reading: Reading, hit: Hit) -> bool:
    """A tied knot, the braided hair, the girl's braid: what is there when the work is done."""
    word = reading.words[hit.start]
    before = reading.word(hit.start - 1)
    owned = before in lexicon().words("owners") or before.endswith("'s")
    if word.endswith(("ed", "en")) or word in ("knit", "sewn", "woven"):
        subject = before.startswith("{") or before in ("he", "she", "they", "and", "has", "have", "")
        return not subject
    return owned and not word.endswith("ing") and hit.end == hit.start + 1 and word in lexicon().words("work_nouns")


def idle_hands(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Hands near the lens that touch nothing."""
    sizes = [key.framing.size for key in facts.shot.keys if key.framing.size]
    close = bool(sizes) and all(size in _CLOSE for size in sizes)
    targets = [field for field in facts.framed if field.name == "target"]
    for beat in facts.beats:
        if beat.beat.touches.strip():
            continue
        for field in (*beat.fields, *targets):
            reading = field.reading
            if field.name not in ("action", "ends_as", "subject", "target") or not _hands(reading):
                continue
            near = close or "close" in reading.words or "macro" in reading.words or "closeup" in reading.words
            if near and not any(_touching(each.reading) for each in beat.fields):
                yield told("idle_hands", field.path, said=words_said(reading, _hands(reading)))
                return


def _hands(reading: Reading) -> list[Hit]:
    if "hands" not in reading.hits:
        return []
    other = reading.hits.get("hands_idle", ())
    return [hit for hit in reading.of("hands") if not any(each.start <= hit.start < each.end for each in other)]


def _touching(reading: Reading) -> bool:
    """Whether a hand meets something: not the air, and not only itself, as in `opens her hand`."""
    hands = [hit.start for hit in reading.hits.get("hands", ())]
    for hit in reading.of("contact"):
        if reading.words[hit.start] in lexicon().words("placing") and hands and hit.start < hands[0]:
            continue
        following = reading.words[hit.end : hit.end + 2]
        if (
            "air" in following
            or "sky" in following
            or (following[:1] and following[0] in lexicon().words("hand_words"))
        ):
            continue
        if reading.words[hit.start] in lexicon().words("opens_itself") and lexicon().words("hand_words").intersection(
            following
        ):
            continue
        return True
    return False


def weightless(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Something fast that pushes against nothing."""
    fast = lexicon().words("fast_verbs")
    for beat in facts.beats:
        if beat.beat.touches.strip() or beat.has("weight_words"):
            continue
        hit = _fast(beat.action, fast) or next(iter(beat.action.of("fast_phrases")), None)
        if hit:
            yield told("weightless", f"{beat.at}.action", said=beat.action.said(hit))


def _fast(reading: Reading, fast: frozenset[str]) -> Hit | None:
    other = reading.hits.get("tear_things", ())
    for place, word in enumerate(reading.words):
        if word not in fast or reading.negated(place) or any(each.start <= place < each.end for each in other):
            continue
        if (
            reading.word(place - 1) in ("a", "an", "the", "his", "her", "their", "of", "high", "at", "full", "to")
            and reading.word(place - 1) != "to"
        ):
            continue
        if (
            place == 0
            or word.endswith(("s", "ing", "ed"))
            or reading.word(place - 1) in ("to", "they", "and")
            or word in ("ran", "leapt", "flung", "tore", "spun", "slid", "dove")
        ):
            return Hit(place, place + 1)
    return None


def time_jump(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Time passes where there is no cut."""
    for place, beat in enumerate(facts.beats):
        for field in beat.fields:
            if field.name not in _TOLD and field.name != "moves_to":
                continue
            for hit in field.reading.of("time_jump"):
                opening = scene.place > 0 and place == 0 and field.name in ("subject", "action") and hit.start == 0
                if not opening and not _is_soon(field.reading, hit):
                    yield told("time_jump", field.path, said=field.reading.said(hit))
                    break
            else:
                continue
            break


def _is_soon(reading: Reading, hit: Hit) -> bool:
    if reading.words[hit.start] != "later":
        return False
    before = reading.words[max(0, hit.start - 3) : hit.start]
    return not lexicon().words("soon").isdisjoint(before) or reading.word(hit.end) in ("than", "on")


def cause(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A because whose cause cannot be seen."""
    for beat in facts.beats:
        link = beat.beat.link
        path = f"{beat.at}.link.evidence"
        evidence = link.evidence.strip()
        if link.type == "because" and not evidence:
            yield told("cause", path, variant="none")
        elif evidence and scene.english and link.type in ("because", "therefore", "but", "until"):
            field = field_of(path, "evidence", evidence)
            hits = [*field.reading.of("not_seen"), *field.reading.of("feelings")]
            if hits and not field.reading.has("body_cues"):
                yield told("cause", path, said=words_said(field.reading, sorted(hits)))


def no_direction(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Somebody walks, and nobody knows where to."""
    walking = lexicon().words("walking")
    for beat in facts.beats:
        given = beat.beat
        if given.moves_to.strip() or _aims(given.facing):
            continue
        hit = _first(beat.action, walking)
        if hit is None or any(
            each.start >= hit.end for each in beat.action.hits.get("direction", ()) if not _stays(beat.action, each)
        ):
            continue
        if _is_ride(beat.action, hit):
            continue
        yield told("no_direction", f"{beat.at}.action", said=beat.action.said(hit))


def _aims(facing: str) -> bool:
    return bool(facing.strip())


def _stays(reading: Reading, hit: Hit) -> bool:
    """Words that only look like a direction: to the beat, on and on, up and down."""
    following = reading.words[hit.end : hit.end + 2]
    if reading.word(hit.start - 1) in lexicon().words("body_parts_up"):
        return True
    word, after = reading.words[hit.start], reading.word(hit.end)
    if word == "out" and following in (["of", "breath"], ["of", "step"], ["of", "tune"], ["of", "habit"]):
        return True
    if word in ("around", "round") and (after in ("", ".", ",", "and") or after.endswith("ly")):
        return True
    return reading.words[hit.start] == "to" and following[-1:] in (
        ["music"],
        ["beat"],
        ["rhythm"],
        ["drums"],
        ["song"],
        ["sound"],
    )


def _is_ride(reading: Reading, hit: Hit) -> bool:
    """No way at all: `skips a page`, `runs a finger`, `rides the lift`, the steps of a dance."""
    word, following = reading.words[hit.start], reading.words[hit.end : hit.end + 2]
    if word.startswith(("ride", "riding")):
        return not lexicon().words("carriers").isdisjoint(following)
    if word in ("skips", "runs", "skip", "run", "steps", "rushes", "paces"):
        return (following[:1] and following[0] in ("a", "her", "his", "the", "one", "its", "rope")) or (
            word == "steps" and not following
        )
    return False


def pronoun(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A shot that begins with somebody who has not been named in it."""
    for beat in facts.beats[:1]:
        opening = lexicon().words("opening_pronouns")
        subject, action = beat.beat.subject.strip(), beat.beat.action.strip()
        name = "subject" if subject else "action"
        first = (subject or action).split(" ", 1)[0].strip(".,:;!").lower().replace("’", "'")
        if first in opening and not (first in ("it", "it's") and name == "action"):
            yield told(
                "pronoun", f"{beat.at}.{name}", shot=shot_number(scene), said=(subject or action).split(" ", 1)[0]
            )


SHOT_CHECKS = (two_verbs, untimed, at_once, bodies, idle_hands, weightless, time_jump, no_direction, pronoun)
"""Those that read English."""
ANY_LANGUAGE = (cause,)


def verb_count(text: Reading) -> int:
    """How many things are done in a text."""
    return len(heads(text))

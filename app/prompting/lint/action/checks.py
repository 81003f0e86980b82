"""Checks what happens: one thing at a time, with a count and an end, a weight and a direction."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.domain.finding import Finding
from app.prompting.lint.action.bodies import bodies, idle_hands
from app.prompting.lint.action.causes import cause
from app.prompting.lint.action.directions import is_kind, is_ride, stays
from app.prompting.lint.action.leaps import leaps
from app.prompting.lint.action.timing import heading, untimed
from app.prompting.lint.action.together import at_once
from app.prompting.lint.action.verbs import heads
from app.prompting.lint.face import Scene, shot_number, told
from app.prompting.lint.facts import BeatFacts, ShotFacts
from app.prompting.lint.outside import WholeFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading, read

_TOLD = ("action", "ends_as", "evidence", "subject", "touches", "feeling_shown")


def two_verbs(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A beat in which somebody does several things one after the other."""
    for beat in facts.beats:
        if len(beat.verbs) > 1:
            said = "”, “".join(beat.verbs[:3])
            yield told("two_verbs", f"{beat.at}.action", said=said, n=len(beat.verbs))


def weightless(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Something fast that pushes against nothing."""
    fast = lexicon().words("fast_verbs")
    for beat in facts.beats:
        if beat.beat.touches.strip() or _weighs(beat):
            continue
        hit = _fast(beat.action, fast) or next(iter(beat.action.of("fast_phrases")), None)
        if hit and not _has_no_body(beat):
            yield told("weightless", f"{beat.at}.action", said=beat.action.said(hit))


def _weighs(beat: BeatFacts) -> bool:
    """Whether anything has weight or touches; the foot of a stair does not, nor does who goes head over heels."""
    return any(
        not _is_figure(reading, hit)
        for reading in (field.reading for field in beat.fields if "weight_words" in field.reading.hits)
        for hit in reading.of("weight_words")
    )


_IN_HEELS = frozenset({("head", "over"), ("to", "his"), ("to", "her"), ("to", "their")})


def _is_figure(reading: Reading, hit: Hit) -> bool:
    word, before = reading.words[hit.start], reading.word(hit.start - 1)
    if word == "foot":
        return reading.word(hit.end) == "of" or before == "on"
    return word == "heels" and (reading.word(hit.start - 2), before) in _IN_HEELS


_BEHIND_NOUNS = frozenset({"of", "are", "were", "stand", "lie", "sit", "hang", "wait", "have", "had"})
"""What follows rockets that stand in a crate, and the bounds of a field."""


_FLOWING = frozenset({"river", "stream", "water", "tide", "wind", "traffic", "clouds", "brook", "current", "rain"})
"""What is fast without a body."""


_BODILESS = frozenset(
    [
        *("beam", "beams", "light", "lights", "shadow", "shadows", "glow", "glare", "flash", "ray", "rays", "sunbeam"),
        *("sunbeams", "moonbeam", "sunlight", "moonlight", "lamplight", "spotlight", "searchlight", "reflection"),
        *("reflections", "glint", "sound", "echo", "echoes", "noise", "voice", "music", "melody", "laughter", "ripple"),
        *("ripples", "silhouette", "silhouettes", "highlight", "highlights", "gleam", "smell", "scent", "siren"),
    ]
)
"""What races over a wall and can have no weight."""


def _has_no_body(beat: BeatFacts) -> bool:
    """The beam of the lighthouse, his shadow on the wall: who acts is a light or a sound."""
    words = read(beat.who).words if beat.who and "{cast:" not in beat.who else []
    if not words:
        before = beat.action.words[:5]
        words = before if before[:1] and before[0] in _ARTICLES else []
    at = max((at for at, word in enumerate(words) if word in _BODILESS), default=-1)
    behind = words[at + 1 : at + 2]
    return at >= 0 and (not behind or not behind[0].isalpha() or behind[0] in _OF_IT or behind[0].endswith("s"))


_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its", "one"})
_OF_IT = frozenset({"of", "from", "on", "in", "under", "behind", "that", "across"})


def _fast(reading: Reading, fast: frozenset[str]) -> Hit | None:
    if fast.isdisjoint(reading.words):
        return None
    other = reading.hits.get("tear_things", ())
    for place, word in enumerate(reading.words):
        if reading.word(place + 1) in _BEHIND_NOUNS or reading.word(place - 1) in _FLOWING:
            continue
        if word in fast and (word.startswith("zoom") or _of_a_lens(reading, place)):
            continue
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


def _of_a_lens(reading: Reading, place: int) -> bool:
    """Whether the camera is what is fast: it has no feet."""
    begin = reading.sentence_of(place)[0]
    return any(begin <= camera.start < place for camera in reading.hits.get("camera_noun", ()))


def time_jump(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Time passes where there is no cut."""
    for place, beat in enumerate(facts.beats):
        for field in beat.fields:
            if field.name not in _TOLD and field.name != "moves_to":
                continue
            for hit in _jumps(field.reading):
                opening = scene.place > 0 and place == 0 and field.name in ("subject", "action") and hit.start == 0
                if not opening and not _is_soon(field.reading, hit) and not _so_far(field.reading, hit):
                    yield told("time_jump", field.path, said=field.reading.said(hit))
                    break
            else:
                continue
            break


def jumps_at_the_end(outside: WholeFacts) -> Iterator[Finding]:
    """A last picture of another time than the shot it ends: `a week later: the wrench, rusted`."""
    for field in outside.named("final_picture"):
        for hit in _jumps(field.reading):
            if not (_is_soon(field.reading, hit) or _so_far(field.reading, hit) or _is_wear(field.reading, hit)):
                yield told("time_jump", field.path, said=field.reading.said(hit))
                return


def _is_wear(reading: Reading, hit: Hit) -> bool:
    """Rusted by years of rain, tired after a day's work: what time has made of somebody before the shot began."""
    worn = reading.word(hit.start - 1) in ("by", "with", "from", "of")
    return worn or any(word.endswith(("'s", "s'")) for word in reading.words[hit.start : hit.end])


@lru_cache(maxsize=4096)
def _jumps(reading: Reading) -> tuple[Hit, ...]:
    """Where a text leaps over time; read once."""
    return (*reading.of("time_jump"), *leaps(reading))


_OVERNIGHT = frozenset(
    [
        *("oats", "bag", "bags", "case", "train", "bus", "ferry"),
        *("coach", "guest", "guests", "mail", "parcel"),
    ]
)
"""What is called after a night, in which none goes by."""


def _so_far(reading: Reading, hit: Hit) -> bool:
    """`The shop she has run for years`: how long it has been so, and no time that goes by."""
    if reading.words[hit.start] != "for":
        return False
    return not _HAVING.isdisjoint(reading.words[max(0, hit.start - 4) : hit.start])


_HAVING = frozenset({"has", "have", "had", "he's", "she's", "they've", "hasn't", "haven't", "hadn't"})


def _is_soon(reading: Reading, hit: Hit) -> bool:
    if reading.words[hit.start] not in ("later", "overnight", "tomorrow", "eventually", "previously"):
        return False
    if reading.word(hit.start - 1) in lexicon().words("determiners") and hit.end == hit.start + 1:
        return reading.word(hit.end) not in ("date", "time", "point", "day", "hour", "year", "stage", "")
    if reading.words[hit.start] == "overnight" and reading.word(hit.end) in _OVERNIGHT:
        return True
    before = reading.words[max(0, hit.start - 3) : hit.start]
    return not lexicon().words("soon").isdisjoint(before) or reading.word(hit.end) in ("than", "on")


def no_direction(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Somebody walks, and nobody knows where to."""
    walking = lexicon().words("walking")
    for beat in facts.beats:
        given = beat.beat
        if given.moves_to.strip() or _aims(given.facing):
            continue
        hit = heading(beat.action, walking) or next(iter(beat.action.of("walk_phrases")), None)
        hit = hit or _walks_next(beat.action, walking)
        if hit is None or any(
            each.start >= hit.end for each in beat.action.hits.get("direction", ()) if not stays(beat.action, each)
        ):
            continue
        if is_ride(beat.action, hit) or _comes_in(beat.action, hit):
            continue
        yield told("no_direction", f"{beat.at}.action", said=beat.action.said(hit))


def _comes_in(reading: Reading, hit: Hit) -> bool:
    """Hobbles in, hangs up his scarf: from outside the frame."""
    return reading.word(hit.end) == "in" and reading.word(hit.end + 1) in ("", ",", ".", ";", "and", "then", "carrying")


def _walks_next(reading: Reading, walking: frozenset[str]) -> Hit | None:
    """Gets up and shuffles along: somebody walks after something else was done."""
    if walking.isdisjoint(reading.words):
        return None
    for place, word in enumerate(reading.words):
        if word not in walking or not word.endswith("s") or place == 0 or reading.negated(place):
            continue
        at = place - 1 - (reading.word(place - 1).endswith("ly") and place > 1)
        if reading.words[at] in ("and", "then") and not is_kind(reading, place):
            return Hit(place, place + 1)
    return None


def _aims(facing: str) -> bool:
    return bool(facing.strip())


def pronoun(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A shot that begins with somebody who has not been named in it."""
    for beat in facts.beats[:1]:
        subject, action = beat.beat.subject.strip(), beat.beat.action.strip()
        name = "subject" if subject else "action"
        said = opening_pronoun(read(subject or action))
        if said and not (said.lower() in ("it", "it's") and name == "action" and _is_weather(beat.action)):
            yield told("pronoun", f"{beat.at}.{name}", shot=shot_number(scene), said=said)


@lru_cache(maxsize=512)
def opening_pronoun(reading: Reading) -> str:
    """The pronoun that a text begins with, also behind `then`, `in the doorway,` or `we see`; empty where none does."""
    book, words = lexicon(), reading.words
    if not words:
        return ""
    if words[0] in book.words("opening_pronouns"):
        return reading.raw[0]
    if words[0] == "we" and reading.word(2) in book.words("watched_pronouns"):
        return reading.raw[2]
    if words[0] in ("both", "all", "one", "each", "neither") and words[1:3] == ["of", "them"]:
        return reading.raw[2]
    if words[0] not in book.words("before_subject") and not words[0].endswith("ly"):
        return ""
    for place, word in enumerate(words[:_FRONTED]):
        if word in book.words("subject_pronouns"):
            return reading.raw[place]
        if word[:1] == "{" or (place and word in _STOPPED) or (place and reading.raw[place][0].isupper()):
            return ""
        if word in book.words("persons") or word in book.words("opening_pronouns"):
            return ""
    return ""


def _is_weather(action: Reading) -> bool:
    """An `it` that stands for nobody: `it rains`, `it is dark`, `then it begins to snow`."""
    at = next((place for place, word in enumerate(action.words) if word in ("it", "it's")), 0)
    return not lexicon().words("it_verbs").isdisjoint(action.words[at + 1 : at + 4])


_FRONTED = 7
"""So many words may stand before who acts."""
_STOPPED = frozenset({".", ";", ":", '"', "and", "who", "that", "which"})

SHOT_CHECKS = (two_verbs, untimed, at_once, bodies, idle_hands, weightless, time_jump, no_direction, pronoun)
"""Those that read English."""
ANY_LANGUAGE = (cause,)


def verb_count(text: Reading) -> int:
    """How many things are done in a text."""
    return len(heads(text))

"""Checks lines: time to say them, a speaker with a name, an action before and a word between, capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from app.domain.draft import Beat, Line
from app.domain.finding import Finding
from app.prompting.lint.face import Scene, found_at_row, mend, put, shot_number, told
from app.prompting.lint.facts import BeatFacts, ShotFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import read

_WHO = r"(?:he|she|they|it|someone|somebody|him|her|who|everyone|everybody|anyone|another|the other|one of them)"
_SAYS = (
    r"(?:says?|asks?|whispers?|shouts?|replies|reply|answers?|mutters?|yells?|adds?|calls?(?: out)?|murmurs?|screams?"
    r"|sighs?|snaps?|laughs?|cries|cry|hisses|hiss|barks?|growls?|goes|go|begs?|pleads?|insists?|admits?|announces?"
    r"|exclaims?|gasps?|groans?|grumbles?|jokes?|lies|mumbles?|offers?|orders?|promises?|protests?|quips?|remarks?"
    r"|repeats?|roars?|sings?|sneers?|sobs?|stammers?|teases?|tells? \w+|thinks?|warns?|wonders?|declares?|continues?"
    r"|explains?|responds?|retorts?|blurts?(?: out)?|chants?|croaks?|drawls?|urges?|demands?|greets? \w+|counts?)"
)


@cache
def _tags() -> re.Pattern[str]:
    """Who says what is quoted, in front of it or behind; made where a text quotes something."""
    return re.compile(
        rf"\b{_WHO}\b[ ,]+(?:\w+ly )?{_SAYS}(?: \w+ly)?[ ,:]*[\"“'‘]"
        rf"|\b(?:he|she|they|someone|somebody)\b(?: \w+){{1,4}}[:,] *[\"“]"
        rf"|[\"”’'][ ,]*(?:{_WHO} (?:\w+ly )?{_SAYS}|{_SAYS} {_WHO})\b",
        re.IGNORECASE,
    )


def _quotes(text: str) -> bool:
    """Whether a text has marks of quoting, and not only a letter left out: `Ines's`."""
    if _MARKS.isdisjoint(text):
        return False
    return not _SURE_MARKS.isdisjoint(text) or any(mark in f" {text} " for mark in _LONE)


_SURE_MARKS = frozenset('"“”‘')
_LONE = (" '", "' ", ",'", "',", ":'", ".'", "'.", "!'", "?'", "('", "')", "’ ", "’,", "’.", ",’", ".’", "!’", "?’")
_INSIDE = re.compile(r"([\"“])[^\"“”]*([\"”])")
"""A quote with what is said in it."""
_MARKS = frozenset("\"“'‘")
_ACTED = ("action", "ends_as")
_LATER = {"start": "after_action", "mid": "end", "after_action": "end"}
"""When the second of two lines comes that were at the same moment."""
_QUOTE = re.compile(r"\"[^\"]+\"|“[^”]+”")
_SPOKEN_FIRST = re.compile(r"\"[^\"]+\"|“[^”]+”|'[^']+'(?!\w)|‘[^’]+’(?!\w)")
_LEADS = (
    "then",
    "after",
    "before",
    "immediately",
    "beat",
    "when",
    "once",
    "as",
    "next",
    "finally",
    "pause",
    "moment",
    "while",
    "later",
    "until",
)
_WHERE_THEY_ARE = re.compile(
    r"[ ,]+(?:in|from|at) the (?:crowd|background|back|distance|audience|room|scene|group|video|shot|picture)$"
    r"|[ ,(]+(?:off|off-screen|offscreen|on screen|o\.?s\.?|v\.?o\.?|voice-over|voiceover)\)?$"
)
"""What tells nobody from anybody else."""
_FEW = 7
"""An action of more words has something in it besides speech."""
_JOINED = frozenset({"and", ",", "then", "while", "as", ";", ".", "into", "over", "with"})
_ABOUT = frozenset({"phone", "receiver", "microphone", "mic", "door", "intercom", "radio", "mirror"})
_CAPITAL = re.compile(r"[A-Z][^\W_]*(?:['’][^\W_]+)*")


def speech(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Lines that do not fit into the time they have."""
    for window in facts.windows:
        if window.fits == "fits":
            continue
        seconds = f"{max(0.0, window.end - window.start):.1f}".removesuffix(".0")
        if window.rate > scene.limits.words_a_second:
            yield found_at_row(
                scene,
                "speech",
                f"{window.path}.text",
                "limits.words_a_second",
                variant="late",
                n=window.words,
                seconds=seconds,
            )
        else:
            yield told("speech", f"{window.path}.text", n=window.words, seconds=seconds)


def speaker(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Lines of nobody, of a pronoun, or of somebody general."""
    for fact in facts.beats:
        for line in fact.beat.lines:
            if line.text.strip():
                yield from _spoken_by(fact, line, scene)
        if scene.english:
            for field in fact.fields:
                if field.name in _ACTED and _quotes(field.text) and _tags().search(_INSIDE.sub(r"\1\2", field.text)):
                    yield told("speaker", field.path, variant="words")


def _spoken_by(fact: BeatFacts, line: Line, scene: Scene) -> Iterator[Finding]:
    path = f"{fact.at}.lines[{line.id}].speaker"
    said = line.speaker.strip()
    bare = said.lower().strip(" .:[]()").replace("’", "'")
    if not said:
        subject = fact.beat.subject.strip()
        fix = mend("spoken_by", [put(path, subject)], name=_name(scene, subject)) if scene.member(subject) else None
        yield told("speaker", path, variant="none", fix=fix)
    elif bare in lexicon().words("pronouns"):
        yield told("speaker", path, said=said)
    elif scene.english:
        member = scene.member(said)
        label = _bare_name(member.label if member else said)
        if label in _generic() and (member is None or not (member.identity and len(label.split()) > 1)):
            where = f"cast[{member.id}].label" if member else path
            yield told("generic_speaker", where, said=member.label if member else said)


_LEADING = re.compile(
    r"^(?:(?:the|a|an|another|some|other|first|second|third|fourth|1st|2nd|3rd|random|unnamed|unknown|offscreen"
    r"|off-screen|unseen)\s+)+"
)


@lru_cache(maxsize=256)
def _bare_name(label: str) -> str:
    """A name without its article and number."""
    small = label.lower().strip(" .:[]()")
    small = _WHERE_THEY_ARE.sub("", _LEADING.sub("", small))
    return re.sub(r"\s*#?\d+$|\s+(?:one|two|three|[a-d])$", "", small)


def _name(scene: Scene, token: str) -> str:
    member = scene.member(token)
    return (member.label or member.id) if member else token


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return lexicon().words("generic_speakers")


def lines_in_turn(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """For Kling: a line with nothing done before it, and two lines with no word between."""
    if not scene.dialect_of_kling:
        return
    done, timed = False, not scene.speaks("kling")
    for fact in facts.beats:
        beat = fact.beat
        done = done or (bool(beat.action.strip()) and not _is_only_said(fact))
        if beat.lines and any(line.text.strip() for line in beat.lines) and not done:
            yield told("line_first", f"{fact.at}.action", shot=shot_number(scene))
        done = done or bool(beat.lines)
        marked = not _MARKS.isdisjoint(beat.action)
        if marked or beat.lines:
            yield from _unlinked(fact, beat, timed=timed)
        if marked and scene.english and _SPOKEN_FIRST.match(beat.action.strip()):
            yield told("line_first", f"{fact.at}.action", variant="words")


def _is_only_said(fact: BeatFacts) -> bool:
    """`Says it`, `whispers to Bo`: an action of a beat with lines that is nothing but its lines."""
    words = fact.action.words
    if not fact.beat.lines or len(words) > _FEW or not _JOINED.isdisjoint(words):
        return False
    said = lexicon().words("said_only")
    begin = next((place for place, word in enumerate(words) if not word.startswith("{") and not word.endswith("ly")), 0)
    return bool(words) and words[begin] in said and _ABOUT.isdisjoint(words)


def _unlinked(fact: BeatFacts, beat: Beat, *, timed: bool) -> Iterator[Finding]:
    """Two quotes in one text without a word that leads from one to the other; or two lines that no times part."""
    # a Chinese text has words of its own between two quotes
    skipped = _MARKS.isdisjoint(beat.action) or fact.action.votes < 0
    quotes = [] if skipped else list(_QUOTE.finditer(beat.action))
    for one, other in pairwise(quotes):
        between = read(beat.action[one.end() : other.start()]).words
        if not any(word in _LEADS for word in between):
            text = f"{beat.action[: one.end()]} {_linked(beat.action[one.end() :])}"
            yield told(
                "unlinked_lines", f"{fact.at}.action", fix=mend("after_a_beat", [put(f"{fact.at}.action", text)])
            )
            return
    same = [] if timed else [line for line in beat.lines if line.text.strip()]
    for one_line, next_line in pairwise(same):
        apart = one_line.at != next_line.at or one_line.speaker.strip() == next_line.speaker.strip()
        if not apart and not any(word in _LEADS for word in read(next_line.delivery).words):
            first, path = f"{fact.at}.lines[{one_line.id}].at", f"{fact.at}.lines[{next_line.id}].at"
            later = _LATER.get(next_line.at)
            fix = mend("one_after_another", [put(path, later) if later else put(first, "start")])
            yield told("unlinked_lines", path, variant="at", fix=fix)
            return


def _linked(rest: str) -> str:
    bare = rest.lstrip(" .,;")
    bare = re.sub(r"^and ", "", bare)
    return f"After a beat, {bare}" if bare else rest


def capitals(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """For Kling at fal: capitals that are spelled out."""
    if scene.provider != "fal" or not scene.dialect_of_kling:
        return
    names = frozenset(word for member in scene.cast for word in member.label.split())
    for fact in facts.beats:
        for line in fact.beat.lines:
            if line.language and not line.language.lower().startswith("en"):
                continue
            lowered = small(line.text, names)
            if lowered != line.text:
                path = f"{fact.at}.lines[{line.id}].text"
                yield told("capitals", path, fix=mend("small_letters", [put(path, lowered)]))


@lru_cache(maxsize=512)
def small(text: str, names: frozenset[str]) -> str:
    """A line in small letters but for names, I and what is spelled anyway."""
    shouted = sum(word.isupper() and len(word) > 1 for word in re.findall(r"[^\W\d_]+", text))
    whole = shouted > 1 and shouted * 2 > len(re.findall(r"[^\W\d_]+", text))

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        bare = word.replace("’", "'")
        if bare in names or bare == "I" or bare.startswith("I'"):
            return word
        if word.isupper() and len(word) > 1:
            spelled = bare.lower() in lexicon().words("acronyms") - _STRESSED or (
                len(word) <= 6 and not whole and not set("AEIOUY") & set(word[:4])
            )
            return word if spelled else _or_name(word, names)
        return word.lower() if bare.lower() in lexicon().words("spoken_names") or _is_doing(bare.lower()) else word

    return _CAPITAL.sub(lower, text)


_STRESSED = frozenset({"not", "very", "all", "must", "only", "never", "always", "one", "two"})
"""What somebody says loud, and nobody spells."""


def _is_doing(word: str) -> bool:
    book = lexicon()
    return word in book.words("main_verbs") or word in book.words("open_verbs")


def _or_name(word: str, names: frozenset[str]) -> str:
    return next((name for name in names if name.upper() == word), word.lower())


SHOT_CHECKS = (speech, speaker, lines_in_turn, capitals)

"""Says what happens when: beats, spoken lines and sound cues of a draft, each with its seconds in the whole film."""

from __future__ import annotations

from typing import NamedTuple

from app.animatic.wording import Words, named, plain, sentence
from app.domain.draft import Beat, Draft
from app.domain.speech import LineWindow, windows

FLASH = 0.8
"""Seconds a short sound stays to be seen."""


class BeatSpan(NamedTuple):
    """One beat. `number` counts from 1 over the film; `text` is its sentence without the link word."""

    number: int
    start: float
    end: float
    shot: int
    beat: Beat
    name: str
    link: str
    text: str
    path: str


class LineSpan(NamedTuple):
    """One spoken line, for as long as it takes to say."""

    start: float
    end: float
    speaker: str
    speaker_id: str
    text: str
    on_screen: bool
    beat: int
    path: str


class CueSpan(NamedTuple):
    """One sound: `end` is when its sign goes, not when the tone stops. `place` is ("cast"|"prop", id) or None."""

    start: float
    end: float
    kind: str
    text: str
    place: tuple[str, str] | None
    beat: int
    path: str


class Timeline(NamedTuple):
    """Everything that has its time, each list in order. `starts` are the shots' starts."""

    seconds: float
    starts: tuple[float, ...]
    beats: tuple[BeatSpan, ...]
    lines: tuple[LineSpan, ...]
    cues: tuple[CueSpan, ...]

    def shot_at(self, t: float) -> int:
        """Index of the shot that is on at `t`; 0 for a draft without shots."""
        found = 0
        for index, start in enumerate(self.starts):
            if t + 1e-6 >= start:
                found = index
        return found

    def beat_at(self, t: float) -> BeatSpan | None:
        """The beat under way, or the last one of a shot that holds."""
        shot = self.shot_at(t)
        found = None
        for span in self.beats:
            if span.shot == shot and t + 1e-6 >= span.start:
                found = span
        return found

    def line_at(self, t: float) -> LineSpan | None:
        """The line being spoken."""
        return next((line for line in self.lines if line.start <= t < line.end), None)

    def cues_at(self, t: float) -> tuple[CueSpan, ...]:
        """The sounds to be shown."""
        return tuple(cue for cue in self.cues if cue.start <= t < cue.end)


def timeline(draft: Draft, words: Words) -> Timeline:
    """The times of a draft."""
    starts: list[float] = []
    beats: list[BeatSpan] = []
    lines: list[LineSpan] = []
    cues: list[CueSpan] = []
    spoken: dict[str, LineWindow] = {}
    shot_start = 0.0
    for index, shot in enumerate(draft.shots):
        starts.append(shot_start)
        shot_end = shot_start + shot.seconds
        start = shot_start
        if any(line.text.strip() for beat in shot.beats for line in beat.lines):
            spoken.update((f"shots[{shot.id}].{window.path.split('.', 1)[1]}", window) for window in windows(shot))
        for beat in shot.beats:
            end = min(start + beat.seconds, shot_end)
            if end <= start:
                break
            number = len(beats) + 1
            link, text = sentence(draft, beat, words)
            path = f"shots[{shot.id}].beats[{beat.id}]"
            beats.append(BeatSpan(number, start, end, index, beat, _name(draft, beat, words), link, text, path))
            lines += _lines(draft, beats[-1], spoken, shot_start)
            cues += _cues(draft, beats[-1])
            start = end
        shot_start = shot_end
    return Timeline(draft.seconds, tuple(starts), tuple(beats), tuple(lines), tuple(cues))


def _name(draft: Draft, beat: Beat, words: Words) -> str:
    if beat.purpose:
        key = f"term.purpose.{beat.purpose}"
        shown = words(key)
        return shown if shown != key else beat.purpose
    action = plain(draft, beat.action)
    return action[:1].upper() + action[1:]


def _lines(draft: Draft, span: BeatSpan, spoken: dict[str, LineWindow], shot_start: float) -> list[LineSpan]:
    found: list[LineSpan] = []
    for line in span.beat.lines:
        window = spoken.get(f"{span.path}.lines[{line.id}]")
        text = plain(draft, line.text)
        if window is None or not text:
            continue
        who = named(draft, line.speaker)
        speaker = plain(draft, line.speaker)
        found.append(
            LineSpan(
                shot_start + window.start,
                shot_start + window.spoken_end,
                speaker,
                who[1] if who else "",
                text,
                line.on_screen,
                span.number,
                f"{span.path}.lines[{line.id}]",
            )
        )
    return found


def _cues(draft: Draft, span: BeatSpan) -> list[CueSpan]:
    found: list[CueSpan] = []
    length = span.end - span.start
    for cue in span.beat.sounds:
        text = plain(draft, cue.text)
        place = named(draft, cue.text) or named(draft, span.beat.touches) or named(draft, span.beat.subject)
        lasts = cue.sync == "under" or cue.kind in ("ambience", "music")
        start = span.start
        if cue.sync == "on_action":
            start += length * 0.3
        elif cue.sync == "after":
            start += max(0.0, length - FLASH)
        end = span.end if lasts else min(start + FLASH, max(span.end, start + 0.2))
        if text or cue.kind != "silence":
            path = f"{span.path}.sounds[{cue.id}]"
            found.append(CueSpan(start, end, cue.kind, text or cue.kind, place, span.number, path))
    return found

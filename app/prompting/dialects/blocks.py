"""What the dialects share that tell a clip stretch by stretch: framing, moves, lines and sounds of one of them."""

from __future__ import annotations

from collections.abc import Callable

from app.prompting.camera_prose import Clock, Path, camera_sentences, framing, path_of
from app.prompting.dialects.takes import opening
from app.prompting.dialogue import Speech
from app.prompting.outline import Said
from app.prompting.sheet import Sheet
from app.prompting.sounds import beat_cues, listed
from app.prompting.spans import NOTHING, Page, Phrase, Strip, sentences
from app.prompting.windows import Window


def filmed(sheet: Sheet, window: Window, name: str, write: Callable[..., None], *given: object) -> Strip:
    """What `write` puts on a page of the camera of a stretch: as no word of a beat has a part in it, it is kept."""
    shot = window.shot
    values = (name, shot.id, shot.cut_in, shot.support, shot.shake, shot.lens, shot.seconds, shot.light_override)
    return sheet.strip((shot.keys, window.times), values, write, sheet, window, *given)


def begin(sheet: Sheet, window: Window, *, cut_to: bool = False) -> Phrase:
    """The framing a stretch begins with: how its shot opens, or what the camera has come to."""
    path = path_of(sheet, window.shot, window.place)
    if window.opens_shot:
        return opening(sheet, path, window.place, cut_to=cut_to)
    passed = [key for key in path.keys if key.t <= window.times.drawn[0] + 1e-6]
    return framing(sheet, path, passed[-1]) if len(passed) > 1 else []


def moves(sheet: Sheet, window: Window, *, alone: bool = False) -> list[Phrase]:
    """The camera in a stretch, one sentence for each move; nothing where it goes on as it was."""
    part = within(path_of(sheet, window.shot, window.place), window)
    if not (part.moves or part.stills or window.opens_shot):
        return []
    clock = Clock(window.times.before, window.times.drawn)
    return camera_sentences(sheet, part, alone=alone, clock=clock)


def within(path: Path, window: Window) -> Path:
    """The camera path with only what begins inside a stretch."""
    start, end = window.times.drawn
    last = end >= path.shot.seconds - 1e-6

    def inside(leave: float) -> bool:
        return start - 1e-6 <= leave < end - 1e-6 or (last and leave >= end - 1e-6)

    return path._replace(
        moves=tuple(each for each in path.moves if inside(each.leave)),
        stills=tuple(each for each in path.stills if inside(each.leave)),
    )


def spoken(window: Window, speech: Speech) -> Strip:
    """What is said in a stretch, each line with its speaker."""
    lines = [Said(window.shot, beat, line) for beat in window.beats for line in beat.lines if line.text.strip()]
    return speech.line_strip(lines, "told", _spoken, lines, speech)


def _spoken(lines: list[Said], speech: Speech, page: Page) -> None:
    page.add("lines", sentences(speech.told_series(lines)))


def heard(sheet: Sheet, window: Window, lead: str = "") -> Strip:
    """What is heard in a stretch beside the lines, after a leading word."""
    nouns = tuple([beat.sounds for beat in window.beats])
    if not any(nouns):
        return NOTHING
    values = ("heard", lead, window.shot.id, *[beat.id for beat in window.beats])
    return sheet.strip(nouns, values, _heard, sheet, window, lead)


def _heard(sheet: Sheet, window: Window, lead: str, page: Page) -> None:
    page.add("sound", listed(cues(sheet, window), lead))


def cues(sheet: Sheet, window: Window) -> list[Phrase]:
    """What is heard in a stretch beside the lines."""
    return [cue for beat in window.beats for cue in beat_cues(sheet, window.shot, beat)] if sheet.audible else []


def clock_face(seconds: float) -> str:
    """A moment of a clip as `00:04`."""
    whole = int(seconds + 0.5)
    return f"{whole // 60:02d}:{whole % 60:02d}"

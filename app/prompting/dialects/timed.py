"""Timed prose: a head with look, place and cast, then a block for each stretch of time, labelled as the model likes."""

from __future__ import annotations

from functools import partial
from typing import Literal, NamedTuple

from app.domain.model import Model
from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import last_ending, told
from app.prompting.anchors import anchor
from app.prompting.camera_prose import Clock, Path, camera_sentences, framing, path_of
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.takes import opening
from app.prompting.dialogue import Said, Speech, all_lines
from app.prompting.fit import number
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, beat_cues, effects, listed, music, wants_no_music
from app.prompting.spans import Page, Phrase, Piece, joined, sentence, sentences
from app.prompting.windows import Window, beat_windows, shot_windows


class Style(NamedTuple):
    """How one family of models wants its time: what a block is, how it is labelled, and how short it may be."""

    blocks: Literal["beats", "shots", "none"]
    label: Literal["seconds", "clock", "moment", "shot", "shot_seconds", "none"]
    least: float = 0.0
    whole: bool = False

    @property
    def flows(self) -> bool:
        """Whether the text is one paragraph without labels, so that only words can say that there is a cut, and
        without a “no”, which would only call for what it denies."""
        return self.label == "none"


STYLES: dict[str, Style] = {
    "veo": Style("beats", "clock", least=2.0, whole=True),
    "runway": Style("beats", "moment", least=1.0, whole=True),
    "seedance": Style("shots", "shot", least=3.0),
    "ltx": Style("none", "none"),
    "kling-4": Style("shots", "shot_seconds"),
    "generic": Style("beats", "seconds"),
}
"""Styles by the word that stands among a row's tags, or in its id; `generic` for every other model."""


def style_of(model: Model) -> Style:
    """The style a model's row asks for by tag, else the one its id speaks of."""
    for name, style in STYLES.items():
        if name in model.tags:
            return style
    words = model.id.lower()
    return next((style for name, style in STYLES.items() if name in words), STYLES["generic"])


def write_timed(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The head, the blocks, and the closing wishes."""
    style = style_of(sheet.model)
    between = " " if style.blocks == "none" else "\n"
    speech = Speech(sheet)
    draft = sheet.draft
    set_ = (draft.look, draft.light, draft.place)
    page.put(sheet.strip(set_, ("timed head", write.named_props(sheet)), partial(_head, sheet)))
    windows = (
        shot_windows(sheet) if style.blocks != "beats" else beat_windows(sheet, least=style.least, whole=style.whole)
    )
    for number_, window in enumerate(windows):
        first = number_ == 0
        values = (style, first, *window[3:], len(window.beats), sheet.fit.shots[: window.place + 1])
        before = partial(_until_spoken, sheet, style, window, first)
        page.put(sheet.strip((window.shot, *set_), ("timed block", *values), before), between)
        page.add("lines", sentences(_lines(window, speech)), " ")
        page.put(sheet.strip((window.shot,), ("timed end", *values), partial(_after_spoken, sheet, style, window)), " ")
    spoken = bool(all_lines(draft))
    wishes = (draft.look, draft.sound, draft.ends, draft.avoid, draft.locks)
    tail = sheet.strip(wishes, ("timed tail", style.flows, spoken), partial(_tail, sheet, style.flows, spoken))
    page.put(tail, between)
    return ()


def _head(sheet: Sheet, page: Page) -> None:
    for section, phrase in (
        ("look", sentence(write.style(sheet))),
        ("place", sentence(write.setting(sheet, introduce=True))),
        ("place", write.planes(sheet, introduce=True)),
        ("cast", sentences(write.cast_sentences(sheet))),
        ("place", sentences(write.prop_phrases(sheet))),
        ("light", sentence(joined([write.hour(sheet), write.light(sheet)]))),
        ("look", sentence(write.lens(sheet))),
    ):
        page.add(section, phrase, " ")


# ----------------------------------------------------------------------------------------------------------- blocks


def _label(style: Style, window: Window) -> Phrase:
    """The label of a block. Its borders belong to the shot it opens and to the beat it ends."""
    shot = f"shots[{window.shot.id}].seconds"
    ends = f"shots[{window.shot.id}].beats[{window.beats[-1].id}].seconds" if window.beats else shot
    starts = shot if window.opens_shot else ""
    count = number(round(window.end - window.start, 2))
    if style.label == "seconds":
        return [
            Piece("["),
            Piece(number(window.start), starts),
            Piece("-"),
            Piece(number(window.end), ends),
            Piece("s]"),
        ]
    if style.label == "clock":
        return [
            Piece("["),
            Piece(_clock(window.start), starts),
            Piece("-"),
            Piece(_clock(window.end), ends),
            Piece("]"),
        ]
    if style.label == "moment":
        return [Piece("["), Piece(_clock(window.start), starts or ends), Piece("]")]
    if style.label == "shot":
        return [Piece(f"Shot {window.place + 1}:")]
    if style.label == "shot_seconds":
        return [Piece(f"Shot {window.place + 1} ("), Piece(f"{count}s", shot), Piece("):")]
    return []


def _clock(seconds: float) -> str:
    whole = int(seconds + 0.5)
    return f"{whole // 60:02d}:{whole % 60:02d}"


def _until_spoken(sheet: Sheet, style: Style, window: Window, first: bool, page: Page) -> None:
    """What is seen in one stretch of time."""
    path = path_of(sheet, window.shot, window.place)
    part = _within(path, window)
    opens = window.opens_shot
    begin = opening(sheet, path, window.place, cut_to=style.flows) if opens else _framing(sheet, path, window)
    short = [] if first else anchor(sheet, window.shot)
    own_light = sheet.text(window.shot.light_override, f"shots[{window.shot.id}].light_override") if first else []
    clock = Clock(sum(sheet.fit.shots[: window.place]), window.drawn)
    story = told(sheet, window.shot, window.beats)
    speaks = part.moves or part.stills or opens
    moves = camera_sentences(sheet, part, alone=not style.flows, clock=clock) if speaks else []
    page.add("shot", _label(style, window))
    for section, phrase in (
        ("camera", sentence(begin)),
        ("place", sentence(joined([short, own_light]))),
        ("beats", joined(story.sentences, " ")),
        ("camera", joined(moves, " ")),
        ("look", sentence(write.own_lens(sheet, window.shot)) if opens else []),
    ):
        page.add(section, phrase, " ")


def _lines(window: Window, speech: Speech) -> list[Phrase]:
    return [
        speech.told(Said(window.shot, beat, line)) for beat in window.beats for line in beat.lines if line.text.strip()
    ]


def _after_spoken(sheet: Sheet, style: Style, window: Window, page: Page) -> None:
    """What is heard, and how the stretch ends."""
    cues = [cue for beat in window.beats for cue in beat_cues(sheet, window.shot, beat)] if sheet.audible else []
    page.add("sound", listed(cues, "We hear" if style.flows else "SFX:"))
    page.add("beats", last_ending(sheet, window.shot, window.beats), " ")


def _within(path: Path, window: Window) -> Path:
    """The camera path with only what begins inside a window."""
    start, end = window.drawn
    last = end >= path.shot.seconds - 1e-6

    def inside(leave: float) -> bool:
        return start - 1e-6 <= leave < end - 1e-6 or (last and leave >= end - 1e-6)

    return path._replace(
        moves=tuple(each for each in path.moves if inside(each.leave)),
        stills=tuple(each for each in path.stills if inside(each.leave)),
    )


def _framing(sheet: Sheet, path: Path, window: Window) -> Phrase:
    """How a block inside a shot is framed: what the camera has come to."""
    passed = [key for key in path.keys if key.t <= window.drawn[0] + 1e-6]
    return framing(sheet, path, passed[-1]) if len(passed) > 1 else []


# ------------------------------------------------------------------------------------------------------------- tail


def _tail(sheet: Sheet, flowing: bool, spoken: bool, page: Page) -> None:
    """The language, what is heard throughout, colours, mood and the closing wishes."""
    rows: list[tuple[str, Phrase]] = [("lines", Speech(sheet).language() if spoken else [])]
    if sheet.audible:
        lead = "All the while we hear" if flowing else "Ambient noise:"
        rows.append(("sound", listed([*ambience(sheet), *effects(sheet)], lead)))
        natural: Phrase = [Piece("Natural sound only.", "sound.music")]
        rows.append(("sound", natural if flowing and wants_no_music(sheet) else music(sheet)))
    colours, tone = write.palette(sheet), write.mood(sheet)
    rows += [
        ("look", sentence([Piece("Palette of "), *colours]) if colours else []),
        ("look", sentence([Piece("The mood is " if flowing else "Mood: "), *tone]) if tone else []),
        ("ending", joined([write.final_picture(sheet), write.locked(sheet), write.avoidance(sheet)], " ")),
    ]
    for section, phrase in rows:
        page.add(section, phrase, " ")


TIMED = Dialect("timed", write_timed)

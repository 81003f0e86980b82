"""Timed prose: a head with look, place and cast, then a block for each stretch of time, labelled as the model likes."""

from __future__ import annotations

from typing import Literal, NamedTuple

from app.domain.model import Model
from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import last_ending, told
from app.prompting.anchors import anchor
from app.prompting.dialects import blocks
from app.prompting.dialects.face import Dialect
from app.prompting.dialogue import Speech
from app.prompting.fit import number
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, effects, listed, music
from app.prompting.spans import Page, Phrase, Piece, joined, sentence, sentences
from app.prompting.windows import Window, beat_windows, shot_windows


class Style(NamedTuple):
    """How one family of models wants its time: what a block is, how it is labelled, and how short it may be."""

    blocks: Literal["beats", "shots"]
    label: Literal["seconds", "shot_seconds"]
    least: float = 0.0
    whole: bool = False


STYLES: dict[str, Style] = {
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
    speech = Speech(sheet)
    draft = sheet.draft
    set_ = (draft.look, draft.light, draft.place)
    page.put(sheet.strip(set_, ("timed head", write.named_props(sheet)), _head, sheet))
    windows = (
        shot_windows(sheet) if style.blocks != "beats" else beat_windows(sheet, least=style.least, whole=style.whole)
    )
    for number_, window in enumerate(windows):
        first = number_ == 0
        nouns, values = (window.shot, window.times, *set_), ("timed block", style, first)
        page.put(speech.strip(nouns, values, _block, sheet, speech, style, window, first), "\n")
    spoken = bool(sheet.lines)
    wishes = (draft.look, draft.sound, draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("timed tail", spoken), _tail, sheet, spoken), "\n")
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
    count = number(round(window.times.end - window.times.start, 2))
    if style.label == "seconds":
        return [
            Piece("["),
            Piece(number(window.times.start), starts),
            Piece("-"),
            Piece(number(window.times.end), ends),
            Piece("s]"),
        ]
    return [Piece(f"Shot {window.place + 1} ("), Piece(f"{count}s", shot), Piece("):")]


def _block(sheet: Sheet, speech: Speech, style: Style, window: Window, first: bool, page: Page) -> None:
    """What is seen, said and heard in one stretch of time, and how it ends."""
    begin = blocks.begin(sheet, window)
    short = [] if first else anchor(sheet, window.shot)
    own_light = sheet.text(window.shot.light_override, f"shots[{window.shot.id}].light_override") if first else []
    story = told(sheet, window.shot, window.beats)
    page.add("shot", _label(style, window))
    for section, phrase in (
        ("camera", sentence(begin)),
        ("place", sentence(joined([short, own_light]))),
        ("beats", joined(story.sentences, " ")),
    ):
        page.add(section, phrase, " ")
    page.put(blocks.filmed(sheet, window, "timed camera", _filmed), " ")
    page.put(blocks.spoken(window, speech), " ")
    page.put(blocks.heard(sheet, window, "SFX:"), " ")
    page.add("beats", last_ending(sheet, window.shot, window.beats), " ")


def _filmed(sheet: Sheet, window: Window, page: Page) -> None:
    page.add("camera", joined(blocks.moves(sheet, window, alone=True), " "))
    page.add("look", sentence(write.own_lens(sheet, window.shot)) if window.opens_shot else [], " ")


# ------------------------------------------------------------------------------------------------------------- tail


def _tail(sheet: Sheet, spoken: bool, page: Page) -> None:
    """The language, what is heard throughout, colours, mood and the closing wishes."""
    rows: list[tuple[str, Phrase]] = [("lines", Speech(sheet).language() if spoken else [])]
    if sheet.audible:
        rows.append(("sound", listed([*ambience(sheet), *effects(sheet)], "Ambient noise:")))
        rows.append(("sound", music(sheet)))
    rows += [("look", write.colours_and_mood(sheet)), ("ending", write.closing_wishes(sheet))]
    for section, phrase in rows:
        page.add(section, phrase, " ")


TIMED = Dialect(
    "timed", write_timed, ("look", "place", "cast", "light", "shot", "camera", "beats", "lines", "sound", "ending")
)

"""Camera words first, then who does what, where, in what style, and sounds under their labels, as Veo listens."""

from __future__ import annotations

from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import last_ending, told
from app.prompting.anchors import anchor
from app.prompting.dialects import blocks
from app.prompting.dialects.face import Dialect
from app.prompting.dialogue import Speech
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, effects, listed, music
from app.prompting.spans import Page, Phrase, Piece, capital, joined, sentence, sentences
from app.prompting.windows import Window, beat_windows

LEAST = 2.0
"""Seconds of a block with a time of its own (Veo how-tos; checked 2026-11-22)."""


def write_veo(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The draft as one take in prose, or in blocks with their times where there is more than one step to tell."""
    draft = sheet.draft
    speech = Speech(sheet)
    set_ = (draft.look, draft.light, draft.place)
    named = write.named_props(sheet)
    windows = beat_windows(sheet, least=LEAST, whole=True)
    stamped = len(windows) > 1
    for place, window in enumerate(windows):
        first = place == 0
        nouns, values = (window.shot, window.times, *set_), ("veo", stamped, first, named if first else None)
        page.put(speech.strip(nouns, values, _told, sheet, speech, window, stamped, first), "\n")
    page.put(sheet.strip((draft.look,), ("veo look",), _look, sheet), "\n" if stamped else " ")
    if not stamped and windows:
        _heard(sheet, page, windows[0], speech, "\n")
    spoken = bool(sheet.lines)
    wishes = (draft.sound, draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("veo tail", spoken), _tail, sheet, spoken), "\n")
    return ()


def _told(sheet: Sheet, speech: Speech, window: Window, stamped: bool, first: bool, page: Page) -> None:
    """What is seen in a block, and where it has a time of its own also what is heard and said."""
    _seen(sheet, window, stamped, first, page)
    if stamped:
        _heard(sheet, page, window, speech, " ")


def _seen(sheet: Sheet, window: Window, stamped: bool, first: bool, page: Page) -> None:
    """The camera, the action, and around it the place: whole at first, in a few words in every later block."""
    shot = window.shot
    if stamped:
        page.add("shot", _stamp(window))
    page.put(blocks.filmed(sheet, window, "veo camera", _filmed), " ")
    page.add("beats", joined(told(sheet, shot, window.beats).sentences, " "), " ")
    page.add("beats", last_ending(sheet, shot, window.beats), " ")
    if not first:
        page.add("place", sentence(anchor(sheet, shot)), " ")
        return
    page.add("place", sentence(write.setting(sheet, introduce=True)), " ")
    page.add("place", write.planes(sheet, introduce=True), " ")
    page.add("cast", sentences(write.cast_sentences(sheet)), " ")
    page.add("place", sentences(write.prop_phrases(sheet)), " ")
    own_light = sheet.text(shot.light_override, f"shots[{shot.id}].light_override")
    page.add("light", sentence(joined([write.hour(sheet), own_light, write.light(sheet)])), " ")


def _filmed(sheet: Sheet, window: Window, page: Page) -> None:
    page.add("camera", sentence(blocks.begin(sheet, window)))
    page.add("camera", joined(blocks.moves(sheet, window), " "), " ")
    if window.opens_shot:
        page.add("look", sentence(capital(write.own_lens(sheet, window.shot))), " ")


def _stamp(window: Window) -> Phrase:
    """`[00:02-00:04]`; its borders belong to the shot it opens and to the beat it ends."""
    shot = f"shots[{window.shot.id}].seconds"
    ends = f"shots[{window.shot.id}].beats[{window.beats[-1].id}].seconds" if window.beats else shot
    begins = Piece(blocks.clock_face(window.times.start), shot if window.opens_shot else "")
    return [Piece("["), begins, Piece("-"), Piece(blocks.clock_face(window.times.end), ends), Piece("]")]


def _heard(sheet: Sheet, page: Page, window: Window, speech: Speech, before: str) -> None:
    page.put(blocks.heard(sheet, window, "SFX:"), before)
    page.put(blocks.spoken(window, speech), before)


def _look(sheet: Sheet, page: Page) -> None:
    page.add("look", sentence(capital(write.style(sheet))))
    page.add("look", sentence(capital(write.lens(sheet))), " ")
    page.add("look", write.colours_and_mood(sheet), " ")


def _tail(sheet: Sheet, spoken: bool, page: Page) -> None:
    if sheet.audible:
        page.add("sound", listed([*ambience(sheet), *effects(sheet)], "Ambient noise:"))
        page.add("sound", music(sheet, positive=True), " ")
    page.add("lines", Speech(sheet).language() if spoken else [], " ")
    page.add("ending", write.closing_wishes(sheet), " ")


VEO = Dialect(
    "veo", write_veo, ("shot", "camera", "beats", "place", "cast", "light", "look", "sound", "lines", "ending")
)

"""One flowing paragraph, as LTX listens: shot, scene, action, people, camera, sound; no labels, no denials."""

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
from app.prompting.spans import Page, joined, sentence, sentences
from app.prompting.windows import Window, shot_windows


def write_ltx(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft as one paragraph in the present tense; only words say that there is a cut."""
    draft = sheet.draft
    speech = Speech(sheet)
    set_ = (draft.look, draft.light, draft.place)
    named = write.named_props(sheet)
    for place, window in enumerate(shot_windows(sheet)):
        first = place == 0
        nouns, values = (window.shot, window.times, *set_), ("ltx", first, named if first else None)
        page.put(speech.strip(nouns, values, _told, sheet, speech, window, first), " ")
    spoken = bool(sheet.lines)
    wishes = (draft.look, draft.sound, draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("ltx tail", spoken), _tail, sheet, spoken), " ")
    return ()


def _told(sheet: Sheet, speech: Speech, window: Window, first: bool, page: Page) -> None:
    """What is seen, said and heard in a shot."""
    _seen(sheet, window, first, page)
    page.put(blocks.spoken(window, speech), " ")
    page.put(blocks.heard(sheet, window, "We hear"), " ")
    page.add("beats", last_ending(sheet, window.shot, window.beats), " ")


def _seen(sheet: Sheet, window: Window, first: bool, page: Page) -> None:
    """The framing, the scene (whole once, then in a few words), what happens, and the camera."""
    shot = window.shot
    page.add("camera", sentence(blocks.begin(sheet, window, cut_to=True)))
    if first:
        _scene(sheet, page)
        own_light = sheet.text(shot.light_override, f"shots[{shot.id}].light_override")
        page.add("light", sentence(own_light), " ")
    else:
        page.add("place", sentence(anchor(sheet, shot)), " ")
    page.add("beats", joined(told(sheet, shot, window.beats).sentences, " "), " ")
    if first:
        page.add("cast", sentences(write.cast_sentences(sheet)), " ")
    page.put(blocks.filmed(sheet, window, "ltx camera", _filmed), " ")


def _filmed(sheet: Sheet, window: Window, page: Page) -> None:
    page.add("camera", joined(blocks.moves(sheet, window), " "))
    page.add("look", sentence(write.own_lens(sheet, window.shot)), " ")


def _scene(sheet: Sheet, page: Page) -> None:
    page.add("look", sentence(write.style(sheet)), " ")
    page.add("place", sentence(write.setting(sheet, introduce=True)), " ")
    page.add("place", write.planes(sheet, introduce=True), " ")
    page.add("place", sentences(write.prop_phrases(sheet)), " ")
    page.add("light", sentence(joined([write.hour(sheet), write.light(sheet)])), " ")
    page.add("look", sentence(write.lens(sheet)), " ")


def _tail(sheet: Sheet, spoken: bool, page: Page) -> None:
    page.add("lines", Speech(sheet).language() if spoken else [])
    if sheet.audible:
        page.add("sound", listed([*ambience(sheet), *effects(sheet)], "All the while we hear"), " ")
        page.add("sound", music(sheet, positive=True), " ")
    page.add("look", write.colours_and_mood(sheet, flowing=True), " ")
    page.add("ending", write.closing_wishes(sheet), " ")


LTX = Dialect("ltx", write_ltx, ("camera", "look", "place", "light", "beats", "cast", "lines", "sound", "ending"))

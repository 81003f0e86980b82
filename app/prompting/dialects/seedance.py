"""Who moves and how first, then surroundings, look, camera and sound, shot by shot, as Seedance listens.

From 2.5 on it marks what is heard: lines in braces, sounds in angle brackets, music in round ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import last_ending, told
from app.prompting.anchors import anchor
from app.prompting.dialects import blocks
from app.prompting.dialects.face import Dialect
from app.prompting.dialogue import Speech
from app.prompting.pictures import pictured_cast, tag_of
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, effects, listed, music, wants_no_music
from app.prompting.spans import Page, Phrase, Piece, capital, inner, joined, sentence, sentences
from app.prompting.windows import Window, shot_windows


def write_seedance(marked: bool, sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The draft shot by shot, with what each picture of the cast is for in front."""
    draft = sheet.draft
    speech = Speech(sheet, marks=("{", "}") if marked else ('"', '"'))
    set_ = (draft.look, draft.light, draft.place)
    named = write.named_props(sheet)
    page.add("cast", sentences(_pictures(sheet)))
    for place, window in enumerate(shot_windows(sheet)):
        first = place == 0
        many = len(draft.shots) > 1
        nouns = (window.shot, window.times, *set_)
        values = ("seedance", marked, first, many, named if first else None)
        page.put(speech.strip(nouns, values, _told, sheet, speech, window, first, marked), "\n")
    spoken = bool(sheet.lines)
    wishes = (draft.sound, draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("seedance tail", marked, spoken), _tail, sheet, marked, spoken), "\n")
    return ()


class Shown(NamedTuple):
    """One picture of the cast: how the text points at it, whom it shows, what of it counts and what does not."""

    tag: Piece
    label: Piece
    role: Phrase
    ignore: Phrase


def shown(sheet: Sheet, untagged: str) -> Iterator[Shown]:
    """The pictures of the cast that go along; `untagged` with the number after it stands for a row without tags."""
    for number, (member, ref) in enumerate(pictured_cast(sheet.draft, sheet.model), start=1):
        at = f"cast[{member.id}].refs[{ref.id}]"
        yield Shown(
            Piece(tag_of(sheet.model, number, number) or f"{untagged}{number}", f"{at}.asset"),
            Piece(sheet.label("cast", member.id), f"cast[{member.id}].label"),
            sheet.term("reference_role", ref.role, f"{at}.role"),
            sheet.text(ref.ignore, f"{at}.ignore"),
        )


def _pictures(sheet: Sheet) -> list[Phrase]:
    """What each picture of the cast is for: `@Image1 is Ines, for face and build; leave out the background`."""
    found: list[Phrase] = []
    for tag, label, role, ignore in shown(sheet, "Picture "):
        phrase: Phrase = [tag, Piece(" is "), label]
        phrase += [Piece(", for "), *inner(role)] if role else []
        found.append([*phrase, *([Piece("; leave out "), *inner(ignore)] if ignore else [])])
    return found


def _told(sheet: Sheet, speech: Speech, window: Window, first: bool, marked: bool, page: Page) -> None:
    """What is seen, said and heard in a shot."""
    _seen(sheet, window, first, page)
    page.put(blocks.spoken(window, speech), " ")
    if marked:
        page.add("sound", _marked(blocks.cues(sheet, window)), " ")
    else:
        page.put(blocks.heard(sheet, window), " ")


def _seen(sheet: Sheet, window: Window, first: bool, page: Page) -> None:
    """The action and how it ends, the surroundings, the look once, and the camera."""
    shot = window.shot
    if len(sheet.draft.shots) > 1:
        page.add("shot", [Piece(f"Shot {window.place + 1}:")])
    page.add("beats", joined(told(sheet, shot, window.beats).sentences, " "), " ")
    page.add("beats", last_ending(sheet, shot, window.beats), " ")
    if first:
        page.add("place", sentence(write.setting(sheet, introduce=True)), " ")
        page.add("place", write.planes(sheet, introduce=True), " ")
        page.add("cast", sentences(write.cast_sentences(sheet)), " ")
        page.add("place", sentences(write.prop_phrases(sheet)), " ")
        own_light = sheet.text(shot.light_override, f"shots[{shot.id}].light_override")
        page.add("light", sentence(joined([write.hour(sheet), own_light, write.light(sheet)])), " ")
        page.add("look", write.look_sentences(sheet), " ")
        page.add("look", sentence(capital(write.lens(sheet))), " ")
    else:
        page.add("place", sentence(anchor(sheet, shot)), " ")
    page.put(blocks.filmed(sheet, window, "seedance camera", _filmed), " ")


def _filmed(sheet: Sheet, window: Window, page: Page) -> None:
    page.add("camera", sentence(blocks.begin(sheet, window)))
    page.add("camera", joined(blocks.moves(sheet, window, alone=True), " "), " ")
    page.add("look", sentence(capital(write.own_lens(sheet, window.shot))), " ")


def _marked(cues: list[Phrase]) -> Phrase:
    """Each sound in angle brackets."""
    return joined(([Piece("<"), *cue, Piece(">")] for cue in cues), " ")


def _tail(sheet: Sheet, marked: bool, spoken: bool, page: Page) -> None:
    """What is heard throughout, the language, and the closing wishes."""
    if sheet.audible:
        throughout = [*ambience(sheet), *effects(sheet)]
        page.add("sound", _marked(throughout) if marked else listed(throughout, "Throughout:"))
        score = music(sheet)
        in_brackets = marked and score and not wants_no_music(sheet)
        page.add("sound", [Piece("("), *score, Piece(")")] if in_brackets else score, " ")
    page.add("lines", Speech(sheet).language() if spoken else [], " ")
    page.add("ending", write.closing_wishes(sheet), " ")


_SECTIONS = ("cast", "shot", "beats", "place", "light", "look", "camera", "lines", "sound", "ending")
SEEDANCE = Dialect("seedance", partial(write_seedance, False), _SECTIONS)
SEEDANCE_MARKED = Dialect("seedance_marked", partial(write_seedance, True), _SECTIONS)

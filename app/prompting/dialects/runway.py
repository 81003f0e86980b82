"""Camera, subject, action in plain sentences that only say what is there, as Runway's silent models listen."""

from __future__ import annotations

from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import last_ending, told
from app.prompting.camera_noun import move_phrase, note_second_moves
from app.prompting.camera_prose import path_of
from app.prompting.dialects import blocks
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.takes import opening
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, Phrase, Piece, capital, joined, sentence, sentences
from app.prompting.windows import Window, beat_windows


def write_runway(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """One move for each shot, then what is done; where there is more than one step, with the moment it begins.

    A request that begins with a picture says only what moves.
    """
    draft = sheet.draft
    windows = beat_windows(sheet, least=1.0, whole=True)
    stamped = len(windows) > 1
    for window in windows:
        page.put(sheet.strip((window.shot, window.times), ("runway", stamped), _step, sheet, window, stamped), "\n")
    if not sheet.pictured:
        set_ = (draft.look, draft.light, draft.place)
        page.put(sheet.strip(set_, ("runway set", write.named_props(sheet)), _set, sheet), "\n")
    page.put(sheet.strip((draft.ends, draft.locks), ("runway tail",), _tail, sheet), "\n")
    note_second_moves(sheet)
    return ()


def _step(sheet: Sheet, window: Window, stamped: bool, page: Page) -> None:
    """The camera where a shot begins, then who does what."""
    shot = window.shot
    if stamped:
        page.add("shot", _stamp(window))
    if window.opens_shot:
        path = path_of(sheet, shot, window.place)
        cut_to = window.place > 0
        begin = opening(sheet, path, window.place, cut_to=cut_to)
        page.add("camera", sentence(capital(joined([begin, move_phrase(sheet, path)]))), " ")
        page.add("look", sentence(capital(write.own_lens(sheet, shot))), " ")
        page.add("light", sentence(sheet.text(shot.light_override, f"shots[{shot.id}].light_override")), " ")
    page.add("beats", joined(told(sheet, shot, window.beats, numbered=False).sentences, " "), " ")
    page.add("beats", last_ending(sheet, shot, window.beats), " ")


def _stamp(window: Window) -> Phrase:
    """`[00:01]`, the moment a step begins."""
    shot = f"shots[{window.shot.id}].seconds"
    beat = f"shots[{window.shot.id}].beats[{window.beats[0].id}].seconds" if window.beats else shot
    return [Piece("["), Piece(blocks.clock_face(window.times.start), shot if window.opens_shot else beat), Piece("]")]


def _set(sheet: Sheet, page: Page) -> None:
    """Where it is, who else is there, the light and the look."""
    page.add("place", sentence(write.setting(sheet, introduce=True)))
    page.add("place", write.planes(sheet, introduce=True), " ")
    page.add("cast", sentences(write.cast_sentences(sheet)), " ")
    page.add("place", sentences(write.prop_phrases(sheet)), " ")
    page.add("light", sentence(joined([write.hour(sheet), write.light(sheet)])), " ")
    page.add("look", write.look_sentences(sheet), " ")
    page.add("look", sentence(capital(write.lens(sheet))), " ")


def _tail(sheet: Sheet, page: Page) -> None:
    page.add("ending", joined([write.final_picture(sheet), write.locked(sheet)], " "))


RUNWAY = Dialect("runway", write_runway, ("shot", "camera", "beats", "place", "cast", "light", "look", "ending"))

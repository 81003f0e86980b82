"""One take where the camera is the point, as Kling listens: picture, camera, action, place, light, sound, look last."""

from __future__ import annotations

from app.domain.draft import Shot
from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import last_ending, told
from app.prompting.camera_prose import camera_sentences, path_of, start_framing
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.takes import heard, note_takes, opened, spoken, tail
from app.prompting.dialogue import Speech
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, joined, sentence, sentences


def write_path(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft as one paragraph; several shots one after another, each with its time."""
    speech = Speech(sheet)
    draft = sheet.draft
    fragment = write.is_fragment(write.setting(sheet))
    for index, shot in enumerate(draft.shots):
        values = (index, len(draft.shots) < 2, sheet.fit.shots[: index + 1], fragment)
        place = draft.place if fragment and index == 0 else None
        page.put(speech.strip((shot, place), ("path shot", *values), _shot, sheet, speech, shot, index, fragment), " ")
    rest = ("path set", fragment, write.named_props(sheet))
    page.put(sheet.strip((draft.place, draft.light), rest, _set, sheet, fragment), " ")
    page.put(heard(sheet, speech), " ")
    page.put(tail(sheet), " ")
    note_takes(sheet, page)
    return ()


def _shot(sheet: Sheet, speech: Speech, shot: Shot, index: int, fragment: bool, page: Page) -> None:
    path = path_of(sheet, shot, index)
    page.add("camera", opened(sheet, shot, index))
    begin = joined([start_framing(sheet, path), write.setting(sheet) if fragment and index == 0 else []])
    page.add("camera", sentence(begin), " ")
    page.add("camera", joined(camera_sentences(sheet, path), " "), " ")
    page.add("beats", joined(told(sheet, shot, shot.beats).sentences, " "), " ")
    page.put(spoken(shot, speech), " ")
    page.add("beats", last_ending(sheet, shot, shot.beats), " ")
    page.add("light", sentence(sheet.text(shot.light_override, f"shots[{shot.id}].light_override")), " ")
    page.add("look", sentence(write.own_lens(sheet, shot)), " ")


def _set(sheet: Sheet, fragment: bool, page: Page) -> None:
    """The place, where no shot has said it, with who and what is in it, and the light."""
    page.add("place", [] if fragment else sentence(write.setting(sheet, introduce=True)))
    page.add("place", write.planes(sheet, introduce=True), " ")
    page.add("cast", sentences(write.cast_sentences(sheet)), " ")
    page.add("place", sentences(write.prop_phrases(sheet)), " ")
    page.add("light", sentence(joined([write.hour(sheet), write.light(sheet)])), " ")


KLING_PATH = Dialect(
    "kling_path", write_path, ("camera", "beats", "lines", "place", "cast", "light", "sound", "look", "ending")
)

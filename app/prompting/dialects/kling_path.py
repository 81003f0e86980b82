"""One take where the camera is the point, as Kling listens: picture, camera, action, place, light, sound, look last."""

from __future__ import annotations

from app.domain.draft import Shot
from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import told
from app.prompting.camera_prose import camera_sentences, path_of, start_framing
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.takes import closing, heard, looks, note_takes, opened, spoken_lines
from app.prompting.dialogue import Speech
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, Phrase, joined, sentence, sentences


def write_path(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft as one paragraph; several shots one after another, each with its time."""
    speech = Speech(sheet)
    setting = write.setting(sheet)
    fragment = write.is_fragment(setting)
    for index, shot in enumerate(sheet.draft.shots):
        _shot(sheet, page, shot, index, speech, setting if fragment and index == 0 else [])
    page.add("place", [] if fragment else sentence(write.setting(sheet, introduce=True)), " ")
    page.add("place", write.planes(sheet, introduce=True), " ")
    page.add("cast", sentences(write.cast_sentences(sheet)), " ")
    page.add("place", sentences(write.prop_phrases(sheet)), " ")
    page.add("light", sentence(joined([write.hour(sheet), write.light(sheet)])), " ")
    for section, phrase in (*heard(sheet, speech), *looks(sheet), *closing(sheet)):
        page.add(section, phrase, " ")
    note_takes(sheet, page)
    return ()


def _shot(sheet: Sheet, page: Page, shot: Shot, index: int, speech: Speech, setting: Phrase) -> None:
    path = path_of(sheet, shot, index)
    label = opened(sheet, shot, index)
    begin = joined([start_framing(sheet, path), setting])
    page.add("camera", label, " ")
    page.add("camera", sentence(begin), " " if label or index else "")
    page.add("camera", joined(camera_sentences(sheet, path), " "), " ")
    story = told(sheet, shot, shot.beats)
    page.add("beats", joined(story.sentences, " "), " ")
    page.add("lines", spoken_lines(shot, speech), " ")
    page.add("beats", story.last_ending, " ")
    page.add("light", sentence(sheet.text(shot.light_override, f"shots[{shot.id}].light_override")), " ")
    page.add("look", sentence(write.own_lens(sheet, shot)), " ")


KLING_PATH = Dialect("kling_path", write_path)

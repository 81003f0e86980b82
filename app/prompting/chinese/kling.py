"""Kling's two ways of one take in Chinese: led by the story, or led by the camera."""

from __future__ import annotations

from app.domain.draft import Shot
from app.domain.request import Part
from app.prompting.camera_prose import path_of
from app.prompting.chinese import blocks, scene
from app.prompting.chinese.camera import camera_sentences, start_framing
from app.prompting.chinese.marks import clauses, labelled, stop, stops
from app.prompting.chinese.sound import Lines
from app.prompting.chinese.story import last_ending, told
from app.prompting.dialects.takes import note_takes
from app.prompting.outline import lines_of
from app.prompting.sentences import named_props
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, Phrase, Piece

_FRAGMENT = 40
"""A setting of at most so many characters and of one piece follows the framing in its sentence."""


def write_scene(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft in short paragraphs; several shots one after another, each with its time."""
    speech = Lines(sheet)
    draft = sheet.draft
    page.put(sheet.strip((draft.light, draft.place), ("zh scene", named_props(sheet)), _head, sheet))
    for index, shot in enumerate(draft.shots):
        values = ("zh scene shot", index, len(draft.shots) < 2, sheet.fit.shots[: index + 1])
        page.put(sheet.strip((shot,), values, _scene_shot, sheet, shot, index), "\n")
        page.add("lines", speech.tagged_series(lines_of(shot)), "\n")
    blocks.put_heard(sheet, page, speech, "\n")
    blocks.put_tail(sheet, page, "\n")
    note_takes(sheet, page)
    return ()


def _head(sheet: Sheet, page: Page) -> None:
    page.add("place", scene.place(sheet))
    page.add("place", stops(scene.prop_phrases(sheet)))
    page.add("cast", _cast(sheet), "\n")
    page.add("light", scene.hour_and_light(sheet), "\n")


def _cast(sheet: Sheet) -> Phrase:
    """One bracket for each member of the cast: `[林晚：二十多岁，黑色短发]`."""
    if sheet.pictured:
        return []
    found: Phrase = []
    for member in sheet.draft.cast:
        found += [Piece("["), *scene.member_line(sheet, member.id), Piece("]")]
    return found


def _scene_shot(sheet: Sheet, shot: Shot, index: int, page: Page) -> None:
    path = path_of(sheet, shot, index)
    label = blocks.opened(sheet, shot, index)
    story = told(sheet, shot, shot.beats)
    page.add("camera", label)
    page.add("beats", [*story.sentences, *story.last_ending], "" if label else "\n")
    page.add("camera", stop(labelled("镜头", start_framing(sheet, path))), "\n")
    page.add("camera", blocks.together(camera_sentences(sheet, path)))
    page.add("light", stop(labelled("光线", scene.own_light(sheet, shot))))
    page.add("look", stop(scene.own_lens(sheet, shot)))


# ------------------------------------------------------------------------------------------------------------ path


def write_path(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft as one paragraph that leads with the camera; several shots one after another."""
    speech = Lines(sheet)
    draft = sheet.draft
    short = _is_fragment(sheet)
    for index, shot in enumerate(draft.shots):
        values = (index, len(draft.shots) < 2, sheet.fit.shots[: index + 1], short)
        place = draft.place if short and index == 0 else None
        page.put(sheet.strip((shot, place), ("zh path shot", *values), _path_shot, sheet, shot, index, short))
        page.add("lines", speech.tagged_series(lines_of(shot)))
        page.put(sheet.strip((shot,), ("zh path end", *values), _path_end, sheet, shot))
    rest = ("zh path set", short, named_props(sheet))
    page.put(sheet.strip((draft.place, draft.light), rest, _set, sheet, short))
    blocks.put_heard(sheet, page, speech, "")
    blocks.put_tail(sheet, page, "")
    note_takes(sheet, page)
    return ()


def _is_fragment(sheet: Sheet) -> bool:
    """Whether the setting is short and of one piece, so that it can follow a comma."""
    words = sheet.draft.place.setting.strip().rstrip("。.")
    return 0 < len(words) <= _FRAGMENT and "{" not in words and not any(stop_ in words for stop_ in "。；！？.;!?")


def _path_shot(sheet: Sheet, shot: Shot, index: int, short: bool, page: Page) -> None:
    path = path_of(sheet, shot, index)
    page.add("camera", blocks.opened(sheet, shot, index))
    where = scene.setting(sheet) if short and index == 0 else []
    page.add("camera", stop(clauses([start_framing(sheet, path), where])))
    page.add("camera", blocks.together(camera_sentences(sheet, path)))
    page.add("beats", told(sheet, shot, shot.beats).sentences)


def _path_end(sheet: Sheet, shot: Shot, page: Page) -> None:
    page.add("beats", last_ending(sheet, shot, shot.beats))
    page.add("light", stop(labelled("光线", scene.own_light(sheet, shot))))
    page.add("look", stop(scene.own_lens(sheet, shot)))


def _set(sheet: Sheet, short: bool, page: Page) -> None:
    page.add("place", scene.planes(sheet, introduce=True) if short else scene.place(sheet, introduce=True))
    page.add("cast", stops(scene.cast_sentences(sheet)))
    page.add("place", stops(scene.prop_phrases(sheet)))
    page.add("light", scene.hour_and_light(sheet))

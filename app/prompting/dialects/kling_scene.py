"""One take where the story is the point, as Kling listens: place, cast in brackets, action, camera, lines, look."""

from __future__ import annotations

from app.domain.draft import Shot
from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import Told, told
from app.prompting.camera_prose import camera_sentences, path_of, start_framing
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.takes import heard, note_takes, opened, spoken, tail
from app.prompting.dialogue import Speech
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, Phrase, Piece, inner, joined, plain, sentence, sentences


def write_scene(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft in short paragraphs; several shots one after another, each with its time."""
    speech = Speech(sheet)
    draft = sheet.draft
    page.put(sheet.strip((draft.light, draft.place), ("scene head", write.named_props(sheet)), _head, sheet))
    for index, shot in enumerate(draft.shots):
        values = ("scene shot", index, len(draft.shots) < 2, sheet.fit.shots[: index + 1])
        page.put(sheet.strip((shot,), values, _shot, sheet, shot, index), "\n")
        page.put(spoken(shot, speech), "\n")
    page.put(heard(sheet, speech), "\n")
    page.put(tail(sheet), "\n")
    note_takes(sheet, page)
    return ()


def _head(sheet: Sheet, page: Page) -> None:
    place = joined([sentence(write.setting(sheet)), write.planes(sheet)], " ")
    page.add("place", joined([place, sentences(write.prop_phrases(sheet))], " "))
    page.add("cast", _cast(sheet), "\n")
    page.add("light", sentence(joined([write.hour(sheet), write.light(sheet)])), "\n")


def _cast(sheet: Sheet) -> Phrase:
    """One bracket for each member of the cast: `[Marta: late fifties, copper hair]`."""
    if sheet.pictured:
        return []
    found: list[Phrase] = []
    for member in sheet.draft.cast:
        tag = sheet.tag(member.id)
        sheet.introduced |= {member.id}
        traits = sheet.traits(member.id)
        label = Piece(sheet.label("cast", member.id), f"cast[{member.id}].label")
        found.append([Piece("["), *tag, label, *([Piece(": "), *traits] if traits else []), Piece("]")])
    return joined(found, " ")


def _shot(sheet: Sheet, shot: Shot, index: int, page: Page) -> None:
    path = path_of(sheet, shot, index)
    label = opened(sheet, shot, index)
    story: Told = told(sheet, shot, shot.beats)
    page.add("camera", label, "\n")
    page.add("beats", joined([*story.sentences, story.last_ending], " "), " " if label else "\n")
    begin = start_framing(sheet, path)
    moves = camera_sentences(sheet, path)
    if begin and len(moves) == 1 and plain(moves[0]).startswith("Camera "):
        begin, moves = joined([begin, moves[0][1:]]) if moves[0][1:] else begin, []
    camera = joined([sentence([Piece("Camera: "), *inner(begin)]) if begin else [], *moves], " ")
    page.add("camera", camera, "\n")
    page.add("light", sentence(sheet.text(shot.light_override, f"shots[{shot.id}].light_override")), " ")
    page.add("look", sentence(write.own_lens(sheet, shot)), " ")


KLING_SCENE = Dialect(
    "kling_scene", write_scene, ("place", "cast", "light", "beats", "camera", "lines", "sound", "look", "ending")
)

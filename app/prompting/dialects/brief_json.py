"""The whole draft as one JSON text: what holds throughout, then a timeline of shots and beats with their function.

Some models keep mood words out of the colours when both are told apart like this; others ignore the form.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from app.domain.draft import Beat, Shot
from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import beat_path, ending, linked
from app.prompting.camera_prose import camera_sentences, path_of
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.takes import opening
from app.prompting.dialogue import Said, Speech, all_lines
from app.prompting.fit import number
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, beat_cues, effects, music
from app.prompting.spans import Page, Phrase, Piece, escaped, joined, sentence, trimmed


class Leaf(NamedTuple):
    """One value, and the section it belongs to. `bare`: a figure, without quotes."""

    section: str
    phrase: Phrase
    bare: bool = False


Tree: TypeAlias = "Leaf | list[Tree] | dict[str, Tree]"


def write_json(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """One object with two spaces for each level; what is empty is left out."""
    speech = Speech(sheet)
    tree: dict[str, Tree] = {
        "look": _look(sheet),
        "place": _place(sheet),
        "cast": _cast(sheet),
        "light": Leaf("light", joined([write.hour(sheet), write.light(sheet)])),
        "sound": _sound(sheet),
        "shots": [_shot(sheet, shot, index, speech) for index, shot in enumerate(sheet.draft.shots)],
        "last_picture": Leaf("ending", trimmed(sheet.text(sheet.draft.ends.final_picture, "ends.final_picture"))),
        "keep": Leaf("ending", sheet.listed(sheet.draft.locks, "locks")),
    }
    if not sheet.model.limits.negative:
        tree["avoid"] = Leaf("ending", sheet.listed(sheet.draft.avoid, "avoid"))
    _put(page, tree, "\n")
    return ()


# ------------------------------------------------------------------------------------------------------------ parts


def _look(sheet: Sheet) -> Tree:
    return {
        "style": Leaf("look", write.style(sheet)),
        "palette": Leaf("look", write.palette(sheet)),
        "mood": Leaf("look", write.mood(sheet)),
        "lens": Leaf("look", write.lens(sheet)),
    }


def _place(sheet: Sheet) -> Tree:
    return {
        "setting": Leaf("place", write.setting(sheet)),
        "planes": Leaf("place", write.planes(sheet)),
        "props": [Leaf("place", phrase) for phrase in write.prop_phrases(sheet)],
    }


def _cast(sheet: Sheet) -> Tree:
    """Everybody once, so that the beats need no more than their names."""
    sheet.introduced.clear()
    return [Leaf("cast", phrase) for phrase in write.cast_sentences(sheet)]


def _sound(sheet: Sheet) -> Tree:
    spoken = bool(all_lines(sheet.draft))
    heard = sheet.audible
    return {
        "language": Leaf(
            "lines", sheet.term("language", sheet.draft.sound.language, "sound.language") if spoken else []
        ),
        "throughout": Leaf("sound", joined([*ambience(sheet), *effects(sheet)]) if heard else []),
        "music": Leaf("sound", music(sheet) if heard else []),
    }


def _shot(sheet: Sheet, shot: Shot, index: int, speech: Speech) -> Tree:
    at = f"shots[{shot.id}]"
    path = path_of(sheet, shot, index)
    return {
        "seconds": Leaf("shot", [Piece(number(sheet.fit.shots[index]), f"{at}.seconds")], bare=True),
        "purpose": Leaf("shot", sheet.term("purpose", shot.purpose, f"{at}.purpose")),
        "framing": Leaf("camera", opening(sheet, path, index)),
        "camera": Leaf("camera", joined(camera_sentences(sheet, path), " ")),
        "lens": Leaf("look", write.own_lens(sheet, shot)),
        "light": Leaf("light", sheet.text(shot.light_override, f"{at}.light_override")),
        "beats": [_beat(sheet, shot, beat, sheet.fit.shots[index], speech) for beat in shot.beats],
    }


def _beat(sheet: Sheet, shot: Shot, beat: Beat, fitted: float, speech: Speech) -> Tree:
    at = beat_path(shot, beat)
    seconds = beat.seconds * (fitted / shot.seconds if shot.seconds > 0 else 1.0)
    lines = [Said(shot, beat, line) for line in beat.lines if line.text.strip()]
    return {
        "seconds": Leaf("beats", [Piece(number(seconds), f"{at}.seconds")], bare=True),
        "function": Leaf("beats", sheet.term("purpose", beat.purpose, f"{at}.purpose")),
        "picture": Leaf("beats", sentence(linked(sheet, shot, beat))),
        "ends": Leaf("beats", ending(sheet, shot, beat, "", "")),
        "lines": [Leaf("lines", speech.labelled(said)) for said in lines],
        "sound": [Leaf("sound", cue) for cue in beat_cues(sheet, shot, beat)] if sheet.audible else [],
    }


# ---------------------------------------------------------------------------------------------------------- writing


def _put(page: Page, tree: Tree, line: str) -> None:
    """Write a tree. `line` is a new line with the spaces of the level it stands on."""
    if isinstance(tree, Leaf):
        words = tree.phrase if tree.bare else [Piece('"'), *escaped(tree.phrase), Piece('"')]
        page.add(tree.section, words)
        return
    items = tree.items() if isinstance(tree, dict) else [("", each) for each in tree]
    before, after = "{}" if isinstance(tree, dict) else "[]"
    section = _section(tree)
    page.add(section, [Piece(before)])
    separator = ""
    for name, item in items:
        if _is_empty(item):
            continue
        page.add(_section(item), [Piece(f'{separator}{line}  "{name}": ' if name else f"{separator}{line}  ")])
        _put(page, item, f"{line}  ")
        separator = ","
    page.add(section, [Piece(f"{line}{after}" if separator else after)])


def _is_empty(tree: Tree) -> bool:
    if isinstance(tree, Leaf):
        return not any(piece.text for piece in tree.phrase)
    return all(_is_empty(item) for item in (tree.values() if isinstance(tree, dict) else tree))


def _section(tree: Tree) -> str:
    """The section of the first value in a tree."""
    if isinstance(tree, Leaf):
        return tree.section
    items = tree.values() if isinstance(tree, dict) else tree
    return next((_section(item) for item in items if not _is_empty(item)), "shot")


JSON = Dialect(
    "json", write_json, ("look", "place", "cast", "light", "lines", "sound", "shot", "camera", "beats", "ending")
)

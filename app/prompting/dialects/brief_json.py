"""The whole draft as one JSON text: what holds throughout, then a timeline of shots and beats with their function.

Some models keep mood words out of the colours when both are told apart like this; others ignore the form.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from app.domain.draft import Beat, CastMember, Shot
from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import beat_path, ending, linked
from app.prompting.camera_prose import camera_sentences, path_of
from app.prompting.clips import clip_words
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.takes import opening
from app.prompting.dialogue import Speech, voice_words
from app.prompting.escaped import escaped
from app.prompting.filled import voices
from app.prompting.fit import number
from app.prompting.outline import Said
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, beat_cues, effects, music
from app.prompting.spans import Page, Phrase, Piece, joined, sentence, trimmed


class Leaf(NamedTuple):
    """One value, and the section it belongs to. `bare`: a figure, without quotes."""

    section: str
    phrase: Phrase
    bare: bool = False


Tree: TypeAlias = "Leaf | list[Tree] | dict[str, Tree]"


def write_json(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """One object with two spaces for each level; what is empty is left out, but for the list of shots."""
    draft = sheet.draft
    spoken = bool(sheet.lines)
    page.add("shot", [Piece("{")])
    nouns = (draft.look, draft.place, draft.light, draft.sound, draft.clips, voices(draft))
    values = ("json whole", write.named_props(sheet), spoken)
    whole = sheet.strip(nouns, values, _whole, sheet, spoken)
    page.put(whole)
    page.add("shot", [Piece(f'{"," if whole.spans else ""}\n  "shots": [')])
    for index, shot in enumerate(draft.shots):
        timed = ("json shot", index, sheet.fit.shots[index], draft.sound.language)
        page.put(sheet.strip((shot,), timed, _one_shot, sheet, shot, index), "," if index else "")
    page.add("shot", [Piece("\n  ]" if draft.shots else "]")])
    end = sheet.strip((draft.ends, draft.avoid, draft.locks), ("json end",), _end, sheet)
    page.put(end, ",")
    page.add("shot", [Piece("\n}")])
    return ()


def _whole(sheet: Sheet, spoken: bool, page: Page) -> None:
    """What holds throughout."""
    put_fields(
        page,
        {
            "references": Leaf("clips", clip_words(sheet) if sheet.draft.clips else []),
            "look": _look(sheet),
            "place": _place(sheet),
            "cast": [_member(sheet, member) for member in sheet.draft.cast],
            "light": Leaf("light", joined([write.hour(sheet), write.light(sheet)])),
            "sound": _sound(sheet, spoken),
        },
        "\n",
    )


def _one_shot(sheet: Sheet, shot: Shot, index: int, page: Page) -> None:
    page.add("shot", [Piece("\n    ")])
    put_tree(page, _shot(sheet, shot, index), "\n    ")


def _end(sheet: Sheet, page: Page) -> None:
    ends: dict[str, Tree] = {
        "last_picture": Leaf("ending", trimmed(sheet.text(sheet.draft.ends.final_picture, "ends.final_picture"))),
        "keep": Leaf("ending", sheet.listed(sheet.draft.locks, "locks")),
    }
    if not sheet.model.limits.negative:
        ends["avoid"] = Leaf("ending", sheet.listed(sheet.draft.avoid, "avoid"))
    put_fields(page, ends, "\n")


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


def _member(sheet: Sheet, member: CastMember) -> Tree:
    """Somebody once with looks and voice, so that the beats need no more than the name."""
    label = [*sheet.tag(member.id), Piece(sheet.label("cast", member.id), f"cast[{member.id}].label")]
    sheet.introduced |= {member.id}
    return {
        "name": Leaf("cast", label),
        "looks": Leaf("cast", sheet.traits(member.id)),
        "voice": Leaf("cast", voice_words(sheet, member, voices(sheet.draft)[member.id])),
    }


def _sound(sheet: Sheet, spoken: bool) -> Tree:
    heard = sheet.audible
    language = sheet.term("language", sheet.draft.sound.language, "sound.language") if spoken else []
    return {
        "language": Leaf("lines", language),
        "throughout": Leaf("sound", joined([*ambience(sheet), *effects(sheet)]) if heard else []),
        "music": Leaf("sound", music(sheet) if heard else []),
    }


def _shot(sheet: Sheet, shot: Shot, index: int) -> Tree:
    at = f"shots[{shot.id}]"
    path = path_of(sheet, shot, index)
    return {
        "seconds": Leaf("shot", [Piece(number(sheet.fit.shots[index]), f"{at}.seconds")], bare=True),
        "purpose": Leaf("shot", sheet.term("purpose", shot.purpose, f"{at}.purpose")),
        "framing": Leaf("camera", opening(sheet, path, index)),
        "camera": Leaf("camera", joined(camera_sentences(sheet, path), " ")),
        "lens": Leaf("look", write.own_lens(sheet, shot)),
        "light": Leaf("light", sheet.text(shot.light_override, f"{at}.light_override")),
        "beats": [_beat(sheet, shot, beat, sheet.fit.shots[index]) for beat in shot.beats],
    }


def _beat(sheet: Sheet, shot: Shot, beat: Beat, fitted: float) -> Tree:
    at = beat_path(shot, beat)
    seconds = beat.seconds * (fitted / shot.seconds if shot.seconds > 0 else 1.0)
    lines = [Said(shot, beat, line) for line in beat.lines if line.text.strip()]
    return {
        "seconds": Leaf("beats", [Piece(number(seconds), f"{at}.seconds")], bare=True),
        "function": Leaf("beats", sheet.term("purpose", beat.purpose, f"{at}.purpose")),
        "picture": Leaf("beats", sentence(linked(sheet, shot, beat))),
        "ends": Leaf("beats", ending(sheet, shot, beat, "", "")),
        "lines": [_line(sheet, said) for said in lines],
        "sound": [Leaf("sound", cue) for cue in beat_cues(sheet, shot, beat)] if sheet.audible else [],
    }


def _line(sheet: Sheet, said: Said) -> Tree:
    speech = Speech(sheet, marks=("", ""), voices=False)
    return {
        "who": Leaf("lines", speech.speaker(said)),
        "how": Leaf("lines", speech.direction(said)),
        "words": Leaf("lines", speech.quoted(said)),
    }


# ---------------------------------------------------------------------------------------------------------- writing


def put_tree(page: Page, tree: Tree, line: str) -> None:
    """Write a tree. `line` is a new line with the spaces of the level it stands on."""
    if isinstance(tree, Leaf):
        page.add(tree.section, tree.phrase if tree.bare else [Piece('"'), *escaped(tree.phrase), Piece('"')])
        return
    before, after = "{}" if isinstance(tree, dict) else "[]"
    section = _section(tree)
    page.add(section, [Piece(before)])
    filled = put_fields(page, tree, line)
    page.add(section, [Piece(f"{line}{after}" if filled else after)])


def put_fields(page: Page, tree: dict[str, Tree] | list[Tree], line: str) -> bool:
    """Write what is inside a tree, each on a line of its own. Whether there was anything."""
    items = tree.items() if isinstance(tree, dict) else [("", each) for each in tree]
    separator = ""
    for name, item in items:
        if _is_empty(item):
            continue
        page.add(_section(item), [Piece(f'{separator}{line}  "{name}": ' if name else f"{separator}{line}  ")])
        put_tree(page, item, f"{line}  ")
        separator = ","
    return bool(separator)


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

"""The whole draft as one JSON text with Chinese values; its keys are names of a form and stay as they are."""

from __future__ import annotations

from app.domain.draft import Beat, CastMember, Shot
from app.domain.request import Part
from app.prompting.action import beat_path
from app.prompting.camera_prose import path_of
from app.prompting.chinese import blocks, scene
from app.prompting.chinese.camera import camera_sentences, opening
from app.prompting.chinese.marks import clauses, stop
from app.prompting.chinese.sound import Lines, beat_cues, music, throughout, voice_words
from app.prompting.chinese.story import ending, linked
from app.prompting.clips import clip_words
from app.prompting.dialects.brief_json import Leaf, Tree, put_fields, put_tree
from app.prompting.filled import voices
from app.prompting.fit import number
from app.prompting.outline import Said
from app.prompting.sentences import named_props
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, Piece, trimmed


def write_json(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """One object with two spaces for each level; what is empty is left out, but for the list of shots."""
    draft = sheet.draft
    spoken = bool(sheet.lines)
    page.add("shot", [Piece("{")])
    nouns = (draft.look, draft.place, draft.light, draft.sound, draft.clips, voices(draft))
    whole = sheet.strip(nouns, ("zh json whole", named_props(sheet), spoken), _whole, sheet, spoken)
    page.put(whole)
    page.add("shot", [Piece(f'{"," if whole.spans else ""}\n  "shots": [')])
    for index, shot in enumerate(draft.shots):
        timed = ("zh json shot", index, sheet.fit.shots[index], draft.sound.language)
        page.put(sheet.strip((shot,), timed, _one_shot, sheet, shot, index), "," if index else "")
    page.add("shot", [Piece("\n  ]" if draft.shots else "]")])
    page.put(sheet.strip((draft.ends, draft.avoid, draft.locks), ("zh json end",), _end, sheet), ",")
    page.add("shot", [Piece("\n}")])
    return ()


def _whole(sheet: Sheet, spoken: bool, page: Page) -> None:
    heard = sheet.audible
    language = sheet.term("language", sheet.draft.sound.language, "sound.language") if spoken else []
    tree: dict[str, Tree] = {
        "references": Leaf("clips", clip_words(sheet) if sheet.draft.clips else []),
        "look": {
            "style": Leaf("look", scene.style(sheet)),
            "palette": Leaf("look", scene.palette(sheet)),
            "mood": Leaf("look", scene.mood(sheet)),
            "lens": Leaf("look", scene.lens(sheet)),
        },
        "place": {
            "setting": Leaf("place", scene.setting(sheet)),
            "planes": Leaf("place", scene.planes(sheet)),
            "props": [Leaf("place", phrase) for phrase in scene.prop_phrases(sheet)],
        },
        "cast": [_member(sheet, member) for member in sheet.draft.cast],
        "light": Leaf("light", clauses([scene.hour(sheet), scene.light(sheet)])),
        "sound": {
            "language": Leaf("lines", language),
            "throughout": Leaf("sound", clauses(throughout(sheet)) if heard else []),
            "music": Leaf("sound", music(sheet) if heard else []),
        },
    }
    put_fields(page, tree, "\n")


def _member(sheet: Sheet, member: CastMember) -> Tree:
    """Somebody once with looks and voice, so that the beats need no more than the name."""
    label = [*sheet.tag(member.id), Piece(sheet.label("cast", member.id), f"cast[{member.id}].label")]
    sheet.introduced |= {member.id}
    return {
        "name": Leaf("cast", label),
        "looks": Leaf("cast", sheet.traits(member.id)),
        "voice": Leaf("cast", voice_words(sheet, member, voices(sheet.draft)[member.id])),
    }


def _one_shot(sheet: Sheet, shot: Shot, index: int, page: Page) -> None:
    at = f"shots[{shot.id}]"
    path = path_of(sheet, shot, index)
    page.add("shot", [Piece("\n    ")])
    tree: Tree = {
        "seconds": Leaf("shot", [Piece(number(sheet.fit.shots[index]), f"{at}.seconds")], bare=True),
        "purpose": Leaf("shot", sheet.term("purpose", shot.purpose, f"{at}.purpose")),
        "framing": Leaf("camera", opening(sheet, path, index)),
        "camera": Leaf("camera", blocks.together(camera_sentences(sheet, path))),
        "lens": Leaf("look", scene.own_lens(sheet, shot)),
        "light": Leaf("light", scene.own_light(sheet, shot)),
        "beats": [_beat(sheet, shot, beat, sheet.fit.shots[index]) for beat in shot.beats],
    }
    put_tree(page, tree, "\n    ")


def _beat(sheet: Sheet, shot: Shot, beat: Beat, fitted: float) -> Tree:
    at = beat_path(shot, beat)
    seconds = beat.seconds * (fitted / shot.seconds if shot.seconds > 0 else 1.0)
    lines = [Said(shot, beat, line) for line in beat.lines if line.text.strip()]
    return {
        "seconds": Leaf("beats", [Piece(number(seconds), f"{at}.seconds")], bare=True),
        "function": Leaf("beats", sheet.term("purpose", beat.purpose, f"{at}.purpose")),
        "picture": Leaf("beats", stop(linked(sheet, shot, beat))),
        "ends": Leaf("beats", ending(sheet, shot, beat, "")),
        "lines": [_line(sheet, said) for said in lines],
        "sound": [Leaf("sound", cue) for cue in beat_cues(sheet, shot, beat)] if sheet.audible else [],
    }


def _line(sheet: Sheet, said: Said) -> Tree:
    speech = Lines(sheet, marks=("", ""), voices=False)
    return {
        "who": Leaf("lines", speech.speaker(said)),
        "how": Leaf("lines", speech.direction(said)),
        "words": Leaf("lines", speech.quoted(said)),
    }


def _end(sheet: Sheet, page: Page) -> None:
    ends: dict[str, Tree] = {
        "last_picture": Leaf("ending", trimmed(sheet.text(sheet.draft.ends.final_picture, "ends.final_picture"))),
        "keep": Leaf("ending", sheet.listed(sheet.draft.locks, "locks", "、")),
    }
    if not sheet.model.limits.negative:
        ends["avoid"] = Leaf("ending", sheet.listed(sheet.draft.avoid, "avoid", "、"))
    put_fields(page, ends, "\n")

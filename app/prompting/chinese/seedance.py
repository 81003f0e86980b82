"""Seedance's way in Chinese: who moves and how first, shot by shot; from 2.5 on with its marks for what is heard."""

from __future__ import annotations

from app.domain.request import Part
from app.prompting.chinese import blocks, scene
from app.prompting.chinese.marks import clauses, stop, stops
from app.prompting.chinese.sound import Lines, heard, music, throughout
from app.prompting.chinese.story import last_ending, told
from app.prompting.dialects.seedance import shown
from app.prompting.sentences import named_props
from app.prompting.sheet import Sheet
from app.prompting.sounds import wants_no_music
from app.prompting.spans import Page, Phrase, Piece
from app.prompting.windows import Window, shot_windows


def write_plain(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The draft shot by shot."""
    return _write(False, sheet, page)


def write_marked(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The same with lines in braces, sounds in angle brackets and music in round ones."""
    return _write(True, sheet, page)


def _write(marked: bool, sheet: Sheet, page: Page) -> tuple[Part, ...]:
    draft = sheet.draft
    speech = Lines(sheet, marks=("{", "}") if marked else ("“", "”"))
    set_ = (draft.look, draft.light, draft.place)
    named = named_props(sheet)
    page.add("cast", stops(_pictures(sheet)))
    many = len(draft.shots) > 1
    for place, window in enumerate(shot_windows(sheet)):
        first = place == 0
        nouns = (window.shot, window.times, *set_)
        values = ("zh seedance", first, many, named if first else None)
        page.put(sheet.strip(nouns, values, _seen, sheet, window, first, many), "\n")
        page.add("lines", blocks.lines(window, speech))
        page.add("sound", _marked(blocks.cues(sheet, window)) if marked else blocks.sounds(sheet, window))
    spoken = bool(sheet.lines)
    wishes = (draft.sound, draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("zh seedance tail", marked, spoken), _tail, sheet, marked, spoken), "\n")
    return ()


def _pictures(sheet: Sheet) -> list[Phrase]:
    """What each picture of the cast is for: `@Image1是林晚，参考其面部与体型，忽略背景`."""
    found: list[Phrase] = []
    for tag, label, role, ignore in shown(sheet, "图"):
        shows = [Piece("参考其"), *role] if role else []
        found.append(clauses([[tag, Piece("是"), label], shows, [Piece("忽略"), *ignore] if ignore else []]))
    return found


def _seen(sheet: Sheet, window: Window, first: bool, many: bool, page: Page) -> None:
    """The action and how it ends, the surroundings, the look once, and the camera."""
    shot = window.shot
    if many:
        page.add("shot", [Piece(f"镜头{window.place + 1}：")])
    page.add("beats", told(sheet, shot, window.beats).sentences)
    page.add("beats", last_ending(sheet, shot, window.beats))
    if first:
        blocks.put_set(sheet, page, scene.own_light(sheet, shot))
        page.add("look", scene.look_sentences(sheet))
        page.add("look", stop(scene.lens(sheet)))
    else:
        page.add("place", stop(scene.anchor(sheet, shot)))
    page.add("camera", stop(blocks.begin(sheet, window)))
    page.add("camera", blocks.moves(sheet, window, alone=True))
    page.add("look", stop(scene.own_lens(sheet, shot)))


def _marked(cues: list[Phrase]) -> Phrase:
    """Each sound in angle brackets."""
    return [piece for cue in cues for piece in (Piece("<"), *cue, Piece(">"))]


def _tail(sheet: Sheet, marked: bool, spoken: bool, page: Page) -> None:
    """What is heard throughout, the language, and the closing wishes."""
    if sheet.audible:
        cues = throughout(sheet)
        page.add("sound", _marked(cues) if marked else heard(cues, "环境声"))
        score = music(sheet)
        in_brackets = marked and score and not wants_no_music(sheet)
        page.add("sound", [Piece("("), *score, Piece(")")] if in_brackets else score)
    page.add("lines", Lines(sheet).language() if spoken else [])
    page.add("ending", scene.closing_wishes(sheet))

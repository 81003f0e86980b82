"""Hailuo's and Runway's ways in Chinese: camera commands in brackets, and plain sentences of what is there."""

from __future__ import annotations

from app.domain.moves import Segment
from app.domain.request import Part
from app.prompting.camera_noun import note_second_moves
from app.prompting.camera_prose import LOCKED, Path, path_of
from app.prompting.chinese import blocks, scene
from app.prompting.chinese.camera import move_phrase, opening
from app.prompting.chinese.marks import clauses, labelled, stop
from app.prompting.chinese.sound import Lines, heard, music, throughout
from app.prompting.chinese.story import last_ending, told
from app.prompting.dialects.blocks import clock_face, within
from app.prompting.dialects.hailuo import AT_ONCE
from app.prompting.sentences import named_props
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, Phrase, Piece, joined, trimmed
from app.prompting.windows import Window, beat_windows

COMMANDS: dict[str, tuple[str, str]] = {
    "truck": ("右移", "左移"),
    "pedestal": ("上升", "下降"),
    "dolly": ("推进", "拉远"),
    "pan": ("右摇", "左摇"),
    "tilt": ("上摇", "下摇"),
    "zoom": ("变焦推近", "变焦拉远"),
}
"""Axis → its command toward more and toward less, as MiniMax's Chinese page names the fifteen."""
FOLLOW, SHAKE, STILL = "跟随", "晃动", "固定"


def write_hailuo(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The scene, then step by step the camera's commands and what is done."""
    draft = sheet.draft
    speech = Lines(sheet)
    set_ = (draft.look, draft.light, draft.place)
    page.put(sheet.strip(set_, ("zh hailuo scene", named_props(sheet)), blocks.put_set, sheet))
    for window in beat_windows(sheet, least=0.0, whole=False):
        page.put(sheet.strip((window.shot, window.times), "zh hailuo", _hailuo_step, sheet, window), "\n")
        page.add("lines", blocks.lines(window, speech))
        page.add("sound", blocks.sounds(sheet, window))
    spoken = bool(sheet.lines)
    wishes = (draft.look, draft.sound, draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("zh hailuo tail", spoken), _hailuo_tail, sheet, spoken), "\n")
    return ()


def _hailuo_step(sheet: Sheet, window: Window, page: Page) -> None:
    """The framing where it is new, the commands, what is done, and what comes into view."""
    shot = window.shot
    path = path_of(sheet, shot, window.place)
    if window.opens_shot:
        page.add("camera", stop(blocks.begin(sheet, window, cut_to=True)))
        page.add("look", stop(scene.own_lens(sheet, shot)))
        page.add("light", stop(labelled("光线", scene.own_light(sheet, shot))))
    for command in _commands(path, window):
        page.add("camera", command)
    page.add("beats", told(sheet, shot, window.beats).sentences)
    part = within(path, window)
    for segment in (*part.moves, *part.stills):
        end = path.key(segment.end_key)
        reveal = trimmed(sheet.text(end.reveal, f"{path.at(end)}.reveal"))
        page.add("camera", stop([Piece("画面中露出"), *reveal]) if reveal else [])
    page.add("beats", last_ending(sheet, shot, window.beats))


def _commands(path: Path, window: Window) -> list[Phrase]:
    """One bracket for each move that begins here; a shot whose camera stays says so."""
    part = within(path, window)
    found = [words for segment in part.moves if (words := _command(part, segment))]
    if window.opens_shot and path.shot.shake:
        shake = Piece(SHAKE, f"shots[{path.shot.id}].shake")
        if found and len(found[0]) < AT_ONCE:
            found[0].append(shake)
        else:
            found.insert(0, [shake])
    elif window.opens_shot and not path.moves:
        found.append([Piece(STILL, f"shots[{path.shot.id}].support" if path.shot.support == LOCKED else "")])
    return [[Piece("["), *joined(([word] for word in words), "，"), Piece("]")] for words in found]


def _command(path: Path, segment: Segment) -> Phrase:
    """The largest axes of a move that have a command, three at most."""
    start, end = path.key(segment.start_key), path.key(segment.end_key)
    words: Phrase = [Piece(FOLLOW, f"{path.at(start)}.lock")] if start.lock == "follow" else []
    words += (
        Piece(COMMANDS[axis][0 if segment.deltas[axis] > 0 else 1], f"{path.at(end)}.axes.{axis}")
        for axis in segment.axes
        if axis in COMMANDS
    )
    return words[:AT_ONCE]


def _hailuo_tail(sheet: Sheet, spoken: bool, page: Page) -> None:
    page.add("lines", Lines(sheet).language() if spoken else [])
    if sheet.audible:
        page.add("sound", heard(throughout(sheet), "环境声"))
        page.add("sound", music(sheet))
    page.add("look", scene.look_sentences(sheet))
    page.add("look", stop(scene.lens(sheet)))
    page.add("ending", scene.closing_wishes(sheet))


# ---------------------------------------------------------------------------------------------------------- runway


def write_runway(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """One move for each shot, then what is done; a request that begins with a picture says only what moves."""
    draft = sheet.draft
    windows = beat_windows(sheet, least=1.0, whole=True)
    stamped = len(windows) > 1
    for window in windows:
        nouns = (window.shot, window.times)
        page.put(sheet.strip(nouns, ("zh runway", stamped), _runway_step, sheet, window, stamped), "\n")
    if not sheet.pictured:
        set_ = (draft.look, draft.light, draft.place)
        page.put(sheet.strip(set_, ("zh runway set", named_props(sheet)), _runway_set, sheet), "\n")
    page.put(sheet.strip((draft.ends, draft.locks), ("zh runway tail",), _runway_tail, sheet), "\n")
    note_second_moves(sheet)
    return ()


def _runway_step(sheet: Sheet, window: Window, stamped: bool, page: Page) -> None:
    """The camera where a shot begins, then who does what."""
    shot = window.shot
    if stamped:
        at = f"shots[{shot.id}].seconds"
        beat = f"shots[{shot.id}].beats[{window.beats[0].id}].seconds" if window.beats else at
        page.add(
            "shot", [Piece("["), Piece(clock_face(window.times.start), at if window.opens_shot else beat), Piece("]")]
        )
    if window.opens_shot:
        path = path_of(sheet, shot, window.place)
        begin = opening(sheet, path, window.place, cut_to=window.place > 0)
        page.add("camera", stop(clauses([begin, move_phrase(sheet, path)])))
        page.add("look", stop(scene.own_lens(sheet, shot)))
        page.add("light", stop(labelled("光线", scene.own_light(sheet, shot))))
    page.add("beats", told(sheet, shot, window.beats, numbered=False).sentences)
    page.add("beats", last_ending(sheet, shot, window.beats))


def _runway_set(sheet: Sheet, page: Page) -> None:
    """Where it is, who else is there, the light and the look."""
    blocks.put_set(sheet, page)
    page.add("look", scene.look_sentences(sheet))
    page.add("look", stop(scene.lens(sheet)))


def _runway_tail(sheet: Sheet, page: Page) -> None:
    page.add("ending", [*scene.final_picture(sheet), *scene.locked(sheet)])

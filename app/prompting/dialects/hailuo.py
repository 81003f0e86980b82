"""Prose with the camera as commands in brackets, `[Push in, Tilt up]`, as Hailuo's director models listen.

They know fifteen commands and take up to three at once; what has none of them is a loss.
"""

from __future__ import annotations

from app.domain.moves import Segment
from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import last_ending, told
from app.prompting.camera_prose import LOCKED, Path, path_of
from app.prompting.dialects import blocks
from app.prompting.dialects.face import Dialect
from app.prompting.dialogue import Speech
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, effects, listed, music
from app.prompting.spans import Page, Phrase, Piece, capital, inner, joined, sentence, sentences, trimmed
from app.prompting.windows import Window, beat_windows

COMMANDS: dict[str, tuple[str, str]] = {
    "truck": ("Truck right", "Truck left"),
    "pedestal": ("Pedestal up", "Pedestal down"),
    "dolly": ("Push in", "Pull out"),
    "pan": ("Pan right", "Pan left"),
    "tilt": ("Tilt up", "Tilt down"),
    "zoom": ("Zoom in", "Zoom out"),
}
"""Axis → its command toward more and toward less (MiniMax video-01-director schema; checked 2026-11-22)."""
FOLLOW, SHAKE, STILL = "Tracking shot", "Shake", "Static shot"
AT_ONCE = 3


def write_hailuo(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The scene, then step by step the camera's commands and what is done."""
    draft = sheet.draft
    speech = Speech(sheet)
    set_ = (draft.look, draft.light, draft.place)
    page.put(sheet.strip(set_, ("hailuo scene", write.named_props(sheet)), _scene, sheet))
    for window in beat_windows(sheet, least=0.0, whole=False):
        page.put(speech.strip((window.shot, window.times), "hailuo", _step, sheet, speech, window), "\n")
    spoken = bool(sheet.lines)
    wishes = (draft.look, draft.sound, draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("hailuo tail", spoken), _tail, sheet, spoken), "\n")
    return ()


def _scene(sheet: Sheet, page: Page) -> None:
    page.add("place", sentence(write.setting(sheet, introduce=True)))
    page.add("place", write.planes(sheet, introduce=True), " ")
    page.add("cast", sentences(write.cast_sentences(sheet)), " ")
    page.add("place", sentences(write.prop_phrases(sheet)), " ")
    page.add("light", sentence(joined([write.hour(sheet), write.light(sheet)])), " ")


def _step(sheet: Sheet, speech: Speech, window: Window, page: Page) -> None:
    """The framing where it is new, the commands, what is done, what comes into view, what is said and heard."""
    shot = window.shot
    page.put(blocks.filmed(sheet, window, "hailuo camera", _filmed))
    page.add("beats", joined(told(sheet, shot, window.beats).sentences, " "), " ")
    for phrase in _revealed(sheet, path_of(sheet, shot, window.place), window):
        page.add("camera", phrase, " ")
    page.add("beats", last_ending(sheet, shot, window.beats), " ")
    page.put(blocks.spoken(window, speech), " ")
    page.put(blocks.heard(sheet, window, "Sound:"), " ")


def _filmed(sheet: Sheet, window: Window, page: Page) -> None:
    shot = window.shot
    if window.opens_shot:
        page.add("camera", sentence(capital(blocks.begin(sheet, window, cut_to=True))))
        page.add("look", sentence(capital(write.own_lens(sheet, shot))), " ")
        page.add("light", sentence(sheet.text(shot.light_override, f"shots[{shot.id}].light_override")), " ")
    for command in _commands(path_of(sheet, shot, window.place), window):
        page.add("camera", command, " ")


def _commands(path: Path, window: Window) -> list[Phrase]:
    """One bracket for each move that begins here; a shot whose camera stays says so."""
    part = blocks.within(path, window)
    found = [bracket for segment in part.moves if (bracket := _bracket(part, segment))]
    shake = Piece(SHAKE, f"shots[{path.shot.id}].shake")
    if not window.opens_shot:
        return found
    if path.shot.shake and found and len(found[0]) <= 2 * AT_ONCE - 1:
        found[0] = [*found[0][:-1], Piece(", "), shake, found[0][-1]]
    elif path.shot.shake:
        found.insert(0, [Piece("["), shake, Piece("]")])
    elif not path.moves:
        still = Piece(STILL, f"shots[{path.shot.id}].support" if path.shot.support == LOCKED else "")
        found.append([Piece("["), still, Piece("]")])
    return found


def _bracket(path: Path, segment: Segment) -> Phrase:
    """`[Push in, Tilt up]`: the largest axes of a move that have a command."""
    start, end = path.key(segment.start_key), path.key(segment.end_key)
    words: list[Piece] = []
    if start.lock == "follow":
        words.append(Piece(FOLLOW, f"{path.at(start)}.lock"))
    words += (
        Piece(COMMANDS[axis][0 if segment.deltas[axis] > 0 else 1], f"{path.at(end)}.axes.{axis}")
        for axis in segment.axes
        if axis in COMMANDS
    )
    if not words:
        return []
    return [Piece("["), *joined([word] for word in words[:AT_ONCE]), Piece("]")]


def _revealed(sheet: Sheet, path: Path, window: Window) -> list[Phrase]:
    """What comes into view, at the keys that the moves of this step end on."""
    found: list[Phrase] = []
    for segment in (*blocks.within(path, window).moves, *blocks.within(path, window).stills):
        end = path.key(segment.end_key)
        reveal = trimmed(sheet.text(end.reveal, f"{path.at(end)}.reveal"))
        if reveal:
            found.append(sentence([Piece("We come to see "), *inner(reveal)]))
    return found


def _tail(sheet: Sheet, spoken: bool, page: Page) -> None:
    page.add("lines", Speech(sheet).language() if spoken else [])
    if sheet.audible:
        page.add("sound", listed([*ambience(sheet), *effects(sheet)], "Throughout:"), " ")
        page.add("sound", music(sheet), " ")
    page.add("look", write.look_sentences(sheet), " ")
    page.add("look", sentence(capital(write.lens(sheet))), " ")
    page.add("ending", write.closing_wishes(sheet), " ")


HAILUO = Dialect(
    "hailuo", write_hailuo, ("place", "cast", "light", "camera", "beats", "lines", "sound", "look", "ending")
)

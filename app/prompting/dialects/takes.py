"""What the dialects of Kling share: how shots without a list are opened, lines, sound, the look at the end, losses."""

from __future__ import annotations

from app.domain.draft import Key, Shot
from app.prompting import sentences as write
from app.prompting.camera_prose import Path, start_framing
from app.prompting.dialogue import Speech
from app.prompting.fit import number
from app.prompting.losses import Ledger
from app.prompting.memory import Memory
from app.prompting.outline import Said, lines_of
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, effects, listed, music, shot_cues, wants_no_music
from app.prompting.spans import Page, Phrase, Piece, Strip, plain, sentence


def opened(sheet: Sheet, shot: Shot, index: int) -> Phrase:
    """`Shot 2 (4–7 s):` where there are several shots, with a dissolve or fade named; nothing for a single take."""
    at = f"shots[{shot.id}]"
    cut = cut_words(shot, index)
    if len(sheet.draft.shots) < 2:
        return sentence(cut) if cut else []
    start = sum(sheet.fit.shots[:index])
    span = f"{number(round(start, 1))}–{number(round(start + sheet.fit.shots[index], 1))} s"
    head = [Piece(f"Shot {index + 1} ("), Piece(span, f"{at}.seconds"), Piece("):")]
    return [*head, Piece(" "), *cut, Piece(".")] if cut else head


def cut_words(shot: Shot, index: int) -> Phrase:
    """How a shot begins where it is no hard cut."""
    if shot.cut_in == "cut" or (shot.cut_in == "dissolve" and not index):
        return []
    words = "Dissolve in" if shot.cut_in == "dissolve" else "Fade in from black"
    return [Piece(words, f"shots[{shot.id}].cut_in")]


def opening(sheet: Sheet, path: Path, index: int, *, cut_to: bool = False) -> Phrase:
    """The framing a shot opens on, led there by its dissolve or fade: `Dissolve to a close-up of Juna`.

    `cut_to` says a hard cut too, between shots that no label parts.
    """
    shot = path.shot
    values = ("opening", shot.id, shot.cut_in, index > 0, cut_to)
    return sheet.keep((shot.keys,), values, _opening, sheet, path, index, cut_to)


def _opening(sheet: Sheet, path: Path, index: int, cut_to: bool) -> Phrase:
    shot = path.shot
    framed = start_framing(sheet, path, article=True)
    if shot.cut_in == "cut" and cut_to and index:
        return [Piece("Cut to "), *framed] if framed else [Piece("Cut")]
    cut = cut_words(shot, index)
    if not cut or not framed:
        return cut or start_framing(sheet, path)
    at = f"shots[{shot.id}].cut_in"
    words = Piece("Dissolve to ", at) if shot.cut_in == "dissolve" else Piece("Fade in from black on ", at)
    return [words, *framed]


def spoken(shot: Shot, speech: Speech) -> Strip:
    """The same as a stretch of the page."""
    lines = lines_of(shot)
    return speech.line_strip(lines, "spoken", _spoken, lines, speech)


def _spoken(lines: list[Said], speech: Speech, page: Page) -> None:
    page.add("lines", speech.tagged_series(lines))


def heard(sheet: Sheet, speech: Speech) -> Strip:
    """Language and sounds of the whole draft; “no speech” where nobody speaks."""
    shots = sheet.draft.shots
    anybody = bool(sheet.lines)
    sounds = [beat.sounds for shot in shots for beat in shot.beats]
    places = [(shot.id, *[beat.id for beat in shot.beats]) for shot in shots]
    return sheet.strip((sheet.draft.sound, *sounds), ("heard", anybody, *places), _heard, sheet, speech, anybody)


def _heard(sheet: Sheet, speech: Speech, anybody: bool, page: Page) -> None:
    page.add("lines", speech.language() if anybody else [])
    if sheet.audible:
        by_shot = (cue for shot in sheet.draft.shots for cue in shot_cues(sheet, shot))
        cues = [*ambience(sheet), *by_shot, *effects(sheet)]
        if cues and not anybody:
            cues.append([Piece("no speech")])
        page.add("sound", listed(cues), " ")
        page.add("sound", music(sheet), " ")


def tail(sheet: Sheet) -> Strip:
    """Lens and style at the end, where Kling wants them; the last picture, what must stay, what to keep out."""
    draft = sheet.draft
    return sheet.strip((draft.look, draft.ends, draft.avoid, draft.locks), ("tail",), _tail, sheet)


def _tail(sheet: Sheet, page: Page) -> None:
    page.add("look", sentence(write.lens(sheet)))
    page.add("look", write.look_sentences(sheet), " ")
    page.add("ending", write.closing_wishes(sheet), " ")


def note_takes(sheet: Sheet, page: Page) -> None:
    """What Kling does with what is on the page: the style moves to the end, no music is only a wish."""
    if page.says("look.style_line"):
        sheet.losses.note("style_last", "reworded", "look.style_line")
    if page.says("sound.music") and wants_no_music(sheet):
        sheet.losses.note("no_music", "weakened", "sound.music", model=sheet.model.title)
    note_locks(sheet)


def note_locks(sheet: Sheet) -> None:
    """A camera lock is words to a model, not a rig."""
    shots = sheet.draft.shots
    paths = _PATHS.each(shots, None, lambda place: shots[place].keys)
    sheet.losses.take(sheet.keep((paths,), ("locks", *[shot.id for shot in shots]), _locks, sheet))


_PATHS: Memory[tuple[Key, ...]] = Memory(1)
"""The camera paths of the draft compiled last."""


def _locks(sheet: Sheet) -> Ledger:
    """Each lock of a camera on something."""
    found = Ledger()
    for shot in sheet.draft.shots:
        for key in shot.keys:
            if key.lock != "none" and (target := sheet.text(key.framing.target, "")):
                path = f"shots[{shot.id}].keys[{key.id}].lock"
                found.note(f"lock_{key.lock}", "weakened", path, target=plain(target))
    return found

"""The dialects that tell a clip stretch by stretch in Chinese: timed prose, Veo's blocks, LTX's one paragraph."""

from __future__ import annotations

from app.domain.request import Part
from app.prompting.chinese import blocks, scene
from app.prompting.chinese.marks import labelled, stop, stops
from app.prompting.chinese.sound import Lines, heard, music, throughout
from app.prompting.chinese.story import last_ending, told
from app.prompting.dialects.blocks import clock_face
from app.prompting.dialects.timed import Style, style_of
from app.prompting.dialects.veo import LEAST
from app.prompting.fit import number
from app.prompting.sentences import named_props
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, Phrase, Piece
from app.prompting.windows import Window, beat_windows, shot_windows

# ----------------------------------------------------------------------------------------------------------- timed


def write_timed(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The head, the blocks with their times, and the closing wishes."""
    style = style_of(sheet.model)
    speech = Lines(sheet)
    draft = sheet.draft
    set_ = (draft.look, draft.light, draft.place)
    page.put(sheet.strip(set_, ("zh timed head", named_props(sheet)), _timed_head, sheet))
    by_shot = style.blocks != "beats"
    windows = shot_windows(sheet) if by_shot else beat_windows(sheet, least=style.least, whole=style.whole)
    for place, window in enumerate(windows):
        nouns, first = (window.shot, window.times, *set_), place == 0
        page.put(sheet.strip(nouns, ("zh timed block", style, first), _timed_seen, sheet, style, window, first), "\n")
        page.add("lines", blocks.lines(window, speech))
        page.put(sheet.strip((window.shot, window.times), "zh timed end", _timed_end, sheet, window))
    spoken = bool(sheet.lines)
    wishes = (draft.look, draft.sound, draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("zh timed tail", spoken), _tail, sheet, spoken, True, False), "\n")
    return ()


def _timed_head(sheet: Sheet, page: Page) -> None:
    page.add("look", stop(labelled("风格", scene.style(sheet))))
    blocks.put_set(sheet, page)
    page.add("look", stop(scene.lens(sheet)))


def _timed_label(style: Style, window: Window) -> Phrase:
    """The label of a block. Its borders belong to the shot it opens and to the beat it ends."""
    shot = f"shots[{window.shot.id}].seconds"
    ends = f"shots[{window.shot.id}].beats[{window.beats[-1].id}].seconds" if window.beats else shot
    if style.label == "seconds":
        begins = Piece(number(window.times.start), shot if window.opens_shot else "")
        return [Piece("["), begins, Piece("–"), Piece(number(window.times.end), ends), Piece("秒]")]
    count = number(round(window.times.end - window.times.start, 2))
    return [Piece(f"镜头{window.place + 1}（"), Piece(f"{count}秒", shot), Piece("）：")]


def _timed_seen(sheet: Sheet, style: Style, window: Window, first: bool, page: Page) -> None:
    """What is seen in one stretch of time."""
    shot = window.shot
    page.add("shot", _timed_label(style, window))
    page.add("camera", stop(blocks.begin(sheet, window)))
    page.add("place", stop(scene.own_light(sheet, shot) if first else scene.anchor(sheet, shot)))
    page.add("beats", told(sheet, shot, window.beats).sentences)
    page.add("camera", blocks.moves(sheet, window, alone=True))
    page.add("look", stop(scene.own_lens(sheet, shot)) if window.opens_shot else [])


def _timed_end(sheet: Sheet, window: Window, page: Page) -> None:
    """What is heard, and how the stretch ends."""
    page.add("sound", blocks.sounds(sheet, window))
    page.add("beats", last_ending(sheet, window.shot, window.beats))


def _tail(sheet: Sheet, spoken: bool, look: bool, positive: bool, page: Page) -> None:
    """The language, what is heard throughout, colours, mood and the closing wishes."""
    page.add("lines", Lines(sheet).language() if spoken else [])
    if sheet.audible:
        page.add("sound", heard(throughout(sheet), "环境声"))
        page.add("sound", music(sheet, positive=positive))
    page.add("look", scene.colours_and_mood(sheet) if look else [])
    page.add("ending", scene.closing_wishes(sheet))


# ------------------------------------------------------------------------------------------------------------- veo


def write_veo(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The draft as one take in prose, or in blocks with their times where there is more than one step to tell."""
    draft = sheet.draft
    speech = Lines(sheet)
    set_ = (draft.look, draft.light, draft.place)
    named = named_props(sheet)
    windows = beat_windows(sheet, least=LEAST, whole=True)
    stamped = len(windows) > 1
    for place, window in enumerate(windows):
        first = place == 0
        nouns, values = (window.shot, window.times, *set_), ("zh veo seen", stamped, first, named if first else None)
        page.put(sheet.strip(nouns, values, _veo_seen, sheet, window, stamped, first), "\n")
        if stamped:
            _veo_heard(sheet, page, window, speech, "")
    page.put(sheet.strip((draft.look,), ("zh veo look",), _veo_look, sheet), "\n" if stamped else "")
    if not stamped and windows:
        _veo_heard(sheet, page, windows[0], speech, "\n")
    spoken = bool(sheet.lines)
    wishes = (draft.sound, draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("zh veo tail", spoken), _tail, sheet, spoken, False, True), "\n")
    return ()


def _veo_seen(sheet: Sheet, window: Window, stamped: bool, first: bool, page: Page) -> None:
    """The camera, the action, and around it the place: whole at first, in a few words in every later block."""
    shot = window.shot
    if stamped:
        page.add("shot", _stamp(window))
    page.add("camera", stop(blocks.begin(sheet, window)))
    page.add("camera", blocks.moves(sheet, window))
    page.add("look", stop(scene.own_lens(sheet, shot)) if window.opens_shot else [])
    page.add("beats", told(sheet, shot, window.beats).sentences)
    page.add("beats", last_ending(sheet, shot, window.beats))
    if first:
        blocks.put_set(sheet, page, scene.own_light(sheet, shot))
    else:
        page.add("place", stop(scene.anchor(sheet, shot)))


def _stamp(window: Window) -> Phrase:
    """`[00:02-00:04]`; its borders belong to the shot it opens and to the beat it ends."""
    shot = f"shots[{window.shot.id}].seconds"
    ends = f"shots[{window.shot.id}].beats[{window.beats[-1].id}].seconds" if window.beats else shot
    begins = Piece(clock_face(window.times.start), shot if window.opens_shot else "")
    return [Piece("["), begins, Piece("-"), Piece(clock_face(window.times.end), ends), Piece("]")]


def _veo_heard(sheet: Sheet, page: Page, window: Window, speech: Lines, before: str) -> None:
    page.add("sound", blocks.sounds(sheet, window), before)
    page.add("lines", blocks.lines(window, speech), before)


def _veo_look(sheet: Sheet, page: Page) -> None:
    page.add("look", stop(labelled("风格", scene.style(sheet))))
    page.add("look", stop(scene.lens(sheet)))
    page.add("look", scene.colours_and_mood(sheet))


# ------------------------------------------------------------------------------------------------------------- ltx


def write_ltx(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft as one paragraph; only words say that there is a cut."""
    draft = sheet.draft
    speech = Lines(sheet)
    set_ = (draft.look, draft.light, draft.place)
    named = named_props(sheet)
    for place, window in enumerate(shot_windows(sheet)):
        first = place == 0
        nouns, values = (window.shot, window.times, *set_), ("zh ltx seen", first, named if first else None)
        page.put(sheet.strip(nouns, values, _ltx_seen, sheet, window, first))
        page.add("lines", blocks.lines(window, speech))
        page.put(sheet.strip((window.shot, window.times), "zh ltx heard", _ltx_heard, sheet, window))
    spoken = bool(sheet.lines)
    wishes = (draft.look, draft.sound, draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("zh ltx tail", spoken), _tail, sheet, spoken, True, True))
    return ()


def _ltx_seen(sheet: Sheet, window: Window, first: bool, page: Page) -> None:
    """The framing, the scene (whole once, then in a few words), what happens, and the camera."""
    shot = window.shot
    page.add("camera", stop(blocks.begin(sheet, window, cut_to=True)))
    if first:
        page.add("look", stop(scene.style(sheet)))
        page.add("place", scene.place(sheet, introduce=True))
        page.add("place", stops(scene.prop_phrases(sheet)))
        page.add("light", scene.hour_and_light(sheet, scene.own_light(sheet, shot)))
        page.add("look", stop(scene.lens(sheet)))
    else:
        page.add("place", stop(scene.anchor(sheet, shot)))
    page.add("beats", told(sheet, shot, window.beats).sentences)
    if first:
        page.add("cast", stops(scene.cast_sentences(sheet)))
    page.add("camera", blocks.moves(sheet, window))
    page.add("look", stop(scene.own_lens(sheet, shot)))


def _ltx_heard(sheet: Sheet, window: Window, page: Page) -> None:
    page.add("sound", blocks.sounds(sheet, window, "画面里听得到"))
    page.add("beats", last_ending(sheet, window.shot, window.beats))

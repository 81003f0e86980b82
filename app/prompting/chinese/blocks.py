"""What the Chinese writers share: how a stretch begins, its moves, its lines and sounds, heads of shots, the tail."""

from __future__ import annotations

from app.domain.draft import Shot
from app.prompting.camera_prose import Clock, path_of
from app.prompting.chinese import scene
from app.prompting.chinese.camera import camera_sentences, cut_words, framing, opening
from app.prompting.chinese.marks import stop, stops
from app.prompting.chinese.sound import Lines, beat_cues, heard, music, shot_cues, throughout
from app.prompting.dialects.blocks import within
from app.prompting.fit import number
from app.prompting.outline import Said
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, Phrase, Piece
from app.prompting.windows import Window


def begin(sheet: Sheet, window: Window, *, cut_to: bool = False) -> Phrase:
    """The framing a stretch begins with: how its shot opens, or what the camera has come to."""
    path = path_of(sheet, window.shot, window.place)
    if window.opens_shot:
        return opening(sheet, path, window.place, cut_to=cut_to)
    passed = [key for key in path.keys if key.t <= window.times.drawn[0] + 1e-6]
    return framing(sheet, path, passed[-1]) if len(passed) > 1 else []


def moves(sheet: Sheet, window: Window, *, alone: bool = False) -> Phrase:
    """The camera in a stretch, one sentence for each move; nothing where it goes on as it was."""
    part = within(path_of(sheet, window.shot, window.place), window)
    if not (part.moves or part.stills or window.opens_shot):
        return []
    clock = Clock(window.times.before, window.times.drawn)
    return together(camera_sentences(sheet, part, alone=alone, clock=clock))


def together(sentences: list[Phrase]) -> Phrase:
    """Finished sentences side by side."""
    return [piece for phrase in sentences for piece in phrase]


def lines(window: Window, speech: Lines) -> Phrase:
    """What is said in a stretch, each line with its speaker."""
    said = [Said(window.shot, beat, line) for beat in window.beats for line in beat.lines if line.text.strip()]
    return stops(speech.told_series(said))


def cues(sheet: Sheet, window: Window) -> list[Phrase]:
    """What is heard in a stretch beside the lines."""
    return [cue for beat in window.beats for cue in beat_cues(sheet, window.shot, beat)] if sheet.audible else []


def sounds(sheet: Sheet, window: Window, label: str = "音效") -> Phrase:
    """The same as one sentence."""
    return heard(cues(sheet, window), label)


def opened(sheet: Sheet, shot: Shot, index: int) -> Phrase:
    """`镜头2（4–7秒）：` where there are several shots; how a single take begins, where it is no cut."""
    cut = stop(cut_words(shot, index))
    if len(sheet.draft.shots) < 2:
        return cut
    start = sum(sheet.fit.shots[:index])
    span = f"{number(round(start, 1))}–{number(round(start + sheet.fit.shots[index], 1))}秒"
    return [Piece(f"镜头{index + 1}（"), Piece(span, f"shots[{shot.id}].seconds"), Piece("）："), *cut]


def put_heard(sheet: Sheet, page: Page, speech: Lines, before: str) -> None:
    """Language and sounds of the whole draft in one paragraph; “没有人说话” where nobody speaks."""
    spoken = sheet.lines
    page.add("lines", speech.language() if spoken else [], before)
    if not sheet.audible:
        return
    before = "" if spoken and sheet.draft.sound.language else before
    found = [*throughout(sheet), *(cue for shot in sheet.draft.shots for cue in shot_cues(sheet, shot))]
    if found and not spoken:
        found.append([Piece("没有人说话")])
    words = [*heard(found, "声音"), *music(sheet)]
    page.add("sound", words, before)


def put_tail(sheet: Sheet, page: Page, before: str) -> None:
    """Lens and style at the end, where Kling wants them; the last picture, what must stay, what to keep out."""
    draft = sheet.draft
    strip = sheet.strip((draft.look, draft.ends, draft.avoid, draft.locks), ("zh tail",), _tail, sheet)
    page.put(strip, before)


def _tail(sheet: Sheet, page: Page) -> None:
    page.add("look", stop(scene.lens(sheet)))
    page.add("look", scene.look_sentences(sheet))
    page.add("ending", scene.closing_wishes(sheet))


def put_set(sheet: Sheet, page: Page, own: Phrase | None = None) -> None:
    """The place, who and what is in it, hour and light as running sentences."""
    page.add("place", scene.place(sheet, introduce=True))
    page.add("cast", stops(scene.cast_sentences(sheet)))
    page.add("place", stops(scene.prop_phrases(sheet)))
    page.add("light", scene.hour_and_light(sheet, own))

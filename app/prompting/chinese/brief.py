"""Sora's two ways in Chinese: prose with a camera block and a list of actions, and the production brief."""

from __future__ import annotations

from app.domain.draft import Beat, Shot
from app.domain.request import Part
from app.prompting.camera_prose import path_of
from app.prompting.chinese import scene
from app.prompting.chinese.camera import move_phrase, opening, start_framing
from app.prompting.chinese.marks import clauses, labelled, spoken, stop, stops
from app.prompting.chinese.sound import Lines, cue, heard, is_short, music, throughout
from app.prompting.chinese.story import ending, linked
from app.prompting.dialects.sora import note_losses
from app.prompting.outline import Said
from app.prompting.sentences import named_props
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, Phrase, Piece, plain, trimmed
from app.prompting.windows import beat_times

_LONG_DIRECTION = 14
"""Characters beyond which the direction of a single line would hide the action it stands in."""


def write_sora(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft as one brief."""
    draft = sheet.draft
    page.put(sheet.strip((draft.look, draft.place), ("zh sora scene", named_props(sheet)), _scene, sheet))
    lines = sheet.lines
    inline = _fits_inline(sheet, lines)
    speech = Lines(sheet)
    first = draft.shots[0] if len(draft.shots) == 1 else None
    camera = ("zh sora camera", sheet.fit.shots if first else ())
    page.put(sheet.strip((draft.look, draft.light, first), camera, _camera_block, sheet, first), "\n\n")
    exact = draft.options.get(sheet.model.id, {}).get("exact_timing") is True
    for index, shot in enumerate(draft.shots):
        if first is None:
            values = ("zh sora shot", index, sheet.fit.shots[: index + 1], exact)
            page.put(sheet.strip((shot,), values, _shot_head, sheet, shot, index, exact, False), "\n\n")
        _actions(sheet, page, index, speech if inline else None, headed=first is None, exact=exact)
    _put_lines(sheet, page, speech, lines, inline)
    _put_sound(sheet, page, "环境声：\n")
    wishes = (draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("zh sora end",), _closing, sheet, ""), "\n\n")
    note_losses(sheet, exact=exact)
    return ()


def _scene(sheet: Sheet, page: Page) -> None:
    page.add("look", stop(labelled("风格", scene.style(sheet))))
    page.add("place", scene.place(sheet, introduce=True), "\n\n")
    before = "" if page.says("place.setting") else "\n\n"
    page.add("cast", stops(scene.cast_sentences(sheet)), before)
    page.add("place", stops(scene.prop_phrases(sheet)))


def _camera_block(sheet: Sheet, shot: Shot | None, page: Page) -> None:
    """The block of labelled lines; `shot` where the draft is one take, whose camera then stands here."""
    rows: list[tuple[str, Phrase]] = []
    if shot is not None:
        path = path_of(sheet, shot, 0)
        rows.append(("camera", labelled("机位与运镜", clauses([start_framing(sheet, path), move_phrase(sheet, path)]))))
    own = scene.own_light(sheet, shot) if shot is not None else []
    rows += [
        ("look", labelled("镜头焦段", scene.lens(sheet, shot))),
        ("light", labelled("布光", clauses([own, scene.light(sheet, named_key=True)]))),
        ("light", labelled("时间与天气", scene.hour(sheet))),
        ("look", labelled("色调", scene.palette(sheet))),
        ("look", labelled("氛围", scene.mood(sheet))),
    ]
    rows = [(section, phrase) for section, phrase in rows if phrase]
    if rows:
        page.add(rows[0][0], [Piece("摄影：")], "\n\n")
    for section, phrase in rows:
        page.add(section, phrase, "\n")


def _closing(sheet: Sheet, head: str, page: Page) -> None:
    wishes = scene.closing_wishes(sheet)
    page.add("ending", [*([Piece(head)] if head else []), *wishes] if wishes else [])


# ------------------------------------------------------------------------------------------------------------ shots


def _shot_head(sheet: Sheet, shot: Shot, index: int, exact: bool, purpose: bool, page: Page) -> None:
    """The head of a shot between cuts: its own camera and light; its times and what it is for where asked."""
    path = path_of(sheet, shot, index)
    head: Phrase = [Piece(f"镜头{index + 1}")]
    if exact:
        start = sum(sheet.fit.shots[:index])
        span = f"{start:.1f}–{start + sheet.fit.shots[index]:.1f}秒"
        head += [Piece("，"), Piece(span, f"shots[{shot.id}].seconds")]
    function = trimmed(sheet.term("purpose", shot.purpose, f"shots[{shot.id}].purpose")) if purpose else []
    head += [Piece("，"), *function] if function else []
    words = clauses([opening(sheet, path, index), move_phrase(sheet, path), scene.own_lens(sheet, shot)])
    page.add("camera", stop([*head, Piece("："), *words]))
    page.add("light", stop(labelled("光线", scene.own_light(sheet, shot))))


def _actions(sheet: Sheet, page: Page, index: int, speech: Lines | None, *, headed: bool, exact: bool) -> None:
    """The actions of a shot as a list: one item for each beat, with the line where it stands in the action."""
    draft = sheet.draft
    shot = draft.shots[index]
    many = sum(len(each.beats) for each in draft.shots) > 2
    times = [""] * len(shot.beats)
    if exact and len(shot.beats) > 1:
        times = [f"{start:.1f}–{end:.1f}秒" for start, end in beat_times(sheet, index)]
    for beat, time in zip(shot.beats, times, strict=True):
        counted = many and not time and shot is draft.shots[-1] and beat is shot.beats[-1]
        values = ("zh sora beat", shot.id, counted, time)
        strip = sheet.strip((beat,), values, _bullet, sheet, shot, beat, counted, time)
        said = [Said(shot, beat, line) for line in beat.lines if line.text.strip()]
        lines = stops(speech.labelled(each) for each in said) if speech is not None else []
        if not headed and (strip.spans or lines):
            page.add(strip.spans[0].section if strip.spans else "lines", [Piece("动作：")], "\n\n")
            headed = True
        page.put(strip, "\n- ")
        page.add("lines", lines, "" if strip.spans else "\n- ")


def _bullet(sheet: Sheet, shot: Shot, beat: Beat, counted: bool, time: str, page: Page) -> None:
    """What a beat shows, how it ends, and its short sounds."""
    shown = linked(sheet, shot, beat)
    seconds = f"shots[{shot.id}].beats[{beat.id}].seconds"
    if shown and counted and beat.link.type in ("opens", "then") and beat.seconds <= 3:
        count = spoken(beat.seconds) if beat.seconds >= 1.5 else "一秒"
        shown = [Piece(f"最后{count}里，", seconds), *shown]
    if shown and time:
        shown = [Piece(time, seconds), Piece("："), *shown]
    page.add("beats", stop(shown))
    page.add("beats", stop(ending(sheet, shot, beat)))
    if sheet.audible:
        short = [found for each in beat.sounds if is_short(each) and (found := cue(sheet, shot, beat, each))]
        page.add("sound", heard(short))


# -------------------------------------------------------------------------------------------------- lines and sound


def _fits_inline(sheet: Sheet, lines: list[Said]) -> bool:
    """One line stands in the action list, two or more in their block."""
    return len(lines) == 1 and len(plain(Lines(sheet).direction(lines[0]))) <= _LONG_DIRECTION


def _put_lines(sheet: Sheet, page: Page, speech: Lines, lines: list[Said], inline: bool) -> None:
    if lines and not inline:
        page.add("lines", [Piece("对白：")], "\n\n")
        for said in lines:
            page.add("lines", speech.labelled(said), "\n- ")
    page.add("lines", speech.language() if lines else [], "" if inline else "\n")


def _put_sound(sheet: Sheet, page: Page, label: str) -> None:
    """What is heard throughout, and the sounds that need more than a word in the actions."""
    if not sheet.audible:
        return
    cues = throughout(sheet)
    for shot in sheet.draft.shots:
        for beat in shot.beats:
            cues += [found for each in beat.sounds if not is_short(each) and (found := cue(sheet, shot, beat, each))]
    words = [*stop(clauses(cues)), *music(sheet)]
    page.add("sound", [Piece(label), *words] if words else [], "\n\n")


# ------------------------------------------------------------------------------------------------------------ brief


def write_brief(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft as a production brief: what is not there has no head."""
    draft = sheet.draft
    set_ = (draft.look, draft.light, draft.place)
    page.put(sheet.strip(set_, ("zh brief set", named_props(sheet)), _set, sheet))
    _put_sound(sheet, page, "声音：\n")
    if draft.shots:
        page.add("shot", [Piece("分镜表：")], "\n\n")
    lines = sheet.lines
    inline = _fits_inline(sheet, lines)
    speech = Lines(sheet)
    for index, shot in enumerate(draft.shots):
        values = ("zh brief shot", index, sheet.fit.shots[: index + 1])
        head = sheet.strip((shot,), values, _shot_head, sheet, shot, index, True, True)
        page.put(head, "\n" if index == 0 else "\n\n")
        _actions(sheet, page, index, speech if inline else None, headed=True, exact=True)
    _put_lines(sheet, page, speech, lines, inline)
    wishes = (draft.ends, draft.avoid, draft.locks)
    page.put(sheet.strip(wishes, ("zh brief end",), _closing, sheet, "收尾：\n"), "\n\n")
    note_losses(sheet, exact=True)
    return ()


def _set(sheet: Sheet, page: Page) -> None:
    for section, label, phrase in (
        ("look", "画幅与风格", stop(scene.style(sheet))),
        ("look", "镜头焦段", stop(scene.lens(sheet))),
        ("look", "调色", scene.colours_and_mood(sheet)),
        ("light", "布光与氛围", [*stop(scene.light(sheet, named_key=True)), *stop(scene.hour(sheet))]),
        ("place", "场景与构图", scene.place(sheet, introduce=True)),
        ("cast", "人物、服装与道具", scene.people(sheet)),
    ):
        page.add(section, [Piece(f"{label}：\n"), *phrase] if phrase else [], "\n\n")

"""Story beats as prose, the way Sora 2 listens: style, scene, camera block, actions, lines, background sound."""

from __future__ import annotations

from app.domain.draft import Beat, Shot
from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import ending, linked
from app.prompting.camera_noun import move_phrase, note_second_moves
from app.prompting.camera_prose import path_of, start_framing
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.takes import opening
from app.prompting.dialogue import Speech
from app.prompting.fit import number, spoken
from app.prompting.outline import Said
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, cue, effects, is_short, listed, music
from app.prompting.spans import Page, Phrase, Piece, capital, inner, joined, plain, sentence, sentences, trimmed
from app.prompting.windows import beat_times

_LONG_DIRECTION = 5
"""A single line whose direction has more words than this gets its own block, as two lines do: it would hide the
action it stands in."""


def write_sora(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft as one brief."""
    draft = sheet.draft
    page.put(sheet.strip((draft.look, draft.place), ("sora scene", write.named_props(sheet)), _scene, sheet))
    lines = sheet.lines
    inline = fits_inline(Speech(sheet), lines)
    speech = Speech(sheet)
    shots = tuple(enumerate(draft.shots))
    first = draft.shots[0] if len(shots) == 1 else None
    camera = ("sora camera", sheet.fit.shots if first else ())
    page.put(sheet.strip((draft.look, draft.light, first), camera, _cinematography, sheet, first), "\n\n")
    for index, shot in shots:
        if first is None:
            values = ("sora shot", index, sheet.fit.shots[: index + 1], _exact(sheet))
            page.put(sheet.strip((shot,), values, shot_head, sheet, shot, index, _exact(sheet), False), "\n\n")
        actions(sheet, page, index, speech if inline else None, headed=first is None, exact=_exact(sheet))
    if lines and not inline:
        dialogue(page, speech, lines)
    page.add("lines", speech.language() if lines else [], " " if inline else "\n")
    background_sound(sheet, page)
    page.put(sheet.strip((draft.ends, draft.avoid, draft.locks), ("sora end",), _closing, sheet), "\n\n")
    note_losses(sheet, exact=_exact(sheet))
    return ()


def _scene(sheet: Sheet, page: Page) -> None:
    page.add("look", sentence(write.labelled("Style", write.style(sheet))))
    begin = "\n\n"
    for section, phrase in (
        ("place", sentence(write.setting(sheet, introduce=True))),
        ("place", write.planes(sheet, introduce=True)),
        ("cast", sentences(write.cast_sentences(sheet))),
        ("place", sentences(capital(each) for each in write.prop_phrases(sheet))),
    ):
        page.add(section, phrase, begin)
        begin = " " if phrase else begin


def _cinematography(sheet: Sheet, shot: Shot | None, page: Page) -> None:
    """The block of labelled lines; `shot` where the draft is one take, whose camera then stands here."""
    rows: list[tuple[str, Phrase]] = []
    if shot is not None:
        path = path_of(sheet, shot, 0)
        rows.append(
            ("camera", write.labelled("Camera", joined([start_framing(sheet, path), move_phrase(sheet, path)])))
        )
    rows += [
        ("look", write.labelled("Lens", write.lens(sheet, shot))),
        ("light", write.labelled("Lighting", joined([_override(sheet, shot), write.light(sheet, named_key=True)]))),
        ("light", write.labelled("Time and weather", write.hour(sheet))),
        ("look", write.labelled("Palette", write.palette(sheet))),
        ("look", write.labelled("Mood", write.mood(sheet))),
    ]
    rows = [(section, phrase) for section, phrase in rows if phrase]
    if rows:
        page.add(rows[0][0], [Piece("Cinematography:")], "\n\n")
    for section, phrase in rows:
        page.add(section, phrase, "\n")


def _override(sheet: Sheet, shot: Shot | None) -> Phrase:
    return sheet.text(shot.light_override, f"shots[{shot.id}].light_override") if shot else []


# ------------------------------------------------------------------------------------------------------------ shots


def shot_head(sheet: Sheet, shot: Shot, index: int, exact: bool, purpose: bool, page: Page) -> None:
    """The head of a shot between cuts: its own camera and light; its times and what it is for where asked."""
    path = path_of(sheet, shot, index)
    head: Phrase = [Piece(f"Shot {index + 1}")]
    if exact:
        start = sum(sheet.fit.shots[:index])
        span = f"{start:.1f}–{start + sheet.fit.shots[index]:.1f} s"
        head += [Piece(", "), Piece(span, f"shots[{shot.id}].seconds")]
    function = sheet.term("purpose", shot.purpose, f"shots[{shot.id}].purpose") if purpose else []
    head += [Piece(", "), *inner(trimmed(function))] if function else []
    glass = write.own_lens(sheet, shot)
    begin = opening(sheet, path, index)
    if begin and begin[0].path.endswith(".cut_in"):
        begin = [Piece(begin[0].text.lower(), begin[0].path), *begin[1:]]
    words = joined([begin, move_phrase(sheet, path), glass])
    page.add("camera", sentence([*head, Piece(": "), *words]))
    light = _override(sheet, shot)
    page.add("light", sentence([Piece("Light: "), *inner(light)]) if light else [], " ")


def actions(sheet: Sheet, page: Page, index: int, speech: Speech | None, *, headed: bool, exact: bool) -> None:
    """The actions of a shot as a list: one item for each beat, with the line where it stands in the action.

    `headed`: a head of the shot stands there already; `exact`: beats that share a shot have their times in front.
    """
    draft = sheet.draft
    shot = draft.shots[index]
    many = sum(len(each.beats) for each in draft.shots) > 2
    times = [""] * len(shot.beats)
    if exact and len(shot.beats) > 1:
        times = [f"{start:.1f}–{end:.1f} s" for start, end in beat_times(sheet, index)]
    for beat, time in zip(shot.beats, times, strict=True):
        counted = many and not time and shot is draft.shots[-1] and beat is shot.beats[-1]
        strip = sheet.strip((beat,), ("sora beat", shot.id, counted, time), _bullet, sheet, shot, beat, counted, time)
        lines = [sentence(speech.labelled(said)) for said in _lines(shot, beat)] if speech is not None else []
        if not headed and (strip.spans or lines):
            page.add(strip.spans[0].section if strip.spans else "lines", [Piece("Actions:")], "\n\n")
            headed = True
        page.put(strip, "\n- ")
        before = " " if strip.spans else "\n- "
        for line in lines:
            page.add("lines", line, before)
            before = " "


def _bullet(sheet: Sheet, shot: Shot, beat: Beat, counted: bool, time: str, page: Page) -> None:
    """What a beat shows, how it ends, and its short sounds."""
    shown = sentence(_beat(sheet, shot, beat, counted=counted))
    if shown and time:
        shown = [Piece(time, f"shots[{shot.id}].beats[{beat.id}].seconds"), Piece(": "), *shown]
    page.add("beats", shown)
    page.add("beats", sentence(ending(sheet, shot, beat, "It ends with ", "It ends ")), " ")
    if sheet.audible:
        page.add("sound", _short_sounds(sheet, shot, beat), " ")


def _lines(shot: Shot, beat: Beat) -> list[Said]:
    return [Said(shot, beat, line) for line in beat.lines if line.text.strip()]


def _beat(sheet: Sheet, shot: Shot, beat: Beat, *, counted: bool) -> Phrase:
    """A beat with its link. `counted`: a short one that ends a draft of many says that it comes last."""
    phrase = linked(sheet, shot, beat, semicolon=True)
    if not phrase or not counted or beat.link.type not in ("opens", "then") or beat.seconds > 3:
        return phrase
    count = spoken(beat.seconds) if beat.seconds >= 1.5 else "second"
    lead = Piece(f"In the last {count} ", f"shots[{shot.id}].beats[{beat.id}].seconds")
    return [lead, *inner(phrase)]


def _short_sounds(sheet: Sheet, shot: Shot, beat: Beat) -> Phrase:
    cues = [found for each in beat.sounds if is_short(each) and (found := cue(sheet, shot, beat, each))]
    return listed(cues, "Sound:")


# ------------------------------------------------------------------------------------------------- lines and sound


def fits_inline(speech: Speech, lines: list[Said]) -> bool:
    """One line stands in the action list, two or more in their block."""
    if len(lines) != 1:
        return False
    return len(plain(speech.direction(lines[0])).split()) <= _LONG_DIRECTION


def dialogue(page: Page, speech: Speech, lines: list[Said]) -> None:
    """The lines in a block of their own."""

    def write(page: Page) -> None:
        page.add("lines", [Piece("Dialogue:")])
        for said in lines:
            page.add("lines", speech.labelled(said), "\n- ")

    page.put(speech.line_strip(lines, "dialogue", write), "\n\n")


def background_sound(sheet: Sheet, page: Page, label: str = "Background Sound:\n") -> None:
    """What is heard throughout, and the sounds that need more than a word in the actions."""
    if not sheet.audible:
        return
    cues = ambience(sheet)
    for shot in sheet.draft.shots:
        cues += sheet.keep((shot,), ("sora cues",), _longer_sounds, sheet, shot)
    cues += effects(sheet)
    words = joined([listed(cues), music(sheet)], " ")
    if words:
        page.add("sound", [Piece(label), *capital(words)], "\n\n")


def _longer_sounds(sheet: Sheet, shot: Shot) -> list[Phrase]:
    """The sounds of a shot that need more than a word in its actions."""
    return [
        found
        for beat in shot.beats
        for each in beat.sounds
        if not is_short(each) and (found := cue(sheet, shot, beat, each, tied=True))
    ]


def _closing(sheet: Sheet, page: Page) -> None:
    page.add("ending", write.closing_wishes(sheet))


def _exact(sheet: Sheet) -> bool:
    """Whether exact timing is switched on for this model."""
    return sheet.draft.options.get(sheet.model.id, {}).get("exact_timing") is True


def note_losses(sheet: Sheet, *, exact: bool) -> None:
    """What a brief in prose cannot hold: times, and more than one move in a shot."""
    note_second_moves(sheet)
    shots = sheet.draft.shots
    if len(shots) > 1 and not exact:
        for shot in shots:
            sheet.losses.note("cut_times", "weakened", f"shots[{shot.id}].seconds", total=number(sheet.fit.seconds))


SORA = Dialect("sora", write_sora, ("look", "place", "cast", "camera", "light", "beats", "lines", "sound", "ending"))

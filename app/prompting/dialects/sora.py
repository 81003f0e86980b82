"""Story beats as prose, the way Sora 2 listens: style, scene, camera block, actions, lines, background sound."""

from __future__ import annotations

from app.domain.draft import Beat, Shot
from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import ending, linked
from app.prompting.camera_noun import main_move, move_phrase
from app.prompting.camera_prose import Path, path_of, start_framing
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.takes import opening
from app.prompting.dialogue import Said, Speech, all_lines
from app.prompting.fit import number, spoken
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, cue, effects, is_short, listed, music
from app.prompting.spans import Page, Phrase, Piece, capital, inner, joined, plain, sentence, sentences

_LONG_DIRECTION = 5
"""A single line whose direction has more words than this gets its own block, as two lines do: it would hide the
action it stands in."""


def write_sora(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft as one brief."""
    page.add("look", sentence(write.labelled("Style", write.style(sheet))), "\n\n")
    _scene(sheet, page)
    paths = [path_of(sheet, shot, index) for index, shot in enumerate(sheet.draft.shots)]
    lines = all_lines(sheet.draft)
    speech = Speech(sheet)
    inline = _fits_inline(speech, lines)
    speech = Speech(sheet)
    one_take = len(paths) <= 1
    _cinematography(sheet, page, paths[0] if one_take and paths else None)
    for path, shot in zip(paths, sheet.draft.shots, strict=True):
        _shot(sheet, page, path, shot, speech if inline else None, one_take=one_take)
    if lines and not inline:
        _dialogue(page, speech, lines)
    page.add("lines", speech.language() if lines else [], " " if inline else "\n")
    _sound(sheet, page)
    page.add("ending", _closing(sheet), "\n\n")
    _note_losses(sheet, paths)
    return ()


def _scene(sheet: Sheet, page: Page) -> None:
    begin = "\n\n"
    for section, phrase in (
        ("place", sentence(write.setting(sheet, introduce=True))),
        ("place", write.planes(sheet, introduce=True)),
        ("cast", sentences(write.cast_sentences(sheet))),
        ("place", sentences(capital(each) for each in write.prop_phrases(sheet))),
    ):
        page.add(section, phrase, begin)
        begin = " " if phrase else begin


def _cinematography(sheet: Sheet, page: Page, path: Path | None) -> None:
    """The block of labelled lines; `path` where the draft is one take, whose camera then stands here."""
    rows: list[tuple[str, Phrase]] = []
    if path is not None:
        rows.append(
            ("camera", write.labelled("Camera", joined([start_framing(sheet, path), move_phrase(sheet, path)])))
        )
    shot = path.shot if path is not None else None
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


def _shot(sheet: Sheet, page: Page, path: Path, shot: Shot, speech: Speech | None, *, one_take: bool) -> None:
    """The actions of a shot as a list; in a draft with cuts under a head with the shot's own camera and light."""
    bullets = _bullets(sheet, shot, speech)
    if one_take:
        if bullets:
            page.add(bullets[0][0][0], [Piece("Actions:")], "\n\n")
    else:
        page.add("camera", _head(sheet, path, shot), "\n\n")
        light = _override(sheet, shot)
        page.add("light", sentence([Piece("Light: "), *inner(light)]) if light else [], " ")
    for bullet in bullets:
        before = "\n- "
        for section, phrase in bullet:
            page.add(section, phrase, before)
            before = " "


def _head(sheet: Sheet, path: Path, shot: Shot) -> Phrase:
    index = sheet.draft.shots.index(shot)
    head: Phrase = [Piece(f"Shot {index + 1}")]
    if _exact(sheet):
        start = sum(sheet.fit.shots[:index])
        span = f"{start:.1f}–{start + sheet.fit.shots[index]:.1f} s"
        head += [Piece(", "), Piece(span, f"shots[{shot.id}].seconds")]
    glass = write.own_lens(sheet, shot)
    begin = opening(sheet, path, index)
    if begin and begin[0].path.endswith(".cut_in"):
        begin = [Piece(begin[0].text.lower(), begin[0].path), *begin[1:]]
    words = joined([begin, move_phrase(sheet, path), glass])
    return sentence([*head, Piece(": "), *words])


def _bullets(sheet: Sheet, shot: Shot, speech: Speech | None) -> list[list[tuple[str, Phrase]]]:
    """One list item for each beat: its sentence, short sounds, and the line where it stands in the action."""
    last = bool(sheet.draft.shots) and shot is sheet.draft.shots[-1]
    found: list[list[tuple[str, Phrase]]] = []
    for place, beat in enumerate(shot.beats):
        final = last and place == len(shot.beats) - 1
        rows = [("beats", sentence(_beat(sheet, shot, beat, final=final)))]
        rows.append(("beats", sentence(ending(sheet, shot, beat, "It ends with ", "It ends "))))
        if sheet.audible:
            rows.append(("sound", _short_sounds(sheet, shot, beat)))
        if speech is not None:
            rows += [("lines", sentence(speech.labelled(said))) for said in _lines(shot, beat)]
        rows = [(section, phrase) for section, phrase in rows if phrase]
        if rows:
            found.append(rows)
    return found


def _lines(shot: Shot, beat: Beat) -> list[Said]:
    return [Said(shot, beat, line) for line in beat.lines if line.text.strip()]


def _beat(sheet: Sheet, shot: Shot, beat: Beat, *, final: bool) -> Phrase:
    phrase = linked(sheet, shot, beat, semicolon=True)
    many = sum(len(each.beats) for each in sheet.draft.shots) > 2
    if not phrase or not final or not many or beat.link.type not in ("opens", "then") or beat.seconds > 3:
        return phrase
    count = spoken(beat.seconds) if beat.seconds >= 1.5 else "second"
    lead = Piece(f"In the last {count} ", f"shots[{shot.id}].beats[{beat.id}].seconds")
    return [lead, *inner(phrase)]


def _short_sounds(sheet: Sheet, shot: Shot, beat: Beat) -> Phrase:
    cues = [found for each in beat.sounds if is_short(each) and (found := cue(sheet, shot, beat, each))]
    return listed(cues, "Sound:")


# ------------------------------------------------------------------------------------------------- lines and sound


def _fits_inline(speech: Speech, lines: list[Said]) -> bool:
    """One line stands in the action list, two or more in their block."""
    if len(lines) != 1:
        return False
    return len(plain(speech.direction(lines[0])).split()) <= _LONG_DIRECTION


def _dialogue(page: Page, speech: Speech, lines: list[Said]) -> None:
    page.add("lines", [Piece("Dialogue:")], "\n\n")
    for said in lines:
        page.add("lines", speech.labelled(said), "\n- ")


def _sound(sheet: Sheet, page: Page) -> None:
    if not sheet.audible:
        return
    cues = ambience(sheet)
    for shot in sheet.draft.shots:
        for beat in shot.beats:
            cues += [
                found
                for each in beat.sounds
                if not is_short(each) and (found := cue(sheet, shot, beat, each, tied=True))
            ]
    cues += effects(sheet)
    words = joined([listed(cues), music(sheet)], " ")
    if words:
        page.add("sound", [Piece("Background Sound:\n"), *capital(words)], "\n\n")


def _closing(sheet: Sheet) -> Phrase:
    return joined([write.final_picture(sheet), write.locked(sheet), write.avoidance(sheet)], " ")


def _exact(sheet: Sheet) -> bool:
    """Whether exact timing is switched on for this model."""
    return sheet.draft.options.get(sheet.model.id, {}).get("exact_timing") is True


def _note_losses(sheet: Sheet, paths: list[Path]) -> None:
    """What a brief in prose cannot hold: times, and more than one move in a shot."""
    for path in paths:
        kept = main_move(path)
        for segment in path.moves:
            if segment is not kept:
                at = path.at(path.key(segment.end_key))
                for axis in segment.deltas:
                    sheet.losses.note("one_move", "dropped", f"{at}.axes.{axis}", model=sheet.model.title)
    if len(paths) > 1 and not _exact(sheet):
        for path in paths:
            sheet.losses.note(
                "cut_times", "weakened", f"shots[{path.shot.id}].seconds", total=number(sheet.fit.seconds)
            )


SORA = Dialect("sora", write_sora)

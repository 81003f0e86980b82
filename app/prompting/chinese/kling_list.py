"""Kling's shot list in Chinese: every entry stands alone, in whole seconds, and says less where it has no room."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from app.domain.draft import Shot
from app.domain.request import Part
from app.prompting.camera_prose import path_of
from app.prompting.chinese import blocks, scene
from app.prompting.chinese.camera import camera_sentences, opening
from app.prompting.chinese.marks import clauses, stop, stops
from app.prompting.chinese.sound import Lines, heard, music, shot_cues
from app.prompting.chinese.story import Told, told
from app.prompting.dialects.kling_shots import Wire
from app.prompting.dialects.takes import note_takes
from app.prompting.fit import number
from app.prompting.outline import lines_of
from app.prompting.sheet import ALL, Sheet
from app.prompting.sounds import ambience, effects
from app.prompting.spans import Page, Phrase, Piece, build, escaped, plain

Row = tuple[str, Phrase]
"""A section and what it says."""
LOOK, PLACE, STAGING, ENDS = 1, 2, 3, 4
"""What gives way where an entry has no room, in this order: the look; the rest of the place and the wishes; where
someone stands, identity beyond two words and sounds beyond one; how beats end that others follow. Camera, action and
lines never do."""
_BETWEEN: dict[Wire, str] = {"text": " ", "list": "\n\n", "json": ", "}
_TRAITS, _TRAITS_TIGHT = 3, 2


def write_text(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """Every shot as an entry of Kling's own text: `镜头 1, 4, …;`."""
    return _write("text", sheet, page)


def write_list(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The same as texts with their seconds."""
    return _write("list", sheet, page)


def write_json(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The same as a JSON text."""
    return _write("json", sheet, page)


class _Entry(NamedTuple):
    """What one shot says at a level."""

    level: int
    rows: list[Row]

    @property
    def text(self) -> str:
        """The entry as it is alone."""
        return "".join(plain(phrase) for _, phrase in self.rows)


def _write(wire: Wire, sheet: Sheet, page: Page) -> tuple[Part, ...]:
    entries = _fitting(sheet, wire)
    sheet.short = "packed" if any(entry.level for entry in entries) else "anchor"
    page.add("shot", [Piece("[")] if wire == "json" else [])
    parts: list[Part] = []
    cap = sheet.model.limits.shot_cap
    for index, (shot, entry) in enumerate(zip(sheet.draft.shots, entries, strict=True)):
        page.part = index
        seconds = sheet.fit.shots[index]
        timed = Piece(number(seconds), f"shots[{shot.id}].seconds")
        heads = {"text": [Piece(f"镜头 {index + 1}, "), timed, Piece(", ")], "json": [Piece('{"prompt": "')]}
        ends = {"text": [Piece(";")], "json": [Piece('", "duration": '), timed, Piece("}")]}
        before = _BETWEEN[wire] if index else ""
        page.add("shot", heads.get(wire, []), before)
        for place, (section, phrase) in enumerate(entry.rows):
            lead = before if not place and wire == "list" else ""
            page.add(section, escaped(phrase) if wire == "json" else phrase, lead)
        page.add("shot", ends.get(wire, []))
        parts.append(build(Part, text=entry.text, path=f"shots[{shot.id}]", seconds=seconds, cap=cap))
    page.add("shot", [Piece("]")] if wire == "json" else [])
    note_takes(sheet, page)
    return tuple(parts)


def _fitting(sheet: Sheet, wire: Wire) -> list[_Entry]:
    """The entries, each saying no more than has room; all of them less where they are sent as one text that is long."""
    limits = sheet.model.limits
    sheet.introduced.update(member.id for member in sheet.draft.cast if _acts(sheet, member.id))
    rest = [*scene.planes(sheet), *stops(scene.prop_phrases(sheet)), *stops(scene.cast_sentences(sheet))]
    least = 0
    entries: list[_Entry] = []
    while least <= ENDS:
        speech = Lines(sheet)
        entries = [
            _entry(sheet, speech, place, rest, least, limits.shot_cap) for place in range(len(sheet.draft.shots))
        ]
        most = (limits.prompt_advised or limits.prompt_cap) if wire == "text" else None
        if not most or sum(len(entry.text) + len("镜头 1, 10, ; ") for entry in entries) <= most:
            break
        least += 1
    return entries


def _acts(sheet: Sheet, name: str) -> bool:
    """Whether someone is introduced in an entry, by acting in a beat."""
    token = f"{{cast:{name}}}"
    return any(token in beat.subject or token in beat.action for shot in sheet.draft.shots for beat in shot.beats)


def _entry(sheet: Sheet, speech: Lines, place: int, rest: Phrase, least: int, cap: int | None) -> _Entry:
    """One entry at the lowest level from `least` on that fits."""
    shot = sheet.draft.shots[place]
    lines = list(speech.tagged_series(lines_of(shot)))
    first = next((at for at, each in enumerate(sheet.draft.shots) if lines_of(each)), -1)
    lines += speech.language() if place == first else []
    entry = _Entry(ENDS, [])
    for level in range(min(least, ENDS), ENDS + 1):
        entry = _Entry(level, _rows(sheet, shot, place, lines, rest, level))
        if not cap or len(entry.text) <= cap:
            break
    return entry


def _rows(sheet: Sheet, shot: Shot, place: int, lines: Phrase, rest: Phrase, level: int) -> list[Row]:
    """What an entry says, in order and without semicolons, which part the entries. All but its lines is kept."""
    draft = sheet.draft
    nouns = (shot, draft.place, draft.light, draft.look, draft.sound, draft.ends, draft.avoid, draft.locks)
    also = tuple(rest) if place == 0 and level < PLACE else ()
    values = ("zh entry", place, place == len(draft.shots) - 1, level, sheet.fit.shots[place], also)
    sheet.introduced.clear()
    before, after = sheet.keep(nouns, values, partial(_around_lines, sheet, shot, place, list(also), level))
    spoken = [("lines", _without_semicolons(lines))] if lines else []
    return [*before, *spoken, *after]


def _around_lines(sheet: Sheet, shot: Shot, place: int, rest: Phrase, level: int) -> tuple[list[Row], list[Row]]:
    """What stands before the lines of an entry, and what behind them."""
    first, last = place == 0, place == len(sheet.draft.shots) - 1
    roomy = level < LOOK
    path = path_of(sheet, shot, place)
    where = scene.anchor(sheet, shot) if level < STAGING else scene.anchor(sheet, shot, most=24)
    story = _story(sheet, shot, level)
    before: list[Row] = [("camera", stop(clauses([opening(sheet, path, place), where]))), ("beats", story.sentences)]
    after: list[Row] = [
        ("camera", blocks.together(camera_sentences(sheet, path, alone=roomy, timed=roomy))),
        ("look", stop(scene.lens(sheet, shot)) if roomy else []),
        ("sound", _sound(sheet, shot, level, first, last)),
        ("beats", story.last_ending),
        ("place", rest),
        ("ending", scene.final_picture(sheet) if last else []),
        ("look", scene.look_sentences(sheet) if roomy else []),
        ("ending", [*scene.locked(sheet), *scene.avoidance(sheet)] if last and level < PLACE else []),
    ]
    return _said(before), _said(after)


def _said(rows: list[Row]) -> list[Row]:
    return [(section, _without_semicolons(phrase)) for section, phrase in rows if phrase]


def _story(sheet: Sheet, shot: Shot, level: int) -> Told:
    """What happens, with as much identity and staging as the level leaves, and how it ends."""
    sheet.introduced.clear()
    sheet.identity_most = _TRAITS if level < STAGING else _TRAITS_TIGHT
    sheet.staged, sheet.ends_between = level < STAGING, level < ENDS
    story = told(sheet, shot, shot.beats)
    sheet.identity_most, sheet.staged, sheet.ends_between = ALL, True, True
    return story


def _sound(sheet: Sheet, shot: Shot, level: int, first: bool, last: bool) -> Phrase:
    if not sheet.audible:
        return []
    own, all_along = shot_cues(sheet, shot), ambience(sheet)
    if level >= STAGING:
        return heard((own or all_along)[:1], "声音")
    once = effects(sheet) if first else []
    return [*heard([*all_along, *own, *once], "声音"), *(music(sheet) if last else [])]


def _without_semicolons(phrase: Phrase) -> Phrase:
    if not any(";" in text or "；" in text for text, _ in phrase):
        return phrase
    return [Piece(text.replace(";", "，").replace("；", "，"), path) for text, path in phrase]

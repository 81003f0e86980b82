"""Kling's shot list in Chinese: every entry stands alone, in whole seconds, and says less where it has no room."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.draft import Shot
from app.domain.request import Part
from app.prompting.camera_prose import path_of
from app.prompting.chinese import blocks, scene
from app.prompting.chinese.camera import camera_sentences, opening
from app.prompting.chinese.marks import clauses, stop, stops
from app.prompting.chinese.sound import Lines, heard, music, shot_cues
from app.prompting.chinese.story import Told, told
from app.prompting.clips import clip_words
from app.prompting.dialects.kling_shots import Wire
from app.prompting.dialects.takes import note_takes
from app.prompting.escaped import escaped
from app.prompting.fit import number
from app.prompting.sentences import named_props
from app.prompting.sheet import ALL, Sheet
from app.prompting.sounds import ambience, effects
from app.prompting.spans import Page, Phrase, Piece, Strip, build, plain

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


class Around(NamedTuple):
    """What stands before the lines of an entry, and what behind them, with their texts."""

    before: list[Row]
    after: list[Row]
    texts: tuple[str, str]


class Spoken(NamedTuple):
    """The lines of an entry."""

    phrase: Phrase
    text: str


class _Entry(NamedTuple):
    """What one shot says at a level."""

    level: int
    around: Around
    spoken: Spoken
    text: str
    """The entry as it is alone."""


def _write(wire: Wire, sheet: Sheet, page: Page) -> tuple[Part, ...]:
    entries = _fitting(sheet, wire)
    sheet.short = "packed" if any(entry.level for entry in entries) else "anchor"
    page.add("shot", [Piece("[")] if wire == "json" else [])
    parts: list[Part] = []
    for place, entry in enumerate(entries):
        page.part = place
        nouns, values = (entry.around, entry.spoken), (wire, place, sheet.draft.shots[place].id, sheet.fit.shots[place])
        written = sheet.keep(nouns, ("zh written", *values), _written, sheet, wire, place, entry)
        page.put(written[0], _BETWEEN[wire] if place else "")
        parts.append(written[1])
    page.add("shot", [Piece("]")] if wire == "json" else [])
    note_takes(sheet, page)
    return tuple(parts)


def _written(sheet: Sheet, wire: Wire, place: int, entry: _Entry) -> tuple[Strip, Part]:
    """An entry as it stands in the list, with its head, and as it is alone."""
    page, seconds = Page(place), sheet.fit.shots[place]
    at = f"shots[{sheet.draft.shots[place].id}]"
    timed = Piece(number(seconds), f"{at}.seconds")
    heads = {"text": [Piece(f"镜头 {place + 1}, "), timed, Piece(", ")], "json": [Piece('{"prompt": "')]}
    ends = {"text": [Piece(";")], "json": [Piece('", "duration": '), timed, Piece("}")]}
    page.add("shot", heads.get(wire, []))
    spoken = [("lines", entry.spoken.phrase)] if entry.spoken.phrase else []
    for section, phrase in (*entry.around.before, *spoken, *entry.around.after):
        page.add(section, escaped(phrase) if wire == "json" else phrase)
    page.add("shot", ends.get(wire, []))
    cap = sheet.model.limits.shot_cap
    return page.strip(), build(Part, text=entry.text, path=at, seconds=seconds, cap=cap)


def _fitting(sheet: Sheet, wire: Wire) -> list[_Entry]:
    """The entries, each saying no more than has room; all of them less where they are sent as one text that is long."""
    limits = sheet.model.limits
    acting = frozenset().union(*[outline.named.acting for outline in sheet.outlines])
    sheet.introduced |= acting.intersection(sheet.cast)
    entries = _Entries(sheet)
    most = (limits.prompt_advised or limits.prompt_cap) if wire == "text" else None
    found: list[_Entry] = []
    for least in range(ENDS + 1):
        found = [entries.fitting(place, least, limits.shot_cap) for place in range(len(sheet.draft.shots))]
        if not most or sum([len(entry.text) + len("镜头 1, 10, ; ") for entry in found]) <= most:
            break
    return found


class _Entries:
    """The entries of one draft at all levels; each is asked for once."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._rest: Phrase = sheet.keep((sheet.draft.place,), ("zh rest", named_props(sheet)), _rest, sheet)
        self._spoken = _spoken(sheet)
        self._said: dict[tuple[int, int], _Entry] = {}

    def fitting(self, place: int, least: int, cap: int | None) -> _Entry:
        """The entry of a shot at the lowest level from `least` on that fits, else at the highest."""
        entry = self._at(place, least)
        if not cap or len(entry.text) <= cap:
            return entry
        # what is too long at its shortest needs no look at the levels between
        shortest = self._at(place, ENDS)
        if len(shortest.text) > cap:
            return shortest
        between = (self._at(place, level) for level in range(least + 1, ENDS))
        return next((entry for entry in between if len(entry.text) <= cap), shortest)

    def _at(self, place: int, level: int) -> _Entry:
        found = self._said.get((place, level))
        if found is None:
            around, spoken = self._around(place, level), self._spoken[place]
            text = f"{around.texts[0]}{spoken.text}{around.texts[1]}"
            found = self._said[place, level] = _Entry(level, around, spoken, text)
        return found

    def _around(self, place: int, level: int) -> Around:
        """All that an entry says but its lines, without semicolons, which part the entries."""
        sheet, draft = self._sheet, self._sheet.draft
        shot = draft.shots[place]
        nouns = (shot, self._rest, draft.place, draft.light, draft.look, draft.sound, draft.ends, draft.avoid)
        values = ("zh entry", place, place == len(draft.shots) - 1, level, sheet.fit.shots[place])
        rest = self._rest if place == 0 and level < PLACE else []
        sheet.introduced = frozenset()
        return sheet.keep((*nouns, draft.locks, draft.clips), values, _around_lines, sheet, shot, place, rest, level)


def _rest(sheet: Sheet) -> Phrase:
    """What the place holds besides."""
    return [*scene.planes(sheet), *stops(scene.prop_phrases(sheet)), *stops(scene.cast_sentences(sheet))]


_SILENT = Spoken([], "")


def _spoken(sheet: Sheet) -> list[Spoken]:
    """The lines of each shot, with the language of all of them where the first one is."""
    speech, first = Lines(sheet), True
    found: list[Spoken] = []
    for outline in sheet.outlines:
        if not outline.lines:
            found.append(_SILENT)
            continue
        lines = speech.tagged_series(outline.lines)
        values = ("zh spoken", first, sheet.draft.sound.language)
        found.append(sheet.keep((lines,), values, _said_lines, lines, speech if first else None))
        first = False
    return found


def _said_lines(lines: Phrase, speech: Lines | None) -> Spoken:
    phrase = _without_semicolons([*lines, *(speech.language() if speech is not None else [])])
    return Spoken(phrase, plain(phrase))


def _around_lines(sheet: Sheet, shot: Shot, place: int, rest: Phrase, level: int) -> Around:
    first, last = place == 0, place == len(sheet.draft.shots) - 1
    roomy = level < LOOK
    begin, camera, lens = _filmed(sheet, shot, place, level < STAGING, roomy)
    story = _story(sheet, shot, level)
    clips = clip_words(sheet) if first and sheet.draft.clips else []
    before: list[Row] = [("clips", clips), begin, ("beats", story.sentences)]
    after: list[Row] = [
        camera,
        lens,
        ("sound", _sound(sheet, shot, level, first, last)),
        ("beats", story.last_ending),
        ("place", rest),
        ("ending", scene.final_picture(sheet) if last else []),
        ("look", scene.look_sentences(sheet) if roomy else []),
        ("ending", [*scene.locked(sheet), *scene.avoidance(sheet)] if last and level < PLACE else []),
    ]
    before, after = _said(before), _said(after)
    return Around(before, after, (_text(before), _text(after)))


def _filmed(sheet: Sheet, shot: Shot, place: int, anchored: bool, roomy: bool) -> tuple[Row, Row, Row]:
    """What no word of a beat has a part in, kept for the next key: how it opens, what the camera does, its lens."""
    draft, path = sheet.draft, path_of(sheet, shot, place)
    texts = (shot.id, shot.cut_in, shot.support, shot.shake, shot.lens, shot.light_override)
    values = ("zh filmed", place, anchored, roomy, path.pace, shot.seconds, *texts)

    def make() -> tuple[Row, Row, Row]:
        where = scene.anchor(sheet, shot) if anchored else scene.anchor(sheet, shot, most=24)
        camera = blocks.together(camera_sentences(sheet, path, alone=roomy, timed=roomy))
        lens = stop(scene.lens(sheet, shot)) if roomy else []
        return ("camera", stop(clauses([opening(sheet, path, place), where]))), ("camera", camera), ("look", lens)

    return sheet.keep((shot.keys, draft.place, draft.light, draft.look), values, make)


def _said(rows: list[Row]) -> list[Row]:
    return [(section, _without_semicolons(phrase)) for section, phrase in rows if phrase]


def _text(rows: list[Row]) -> str:
    return "".join([plain(phrase) for _, phrase in rows])


def _story(sheet: Sheet, shot: Shot, level: int) -> Told:
    """What happens, with as much identity and staging as the level leaves, and how it ends."""
    sheet.introduced = frozenset()
    sheet.identity_most = _TRAITS if level < STAGING else _TRAITS_TIGHT
    sheet.staged, sheet.ends_between = level < STAGING, level < ENDS
    story = sheet.keep((shot,), ("zh story",), told, sheet, shot, shot.beats)
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
    text = plain(phrase)
    if ";" not in text and "；" not in text:
        return phrase
    return [Piece(text.replace(";", "，").replace("；", "，"), path) for text, path in phrase]

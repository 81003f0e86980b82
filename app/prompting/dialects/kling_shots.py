"""A shot list for Kling: every entry stands alone, in whole seconds.

Its three wire forms hold the same entries: Kling's own text (`shot 1, 4, …; shot 2, 3, …;`), a list of texts with
seconds, and that list as a JSON text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, NamedTuple

from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.action import told
from app.prompting.anchors import MOST, TIGHT, anchor
from app.prompting.camera_prose import camera_sentences, path_of
from app.prompting.clips import clip_words
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.rows import Lasting, Row
from app.prompting.dialects.takes import note_takes, opening
from app.prompting.dialogue import Speech
from app.prompting.fit import number
from app.prompting.memory import Memory
from app.prompting.named import is_quiet
from app.prompting.sheet import ALL, Notes, Sheet
from app.prompting.sounds import NO_CUES, ambience, effects, listed, music, shot_cues
from app.prompting.spans import Page, Phrase, Piece, Strip, joined, own, sentence, sentences

STYLE, SOUNDS, IDENTITY, BACKGROUND, STAGING, ENDINGS = 1, 2, 3, 4, 5, 6
"""What gives way where an entry has no room, in this order: the style; sounds beyond one; identity beyond two; the rest
of the place and the anchors' length; where someone stands and looks; how beats end that others follow. Camera, action
and lines never do."""
_TRAITS, _TRAITS_TIGHT = 3, 2


class Whole(NamedTuple):
    """What is the same for every entry, said once: clips, the rest of the place, sounds, look, wishes, last picture."""

    clips: Row
    place: Row
    ambience: list[Phrase]
    effects: list[Phrase]
    music: Phrase
    look: Row
    wishes: Row
    last_picture: Row
    first_speaking: int
    """Which entry is the first with a line; -1 for none."""


Wire = Literal["text", "list", "json"]


def write_shots(wire: Wire, sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """Every shot as an entry of the list."""
    limits = sheet.model.limits
    entries = _entries(sheet, _whole(sheet), wire)
    if wire == "text":
        _make_room(entries, limits.prompt_advised or limits.prompt_cap)
    sheet.short = "packed" if any(entry.level for entry in entries) else "anchor"
    if wire == "json":
        page.add("shot", [Piece("[")])
    parts: list[Part] = []
    for entry in entries:
        page.part = entry.index
        strip, part = entry.close()
        page.put(strip, _BETWEEN[wire] if entry.index else "")
        parts.append(part)
    if wire == "json":
        page.add("shot", [Piece("]")])
    note_takes(sheet, page)
    return tuple(parts)


_BETWEEN: dict[Wire, str] = {"text": " ", "list": "\n\n", "json": ", "}
"""What stands between two entries."""


def _make_room(entries: Sequence[Entry], most: int | None) -> None:
    """Let entries that are sent as one text say less until all together are below what is advised."""
    if not most:
        return
    lengths = [entry.length for entry in entries]
    total = sum(lengths) + len(entries) * len("shot 1, 10, ; ")
    while total > most:
        loose = [place for place, entry in enumerate(entries) if entry.level < ENDINGS]
        if not loose:
            break
        longest = max(loose, key=lengths.__getitem__)
        entries[longest].level += 1
        total += entries[longest].length - lengths[longest]
        lengths[longest] = entries[longest].length


_OVER: Memory[set[str]] = Memory(1)
"""The shots that were over their cap at their shortest when they were compiled last: where to look first, no more."""
_MOST_OVER = 256
_STOPS = b".,;:!?\t\xe3\xef"
"""What every stop of a text has among its bytes, those of Chinese as well."""
_ROWS: Memory[Row] = Memory(128)
"""Rows of the entries compiled last that no word of a beat has a part in."""
_KEPT: Memory[Entry] = Memory(64)
"""Entries of the drafts compiled last."""
_AROUND: Memory[object] = Memory(32)
"""What stands for all that every entry of a draft may need."""


def _entries(sheet: Sheet, whole: Whole, wire: Wire) -> tuple[Entry, ...]:
    """The entries of a draft, each below the cap of a shot; one that was written before from the very same parts of it
    is taken again."""
    draft = sheet.draft
    around = _AROUND.get((sheet.around, whole, sheet.voices), wire, object)
    entries = _KEPT.each(draft.shots, (around, sheet.fit.shots), _entry, sheet, whole, wire, around)
    for entry in entries:
        entry.open(sheet)
    return entries


def _entry(index: int, sheet: Sheet, whole: Whole, wire: Wire, around: object) -> Entry:
    shots, seconds = sheet.draft.shots, sheet.fit.shots[index]
    values = (index, len(shots) - 1 == index, seconds, around)
    return _KEPT.get((shots[index],), values, Entry, sheet, whole, index, wire)


def _stops(text: str) -> int:
    """How many stops there are in a text at most."""
    # to look for each sign takes ten times as long
    code = text.encode("utf-8", "surrogatepass")
    return len(code) - len(code.translate(None, _STOPS))


class Filmed(NamedTuple):
    """What of an entry is the same whatever happens in its shot: how it opens, what the camera does, its lens."""

    begin: Row
    camera: Row
    lens: Row


def _whole(sheet: Sheet) -> Whole:
    draft = sheet.draft
    acting = frozenset().union(*[named.acting for named in sheet.named])
    sheet.introduced |= acting.intersection(sheet.cast)
    nouns = (draft.place, draft.look, draft.sound, draft.ends, draft.clips, draft.avoid, draft.locks)
    first_speaking = next((place for place, outline in enumerate(sheet.outlines) if outline.lines), -1)
    values = ("whole", first_speaking, write.named_props(sheet))
    return sheet.keep(nouns, values, _said_once, sheet, first_speaking)


def _said_once(sheet: Sheet, first_speaking: int) -> Whole:
    place = joined(
        [write.planes(sheet), sentences(write.prop_phrases(sheet)), sentences(write.cast_sentences(sheet))], " "
    )
    heard = sheet.audible
    return Whole(
        clips=Lasting("clips", clip_words(sheet) if sheet.draft.clips else []),
        place=Lasting("place", place),
        ambience=ambience(sheet) if heard else [],
        effects=effects(sheet) if heard else [],
        music=music(sheet) if heard else [],
        look=Lasting("look", write.look_sentences(sheet)),
        wishes=Lasting("ending", joined([write.locked(sheet), write.avoidance(sheet)], " ")),
        last_picture=Lasting("ending", write.final_picture(sheet)),
        first_speaking=first_speaking,
    )


# ------------------------------------------------------------------------------------------------------------ entry


class Entry:
    """What one shot says by itself. A higher `level` says less; what does not change with it is said once.

    It can be kept for the next compile of a draft that has the same shot and says the same once.
    """

    def __init__(self, sheet: Sheet, whole: Whole, index: int, wire: Wire) -> None:
        shot = self.shot = sheet.draft.shots[index]
        self._seconds = sheet.fit.shots[index]
        self._cap = sheet.model.limits.shot_cap
        self.wire = wire
        self.index = index
        self.level = 0
        self._notes = Notes()
        self._sheet = sheet
        self._whole = whole
        self._said: dict[object, Row] = {}
        self._rows: dict[int, list[Row]] = {}
        self._lengths: dict[int, int] = {}
        self._fitting: int | None = None
        """The level at which it fits; its cap is its model's, which it is kept for."""
        self._written: dict[int, tuple[Strip, Part]] = {}
        self._first = index == 0
        self._last = index == len(sheet.draft.shots) - 1
        self._path = path_of(sheet, shot, index)
        self._framing = sheet.noting(self._notes, opening, sheet, self._path, index)
        self._cues = sheet.noting(self._notes, shot_cues, sheet, shot) if sheet.audible else NO_CUES

    def open(self, sheet: Sheet) -> None:
        """Begin a compile, saying no more than fits below the cap, or as little as can be said where that is too much
        as well."""
        self._sheet = sheet
        if self._fitting is None:
            self._fitting = self._fitted(self._cap) if self._cap else 0
        self.level = self._fitting

    def close(self) -> tuple[Strip, Part]:
        """End a compile: the entry at its level as it stands in the list, with its head, and as it is alone.

        The sheet has what was noticed in the texts of this shot, now or before, and is let go.
        """
        found = self._written.get(self.level)
        if found is None:
            found = self._written[self.level] = self._write()
        self._sheet.recall(self._notes)
        del self._sheet
        return found

    def _fitted(self, cap: int) -> int:
        over = _OVER.get((), (), set)
        if self.shot.id in over:
            if self._stays_over(cap):
                return ENDINGS
            over.discard(self.shot.id)
        if self._length_at(0) <= cap:
            return 0
        # what is too long at its shortest needs no look at the levels between
        if self._length_at(ENDINGS) <= cap:
            return next(level for level in range(STYLE, ENDINGS + 1) if self._length_at(level) <= cap)
        if len(over) >= _MOST_OVER:
            over.clear()
        over.add(self.shot.id)
        return ENDINGS

    def _stays_over(self, cap: int) -> bool:
        """Whether it is over its cap at its shortest and, without a look at it, sure to be so at its longest too."""
        sheet = self._sheet
        named = sheet.named[self.index]
        if not (is_quiet(self.shot, named, sheet.cast, sheet.props) and self._length_at(ENDINGS) > cap):
            return False
        # said for what is noticed in its texts as well
        filmed = sheet.noting(self._notes, self._filmed, True, True)
        happens = self._said["story", _TRAITS_TIGHT, False, False]
        # more words may hide a subject told twice, or the stops that a text ends with
        hidden = _stops(happens.text)
        hidden += sum([len(text) for text, path in happens.phrase if path.endswith(".subject")])
        rows = (filmed.begin, filmed.camera, filmed.lens, happens, self._whole.look)
        return sum([len(row.text) for row in rows]) - hidden > cap

    @property
    def rows(self) -> list[Row]:
        """What the entry says at its level, in order."""
        if self.level not in self._rows:
            self._rows[self.level] = self._sheet.noting(self._notes, self._rows_at_level)
        return self._rows[self.level]

    def _write(self) -> tuple[Strip, Part]:
        at = f"shots[{self.shot.id}]"
        page = Page(self.index)
        timed = Piece(number(self._seconds), f"{at}.seconds")
        if self.wire == "text":
            page.add("shot", [own(f"shot {self.index + 1}, "), timed, own(", ")])
        elif self.wire == "json":
            page.add("shot", [Piece('{"prompt": "')])
        for place, row in enumerate(self.rows):
            row.put(page, " " if place else "", escape=self.wire == "json")
        if self.wire == "text":
            page.add("shot", [own(";")])
        elif self.wire == "json":
            page.add("shot", [Piece('", "duration": '), timed, Piece("}")])
        text = " ".join([row.text for row in self.rows])
        return page.strip(), Part.model_construct(text=text, path=at, seconds=self._seconds, cap=self._cap)

    def _rows_at_level(self) -> list[Row]:
        level, whole = self.level, self._whole
        tight = level >= STYLE
        happens, ends = self._story()
        filmed = self._filmed(level < BACKGROUND, not tight)
        rows = [
            whole.clips if self._first else None,
            filmed.begin,
            happens,
            self._once("lines", self._lines),
            filmed.camera,
            filmed.lens,
            self._sound(level < SOUNDS),
            ends if not (tight and self._last and whole.last_picture.text) else None,
            whole.place if self._first and level < BACKGROUND else None,
            whole.last_picture if self._last else None,
            whole.look if not tight else None,
            whole.wishes if self._last and level < BACKGROUND else None,
        ]
        return [row for row in rows if row is not None and row.text]

    @property
    def length(self) -> int:
        """Characters of the entry at its level."""
        found = self._lengths.get(self.level)
        if found is None:
            rows = self.rows
            found = self._lengths[self.level] = sum([len(row.text) for row in rows]) + max(0, len(rows) - 1)
        return found

    def _length_at(self, level: int) -> int:
        self.level = level
        return self.length

    def _once(self, section: str, say: Callable[..., Phrase], *given: bool) -> Row:
        """A row that is said once for each way it can be given."""
        key = (section, given)
        if key not in self._said:
            self._said[key] = Row(section, say(*given))
        return self._said[key]

    def _filmed(self, anchored: bool, roomy: bool) -> Filmed:
        """What no word of a beat has a part in, kept for the next key."""
        shot, draft = self.shot, self._sheet.draft
        texts = (shot.id, shot.cut_in, shot.support, shot.shake, shot.lens, shot.light_override)
        values = ("filmed", self.index, anchored, roomy, self._path.pace, shot.seconds, *texts)
        nouns = (shot.keys, draft.place, draft.light, draft.look)
        return self._sheet.keep(nouns, values, self._said_of_path, anchored, roomy)

    def _said_of_path(self, anchored: bool, roomy: bool) -> Filmed:
        begin, camera = self._begin(anchored), self._camera(roomy)
        return Filmed(
            Lasting("camera", begin), Lasting("camera", camera), Lasting("look", self._lens() if roomy else [])
        )

    def _begin(self, roomy: bool) -> Phrase:
        """How the entry opens: a dissolve or fade, the framing, the anchor of place and light."""
        where = anchor(self._sheet, self.shot, most=MOST if roomy else TIGHT)
        aimed = any(piece.path.endswith(".target") for piece in self._framing)
        if aimed:
            return joined([sentence(self._framing), sentence(where)], " ")
        return sentence(joined([self._framing, where]))

    def _story(self) -> tuple[Row, Row]:
        """What happens, with as much identity and staging as the level leaves, and how it ends."""
        sheet = self._sheet
        traits = _TRAITS if self.level < IDENTITY else _TRAITS_TIGHT
        staged, between = self.level < STAGING, self.level < ENDINGS
        key = ("story", traits, staged, between)
        if key not in self._said:
            sheet.introduced = frozenset()
            sheet.identity_most, sheet.staged, sheet.ends_between = traits, staged, between
            story = told(sheet, self.shot, self.shot.beats)
            sheet.identity_most, sheet.staged, sheet.ends_between = ALL, True, True
            self._said[key] = Row("beats", joined(story.sentences, " "))
            self._said["ends"] = _ROWS.get((story.last_ending,), (), Lasting, "beats", story.last_ending)
        return self._said[key], self._said["ends"]

    def _lines(self) -> Phrase:
        speech, lines = Speech(self._sheet), self._sheet.outlines[self.index].lines
        language = self.index == self._whole.first_speaking
        return joined([speech.tagged_series(lines), speech.language() if language else []], " ")

    def _camera(self, roomy: bool) -> Phrase:
        return joined(camera_sentences(self._sheet, self._path, alone=roomy, timed=roomy), " ")

    def _lens(self) -> Phrase:
        return sentence(write.lens(self._sheet, self.shot))

    def _sound(self, roomy: bool) -> Row:
        """What is heard, kept for the next key like the camera."""
        return _ROWS.get((self._whole, self._cues), (roomy, self._first, self._last), self._said_of_sound, roomy)

    def _said_of_sound(self, roomy: bool) -> Row:
        whole = self._whole
        if not roomy:
            return Lasting("sound", listed((self._cues or whole.ambience)[:1], "Sound:"))
        cues = [*whole.ambience, *self._cues, *(whole.effects if self._first else [])]
        return Lasting("sound", joined([listed(cues, "Sound:"), whole.music if self._last else []], " "))


_SECTIONS = ("shot", "camera", "beats", "lines", "look", "sound", "place", "ending")
KLING_SHOTS = Dialect("kling_shots", partial(write_shots, "text"), _SECTIONS, whole_shots=True, shot_list=True)
KLING_LIST = Dialect(
    "kling_list", partial(write_shots, "list"), _SECTIONS[1:], whole_shots=True, shot_list=True, parts_sent=True
)
KLING_JSON = Dialect(
    "kling_json", partial(write_shots, "json"), _SECTIONS, whole_shots=True, shot_list=True, parts_sent=True
)

"""Gathers what checks look at in a shot: its texts with their places, its moves, its lines in time. Kept per shot."""

from __future__ import annotations

from functools import partial

from app.domain.camera import keys_in_order
from app.domain.draft import Beat, Shot
from app.domain.moves import Segment, segments
from app.domain.speech import LineWindow, windows
from app.prompting.lint.action.hands import handled, held, let_go, taken
from app.prompting.lint.action.sides import side_in, side_of
from app.prompting.lint.action.turns import on_heel
from app.prompting.lint.action.verbs import heads
from app.prompting.lint.camera.lenses import lens_in, shows_chinese, shows_effect
from app.prompting.lint.camera.moves import Move
from app.prompting.lint.camera.text import CAMERA_LISTS, heads_action, moves_in
from app.prompting.lint.cast.carried import carried
from app.prompting.lint.cast.voices import heard_in
from app.prompting.lint.fields import Field, Light, beat_fields, by_list, field_of, framed, is_lit, light_in, may_name
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading, read
from app.prompting.lint.wording.lamps import has_cause, says_why
from app.prompting.lint.wording.music import bans
from app.prompting.memory import Memory, read_once

_BARE = frozenset(["the", "a", "an", "this", "that"])
_LITTLE = frozenset({*_BARE, "in", "with", "of", "at", "on", "her", "his", "and", "who", "one", "from", "by", ","})
_LIT = ("soft_words", "hard_words", "dark_words", "bright_words", "gloom", "glare", "light_reason")
_QUALIFIED = ("soft_more", "hard_more")

_BANNING = frozenset({"music_ban", "music_nouns"})
_FILMED = ("still_camera", "camera_words", "camera_noun", "whole_orbit", "speech_break")


class BeatFacts:
    """One beat with its texts."""

    def __init__(self, beat: Beat, at: str) -> None:
        self.beat = beat
        self.at = f"{at}.beats[{beat.id}]"
        self.fields = beat_fields(beat, self.at)
        self.looks_told: tuple[object, str, str] | None = None

    @read_once
    def action(self) -> Reading:
        """What happens, taken apart."""
        return read(self.beat.action)

    @read_once
    def words(self) -> frozenset[str]:
        """Every word of its texts."""
        return frozenset().union(*[field.reading.words for field in self.fields])

    @read_once
    def of_looks(self) -> bool:
        """Whether any of its words could be of somebody's looks or clothes."""
        return not lexicon().joined("looks_kept", "traits", "build_nouns", "clothes").isdisjoint(self.words)

    @read_once
    def who(self) -> str:
        """Its subject in small letters."""
        return self.beat.subject.strip().lower()

    @read_once
    def handed(self) -> bool:
        """Whether something comes into a hand or leaves it before our eyes."""
        return bool(self.handovers)

    @read_once
    def handovers(self) -> tuple[str, ...]:
        """The words by which something comes into a hand or leaves it; a hand that is only named is none."""
        return tuple(taken(self.fields))

    @read_once
    def turned(self) -> bool:
        """Whether somebody is seen to turn round."""
        readings = [field.reading for field in self.fields]
        readings = [each for each in readings if "turn_round" in each.hits or each.votes < 0]
        chinese = [reading.text for reading in readings if reading.votes < 0]
        if chinese:
            from app.prompting.lint.chinese.camera import pattern

            if any(pattern("turned").search(text) for text in chinese):
                return True
        return any(
            reading.word(hit.end) not in lexicon().words("after_turn") or on_heel(reading, hit.end)
            for reading in readings
            for hit in reading.of("turn_round")
        )

    @read_once
    def turned_after(self) -> bool:
        """Whether somebody turns round behind the way they went: `runs to the right, plants a foot and turns back`."""
        if not self.turned or not self.side or self.side[0] != "action":
            return False
        sides = [place for place, word in enumerate(self.action.words) if word in ("left", "right")]
        turns = [hit.start for hit in self.action.of("turn_round")]
        return bool(sides and turns) and turns[-1] > sides[0]

    @read_once
    def look(self) -> str:
        """left or right, where its subject looks or faces."""
        return side_in(self.beat.eyeline) or side_in(self.beat.facing)

    @read_once
    def relit(self) -> bool:
        """Whether it tells why the light is another from here on."""
        return has_cause(self.fields, self.words)

    def has(self, *names: str) -> bool:
        """Whether a text of it holds phrases of these lists that are meant."""
        return any(name in field.reading.hits and field.reading.of(name) for field in self.fields for name in names)

    @read_once
    def held(self) -> tuple[tuple[str, str], ...]:
        """What is in hands in it, each with the path of its text."""
        return tuple(held(self.fields))

    @read_once
    def handled(self) -> tuple[tuple[str, str], ...]:
        """What is worked on in it, in whosever hand it is, each with the path of its text."""
        return tuple(handled(self.fields))

    @read_once
    def side(self) -> tuple[str, str] | None:
        """Where its subject goes or faces, and which field says so; where English is read."""
        return side_of(self.beat)

    @read_once
    def verbs(self) -> tuple[str, ...]:
        """The verbs that head its action, one after the other."""
        return heads(self.action)

    @read_once
    def only_moved(self) -> bool:
        """Whether a thing stays in the hand that has it: it is raised or opened, not passed on."""
        stay = lexicon().words("keeps_hold")
        return stay.issuperset(self.handovers)

    @read_once
    def brought(self) -> bool:
        """Whether something is seen to come from somewhere: holding a thing out shows nobody where it was."""
        return not lexicon().words("held_out").issuperset(self.handovers)

    @property
    def passes_on(self) -> bool:
        """Whether things leave hands in it."""
        return self.handed and not self.only_moved

    @read_once
    def heard(self) -> tuple[str, ...]:
        """Whose voices are heard in it: those of its lines, and those its texts let speak."""
        return tuple(heard_in(self.who, self.beat.lines, self.fields))

    @read_once
    def noun_phrase(self) -> tuple[str, tuple[str, ...]]:
        """Who acts, in words of no cast, and in which field: the subject, or what an action without one begins with."""
        persons = lexicon().words("persons")
        if self.who:
            words = [] if "{" in self.who else [word for word in read(self.who).words if word not in _BARE]
            return "subject", tuple(words) if words and words[-1] in persons else ()
        words = self.action.words[:5]
        if words[:1] and words[0] in _BARE:
            for place, word in enumerate(words[1:], 1):
                if word in persons:
                    return "action", tuple(words[1 : place + 1])
        return "action", ()

    @read_once
    def described(self) -> tuple[str, frozenset[str]]:
        """Which kind of somebody of no cast acts, and everything else that is told of them."""
        if not self.who or "{" in self.who:
            return "", frozenset()
        words, kinds = read(self.who).words, lexicon().kinds("one_person")
        return next((kinds[word] for word in words if word in kinds), ""), frozenset(words) - _LITTLE

    @read_once
    def across(self) -> tuple[object, ...]:
        """What of it is held against other beats, as plain values."""
        beat = self.beat
        told = (beat.link.type, not beat.link.evidence.strip(), not beat.action.strip(), not beat.ends_as.strip())
        side = (self.side, self.turned, self.turned_after)
        return (self.at, beat.subject, side, self.noun_phrase, self.described, self.heard, told)


class CameraFacts:
    """The camera path of a shot: what moves, the framings it begins and ends with, and the texts of its keys."""

    def __init__(self, shot: Shot) -> None:
        self.moving: tuple[Segment, ...] = tuple(segment for segment in segments(shot) if segment.moves)
        self.fields = framed(shot, f"shots[{shot.id}]")
        size = angle = ""
        first = ("", "eye")
        looks = lexicon().joined("looks_kept", "traits", "build_nouns", "clothes")
        self.of_looks = tuple([field for field in self.fields if not looks.isdisjoint(field.reading.words)])
        self.keys = keys_in_order(shot)
        for place, key in enumerate(self.keys):
            size, angle = key.framing.size or size, key.framing.angle or angle
            if not place:
                first = (size, angle or "eye")
        self.framings: tuple[tuple[str, str], tuple[str, str]] = (first, (size, angle or "eye"))
        """Size and angle at its beginning and at its end; what a key does not say it keeps from the one before."""


_BEATS: Memory[BeatFacts] = Memory(128)
_CAMERAS: Memory[CameraFacts] = Memory(64)
_WINDOWS: Memory[tuple[LineWindow, ...]] = Memory(64)
_ALIKE: Memory[tuple[object, ...]] = Memory(128)


class ShotFacts:
    """One shot with everything that checks ask of it more than once."""

    def __init__(self, shot: Shot) -> None:
        self.shot = shot
        self.at = f"shots[{shot.id}]"
        self.beats = tuple([_BEATS.get((beat,), (shot.id,), partial(BeatFacts, beat, self.at)) for beat in shot.beats])
        self.camera = _CAMERAS.get((shot.keys,), (shot.id,), partial(CameraFacts, shot))
        self.moving = self.camera.moving
        lit = shot.light_override
        self.lit = (field_of(f"{self.at}.light_override", "light_override", lit),) if lit else ()
        self.framed = (*self.lit, *self.camera.fields)
        self.fields = (*self.framed, *(field for beat in self.beats for field in beat.fields))
        self.lists = by_list(self.fields)

    @read_once
    def words(self) -> frozenset[str]:
        """Every word of its texts."""
        framed = [field.reading.words for field in self.framed]
        return frozenset().union(*framed, *[beat.words for beat in self.beats])

    @read_once
    def says(self) -> bool:
        """Whether anything is written of what happens."""
        return any(fact.beat.action.strip() for fact in self.beats)

    @read_once
    def text_moves(self) -> tuple[tuple[Field, Move], ...]:
        """The camera moves that its texts ask for."""
        if CAMERA_LISTS.isdisjoint(self.lists) and "we" not in self.words:
            return ()
        done = {f"{beat.at}.action" for beat in self.beats if beat.who and "camera" not in beat.who}
        return tuple(
            (field, move)
            for field in self.fields
            for move in moves_in(field.reading)
            if not (field.path in done and heads_action(field.reading, move))
        )

    @read_once
    def moves(self) -> bool:
        """Whether the camera moves, by its path or by its words."""
        if self.moving or any(move.kind not in ("still", "shake") for _, move in self.text_moves):
            return True
        if not self.chinese:
            return False
        from app.prompting.lint.chinese.camera import moves_in as moves_told

        return any(moves_told(field.text) for field in self.chinese)

    @read_once
    def windows(self) -> tuple[LineWindow, ...]:
        """Its lines in time."""
        shot = self.shot
        lines = tuple([beat.lines for beat in shot.beats])
        if not any(lines):
            return ()
        values = [(beat.id, beat.seconds) for beat in shot.beats]
        return _WINDOWS.get(lines, (shot.id, shot.seconds, *values), partial(windows, shot))

    @read_once
    def times(self) -> tuple[tuple[str, str, str], ...]:
        """The parts of the day its texts name: which, in what words, and where."""
        return tuple([(time, said, field.path) for field, seen in self._of_light for time, said in seen[0]])

    @read_once
    def lit_by(self) -> tuple[str, str, str] | None:
        """What its texts say it is lit by: the kind of lamp, the word for it, and where it stands."""
        return next(((*lit, field.path) for field, (_, lit) in self._of_light if lit), None)

    @read_once
    def _of_light(self) -> list[tuple[Field, Light]]:
        return [(field, seen) for field in self.fields if (seen := light_in(field.text))]

    @read_once
    def single(self) -> BeatFacts | None:
        """The first beat of a shot that shows one subject alone."""
        subjects = {beat.who for beat in self.beats if beat.who}
        return self.beats[0] if len(subjects) == 1 and self.beats[0].who else None

    @read_once
    def across(self) -> tuple[object, ...]:
        """What of it is held against other shots and the whole, as plain values; the same ones while they are equal."""
        shot, lists = self.shot, self.lists
        lit = tuple([field for name in _LIT if name in lists for field in lists[name]])
        lit += tuple([field for name in _QUALIFIED if name in lists for field in lists[name] if is_lit(field, name)])
        effect = any(shows_effect(field) for field in lists.get("lens_effect", ()))
        glass = shot.lens, effect or self.chinese_lens, lens_in(self.fields)
        heard = self.heard, self.banned, self.named, self.relit
        stands = (shot.light_override, shot.support, shot.shake, self.moves, self.text_moves)
        own = (self.at, shot.seconds, shot.cut_in, stands, self.camera, self.says, self.times, self.lit_by)
        return _ALIKE.same((*own, lit, glass, heard, *[beat.across for beat in self.beats]))

    @read_once
    def filmed(self) -> tuple[object, ...]:
        """What the checks of the camera read of it besides the camera's path, as plain values."""
        shot, lists = self.shot, self.lists
        ended = bool(shot.beats and shot.beats[-1].ends_as.strip())
        spoken = tuple([bool(beat.lines) for beat in shot.beats])
        texts = tuple([(name, *lists[name]) for name in _FILMED if name in lists])
        own = (self.at, shot.seconds, shot.support, shot.shake, self.says, ended, spoken)
        return (*own, self.windows, self.text_moves, texts, self.chinese)

    @read_once
    def things(self) -> frozenset[str]:
        """What is in hands in it."""
        return frozenset([thing for beat in self.beats for thing in (*dict(beat.held), *let_go(beat.action))])

    @read_once
    def had(self) -> frozenset[str]:
        """What is worked on in it, and the small things somebody has on them."""
        worked_on = [thing for beat in self.beats for thing, _ in beat.handled]
        return frozenset(worked_on).union(*[carried(beat.action) for beat in self.beats])

    @read_once
    def gaze(self) -> BeatFacts | None:
        """The beat of one subject alone that looks or faces somewhere."""
        return self.single if self.single and self.single.look else None

    @read_once
    def named(self) -> tuple[Field, ...]:
        """Its texts that may name a song, or somebody whom somebody looks like."""
        if "made_like" not in self.lists and '"' not in self.words:
            return ()
        return tuple([field for field in self.fields if may_name(field)])

    @read_once
    def relit(self) -> bool:
        """Whether it tells why its light is another than before."""
        return any(beat.relit for beat in self.beats) or says_why(self.shot.light_override)

    @read_once
    def banned(self) -> str:
        """The path of its first text that forbids music; empty where none does."""
        if _BANNING.isdisjoint(self.lists) and self.votes >= 0:
            return ""
        return next((field.path for field in self.fields if bans(field.reading)), "")

    @read_once
    def heard(self) -> bool:
        """Whether anything can be heard in it."""
        beats = [each.beat for each in self.beats]
        lines = any(line.text.strip() for beat in beats for line in beat.lines)
        cues = any(cue.text.strip() or cue.kind == "silence" for beat in beats for cue in beat.sounds)
        told = ("action", "evidence", "ends_as")
        if lines or cues or any(field.name in told for field in self.lists.get("sound_words", ())):
            return True
        if not self.chinese:
            return False
        from app.prompting.lint.chinese.text import read_chinese

        return any(read_chinese(field.text).holds("sound_words") for field in self.chinese if field.name in told)

    @read_once
    def chinese(self) -> tuple[Field, ...]:
        """Its texts in Chinese."""
        foreign = [field for field in self.fields if field.reading.votes < 0]
        if not foreign:
            return ()
        from app.prompting.lint.reading.tongues import has_chinese

        return tuple([field for field in foreign if has_chinese(field.text)])

    @read_once
    def chinese_lens(self) -> bool:
        """Whether a Chinese text of it says what a lens does to the picture."""
        texts = [field.text for field in self.chinese] + [self.shot.lens] * (not self.shot.lens.isascii())
        return shows_chinese(texts)

    @read_once
    def votes(self) -> int:
        """How much its texts look like English."""
        return sum(field.reading.votes for field in self.fields)

    def has(self, *names: str) -> bool:
        """Whether a text of it holds phrases of these lists."""
        return any(field.reading.of(name) for name in names for field in self.lists.get(name, ()))

    def holding(self, name: str) -> list[Field]:
        """Its texts that hold a phrase of a list, denied ones among them."""
        return self.lists.get(name, [])


_SHOTS: Memory[ShotFacts] = Memory(64)


def facts_of(shot: Shot) -> ShotFacts:
    """The facts of a shot, the same ones while the shot is the same."""
    return _SHOTS.get((shot,), (), partial(ShotFacts, shot))

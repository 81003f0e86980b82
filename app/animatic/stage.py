"""Says where everything is at any moment of a draft, so that the film, the live view and the posters draw the same."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from app.animatic.blocking import Blocking
from app.animatic.extras import NOBODY as NOBODY
from app.animatic.extras import populated
from app.animatic.figures import HEIGHT, Body
from app.animatic.framing import FRAME_HEIGHTS, OBJECT_HEIGHTS, size_id
from app.animatic.horizons import NOTHING, horizon_of
from app.animatic.layout import Layout, Thing, lay_out
from app.animatic.order import ratio
from app.animatic.rig import Rig
from app.animatic.slate_words import Slate, slate_at
from app.animatic.space import Camera, Vec, mixed
from app.animatic.timeline import BeatSpan, CueSpan, LineSpan, Timeline, timeline
from app.animatic.tones import Tone, is_interior, tone_of
from app.animatic.wording import Words, named
from app.domain.camera import travels
from app.domain.draft import Draft, Shot
from app.strings import tr

DISSOLVE = 0.6
"""Seconds a dissolve takes, from the cut on."""
FADE = 0.5
"""Seconds a fade from black takes, and half of it the fade to black before."""
_TILES = re.compile(r"\btile[ds]?\b|\btiling|砖")
_STEPS = re.compile(r"step|feet|boot|heel|shoe|sole|脚|步")
_VOICES = re.compile(r"breath|sigh|laugh|gasp|whisper|voice|hum|sing|cough|sob|shout|whistle|cry|cries|呼|笑|叹")
ROOM_BEYOND = 2.5
"""Metres of a room beyond the furthest that anybody goes in it."""
CAUSE_SECONDS = 1.6
"""How long the arrow from a cause to its effect stays."""


class Cause(NamedTuple):
    """What a beat follows from: where the cause was, where it acts, and how much of its time has passed (0 to 1)."""

    start: Vec
    end: Vec
    part: float
    marks: str
    """What is seen of it: specks, water, fall, or nothing but the arrow."""


class View(NamedTuple):
    """Everything there is to see at one moment. `under` is the shot that dissolves, with how much of it is left."""

    t: float
    shot: int
    camera: Camera
    tone: Tone
    bodies: tuple[Body, ...]
    things: tuple[Thing, ...]
    beat: BeatSpan | None
    line: LineSpan | None
    cues: tuple[CueSpan, ...]
    cause: Cause | None
    slate: Slate
    black: float
    """How much of the picture is black, 0 to 1."""
    under: tuple[float, float] | None
    """The moment of the film to show below a dissolve, and its part of the picture; None else."""


class Take(NamedTuple):
    """One shot ready to be seen: its camera, its colours, whether the camera travels, and where the room begins."""

    shot: Shot
    start: float
    rig: Rig
    tone: Tone
    travels: bool
    front: float
    key_side: float


class Stage:
    """The set, the figures and the times of a draft. Building it takes milliseconds; `at` far less."""

    def __init__(self, draft: Draft, words: Words) -> None:
        self.draft = draft
        self.words = words
        self.ratio = ratio(draft.frame.aspect)
        self.timeline: Timeline = timeline(draft, words)
        self.interior = is_interior(draft)
        self.horizon = NOTHING if self.interior else horizon_of(draft)
        self.tiled = (
            self.interior and _TILES.search(f"{draft.place.setting} {draft.place.background}".lower()) is not None
        )
        self._set_up()
        if self.interior and self._gone() > self.layout.back:
            self._set_up(self._gone())
        self.weather = draft.light.weather.lower()
        self._last: View | None = None
        self.memory: dict[Any, Any] = {}
        """What painters keep from one picture to the next; it changes nothing of the stage."""

    def _set_up(self, depth: float = 0.0) -> None:
        """Put everything at its place, in a room at least so deep."""
        draft, starts = self.draft, self.timeline.starts
        self.layout: Layout = lay_out(draft, self.interior, _widest(draft, self.ratio), depth)
        self.blocking = Blocking(draft, self.timeline, self.layout)
        self.takes = tuple(self._take(shot, starts[number]) for number, shot in enumerate(draft.shots))

    def _gone(self) -> float:
        """How far back a room has to reach for whoever walks in it and for each camera."""
        far = [act.goal[1] for acts in self.blocking.score.acts.values() for act in acts]
        far += [take.rig.at(take.shot.seconds).eye[1] for take in self.takes]
        return max(far, default=0.0) + ROOM_BEYOND

    @property
    def seconds(self) -> float:
        """Length of the film."""
        return self.timeline.seconds

    def at(self, t: float) -> View:
        """What there is to see `t` seconds after the start."""
        t = max(0.0, min(t, self.seconds))
        if self._last is None or self._last.t != t:
            self._last = self._view(t)
        return self._last

    def _view(self, t: float) -> View:
        times = self.timeline
        shot = times.shot_at(t)
        if not self.takes:
            raise ValueError("a draft without shots has no stage")
        take = self.takes[shot]
        beat = times.beat_at(t)
        camera = take.rig.at(t - take.start)
        black, under = self._transition(shot, t)
        return View(
            t=t,
            shot=shot,
            camera=camera,
            tone=take.tone,
            bodies=tuple(self.blocking.bodies(t, take.rig.hidden)),
            things=tuple(self.blocking.things(t)),
            beat=beat,
            line=times.line_at(t),
            cues=times.cues_at(t),
            cause=self._cause(beat, t),
            slate=slate_at(self.draft, shot, t - take.start, take.rig, camera, self.words),
            black=black,
            under=under,
        )

    def place_of(self, item: tuple[str, str] | None, t: float) -> Vec | None:
        """The middle of a member of the cast or a prop."""
        target = self.blocking.target_of(item, t) if item else None
        return target.point if target else None

    def sound_place(self, cue: CueSpan, t: float) -> Vec | None:
        """Where a sound comes from: a thing's middle; a figure's mouth, feet or hands, as the words say."""
        low = cue.text.lower()
        door = next((thing for thing in self.layout.things if thing.shape.name == "door"), None)
        if "knock" in low and door is not None:
            return (door.place[0], door.place[1], door.place[2] + 1.2)
        body = self.blocking.body_of(cue.place[1], t) if cue.place and cue.place[0] == "cast" else None
        if body is None:
            return self.place_of(cue.place, t)
        if _STEPS.search(low):
            return (body.place[0], body.place[1], body.place[2] + 0.05)
        if _VOICES.search(low):
            x, y, z = body.joints["head"]
            return (x, y, z - 0.03 * body.look.height)
        return mixed(body.joints["l_hand"], body.joints["r_hand"], 0.5)

    def _take(self, shot: Shot, start: float) -> Take:
        rig = Rig(self.draft, shot, start, self.blocking, self.ratio)
        side = self.draft.light.key.side.lower()
        front = min(rig.base.eye[1] - 1.0, -4.0)
        key_side = 1.0 if "right" in side else -1.0
        return Take(shot, start, rig, tone_of(self.draft, shot, self.interior), travels(shot), front, key_side)

    def _transition(self, shot: int, t: float) -> tuple[float, tuple[float, float] | None]:
        take = self.takes[shot]
        since = t - take.start
        if take.shot.cut_in == "fade" and since < FADE:
            return 1.0 - since / FADE, None
        following = self.takes[shot + 1] if shot + 1 < len(self.takes) else None
        if following is not None and following.shot.cut_in == "fade":
            left = following.start - t
            if left < FADE / 2:
                return 1.0 - left / (FADE / 2), None
        if take.shot.cut_in == "dissolve" and shot > 0 and since < min(DISSOLVE, take.shot.seconds):
            return 0.0, (take.start - 1e-3, 1.0 - since / min(DISSOLVE, take.shot.seconds))
        return 0.0, None

    def _cause(self, beat: BeatSpan | None, t: float) -> Cause | None:
        """The arrow of a because: from who caused it, or what the evidence names, to who is moved by it."""
        if beat is None or beat.beat.link.type not in ("because", "therefore"):
            return None
        part = (t - beat.start) / min(CAUSE_SECONDS, max(0.4, beat.end - beat.start))
        if not 0 <= part < 1:
            return None
        effect = named(self.draft, beat.beat.subject) or named(self.draft, beat.beat.action)
        end = self.place_of(effect, t)
        start = self.place_of(self._source(beat, effect), t)
        if end is None:
            return None
        if start is None:
            side = -1.0 if end[0] > 0 else 1.0
            start = (end[0] + side * 1.6, end[1] + 0.3, end[2] + 0.55)
        return Cause(start, end, part, _marks(beat.beat.link.evidence))

    def _source(self, beat: BeatSpan, effect: tuple[str, str] | None) -> tuple[str, str] | None:
        found = named(self.draft, beat.beat.link.evidence)
        if found and found != effect:
            return found
        earlier = [span for span in self.timeline.beats if span.number < beat.number]
        to = beat.beat.link.to
        before = next((span for span in earlier if span.beat.id == to), earlier[-1] if earlier else None)
        if before is None:
            return None
        for text in (before.beat.subject, before.beat.action):
            found = named(self.draft, text)
            if found and found != effect:
                return found
        return None


def build_stage(draft: Draft) -> Stage:
    """The stage of a draft, its words in the language of the screen."""
    if not draft.shots:
        draft = draft.replace(shots=(Shot(id="s1", seconds=1.0),))
    return Stage(populated(draft), tr)


def _widest(draft: Draft, ratio: float) -> float:
    """Metres the widest first framing sees across, to give a room its size."""
    people = any(member.kind != "object" for member in draft.cast)
    widest = 3.0
    for shot in draft.shots:
        size = size_id(shot.keys[0].framing.size) if shot.keys else "ws"
        metres = FRAME_HEIGHTS[size] * HEIGHT if people else min(OBJECT_HEIGHTS[size] * 0.5, 12.0)
        widest = max(widest, metres * ratio)
    return widest


def _marks(evidence: str) -> str:
    low = evidence.lower()
    for name, words in (
        (
            "specks",
            ("flour", "dust", "snow", "sand", "smoke", "steam", "spark", "draught", "draft", "wind", "breath", "leaf"),
        ),
        ("water", ("water", "rain", "wave", "splash", "spill", "drip", "drop of", "tear")),
        ("fall", ("fall", "drops", "tips", "jolt", "slips", "crash")),
    ):
        if any(word in low for word in words):
            return name
    return ""

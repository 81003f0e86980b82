"""Made-up drafts and states of the beats editor and the camera path editor for the gallery."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QTimer
from PySide6.QtWidgets import QWidget

from app.desk.snapshot import Snapshot
from app.domain.draft import (
    At,
    Axes,
    Beat,
    CastMember,
    Draft,
    Framing,
    Key,
    Line,
    Link,
    Place,
    Prop,
    Shot,
    Sound,
    SoundCue,
)
from app.domain.errors import UnknownName
from app.domain.vocabulary import Term, Vocabulary
from app.resources import resources
from ui.kit.specimen import Specimen
from ui.panels.beats.editor import BeatsEditor
from ui.panels.beats.lane import Held
from ui.panels.form.words import pattern_of
from ui.panels.path.editor import PathEditor
from ui.panels.path.lanes import Grip

if TYPE_CHECKING:
    from app.desk.references import Hear


@cache
def lists() -> dict[str, Vocabulary]:
    """Every vocabulary of the program, by id."""
    found = {}
    for path in sorted((resources() / "vocabulary").glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        terms = tuple(Term(id=name, phrase=phrase) for name, phrase in table["terms"].items())
        found[table["id"]] = Vocabulary.model_validate({**table, "terms": terms})
    return found


class KeptDesk:
    """A desk that only keeps what it is given, and shows it."""

    def __init__(self, draft: Draft) -> None:
        self.steps: list[Draft] = [draft]
        self.show: Callable[[Snapshot], None] = lambda snapshot: None

    def vocabulary(self, vocabulary_id: str) -> Vocabulary:
        """A vocabulary by id."""
        return lists()[vocabulary_id]

    def vocabulary_for(self, path: str) -> Vocabulary | None:
        """The vocabulary that serves a path."""
        pattern = pattern_of(path)
        return next((each for each in lists().values() if pattern in each.paths), None)

    def add_asset(self, path: Path) -> str:
        """Every picture is the same."""
        return f"sha256:{'0' * 64}"

    def asset_file(self, asset: str) -> Path:
        """Nothing is kept."""
        raise UnknownName("asset", asset, ())

    def keep_clip_soon(self, path: Path, tell: Hear) -> None:
        """Looks at it for ever."""

    def clip_poster(self, asset: str) -> Path | None:
        """Nothing is kept."""
        return None

    def replace(self, draft: Draft, group: str = "") -> None:
        """Keep one more step."""
        self.steps.append(draft)
        self.show(Snapshot(draft=draft))


def last_loaf() -> Draft:
    """Four beats in one take, as the mock-ups tell them."""
    beats = (
        Beat(id="b1", seconds=2.0, purpose="establish", subject="{cast:marta}", link=Link(type="opens"),
             action="sets the last loaf on the counter and dusts her hands twice"),
        Beat(id="b2", seconds=2.0, purpose="hook", subject="{cast:marta}",
             action="looks up as the bell rings; a curl of flour lifts",
             link=Link(type="because", to="b1", evidence="the street draught curls a ribbon of flour"),
             sounds=(SoundCue(id="n1", text="door bell"),)),
        Beat(id="b3", seconds=2.0, purpose="turn", subject="{cast:teo}", link=Link(type="then"),
             action="lays three coins on the wood; one rolls for the edge",
             lines=(Line(id="l1", speaker="{cast:teo}", delivery="hushed", text="That's all."),),
             sounds=(SoundCue(id="n2", text="coin rolls", sync="after"),)),
        Beat(id="b4", seconds=2.0, purpose="final_picture", subject="{cast:marta}", link=Link(type="but"),
             action="traps the coin and pushes it back with the loaf",
             lines=(Line(id="l1", speaker="{cast:marta}", text="Then that is more than enough."),)),
    )  # fmt: skip
    keys = (
        Key(id="k1", framing=Framing(size="ms", angle="eye", target="{cast:marta}"), hold=0.5),
        Key(id="k2", t=3.5, framing=Framing(size="ms", angle="eye")),
        Key(id="k3", t=7.0, framing=Framing(size="mcu"), axes=Axes(dolly=4)),
    )
    return Draft(
        id="last-loaf", title="The last loaf", form="sora-story-beats", aim="kling/kling-3.0",
        place=Place(setting="A narrow corner bakery before dawn.", props=(Prop(id="loaf", label="loaf", at=At()),)),
        cast=(
            CastMember(id="marta", label="Marta", at=At(side="left")),
            CastMember(id="teo", label="Teo", at=At(side="right")),
        ),
        sound=Sound(ambience=("Rain on the awning", "oven hum")),
        shots=(Shot(id="s1", seconds=8.0, beats=beats, keys=keys),),
    )  # fmt: skip


def many_beats() -> Draft:
    """Nine short beats in three shots, one of them too short for its words."""
    names = ("establish", "hook", "approach", "turn", "reaction", "impact", "aftermath", "turn", "final_picture")
    links = ("opens", "then", "because", "then", "but", "therefore", "meanwhile", "until", "then")
    lengths = (1.0, 2.0, 1.0, 3.0, 0.5, 1.5, 2.0, 2.0, 2.0)
    beats = [
        Beat(id=f"b{n}", seconds=lengths[n - 1], purpose=names[n - 1], action="crosses the wet deck in three steps",
             link=Link(type=links[n - 1]))  # type: ignore[arg-type]
        for n in range(1, 10)
    ]  # fmt: skip
    shots = (
        Shot(id="s1", seconds=4.0, beats=tuple(beats[:3])),
        Shot(id="s2", seconds=5.0, beats=tuple(beats[3:6])),
        Shot(id="s3", seconds=7.0, beats=tuple(beats[6:])),
    )
    return last_loaf().replace(id="many", shots=shots, sound=Sound())  # type: ignore[no-any-return]


def ferry_turn() -> Draft:
    """Two shots with six keys, as the mock-ups show them: an arc that closes in, and a crane up."""
    iskra = "{cast:iskra}"
    first = (
        Key(id="k1", framing=Framing(size="ws", angle="low", target=iskra), lock="look_at"),
        Key(id="k2", t=2.5, framing=Framing(size="ms", angle="low", target=iskra), lock="look_at",
            axes=Axes(truck=4.0, pan=-4.0, dolly=1.0)),
        Key(id="k3", t=5.0, framing=Framing(size="cu", target=iskra), lock="look_at", hold=1.0,
            axes=Axes(truck=8.0, pan=-8.0, dolly=2.0)),
    )  # fmt: skip
    second = (
        Key(id="k4", framing=Framing(size="ms", angle="top", target=iskra), lock="look_at"),
        Key(id="k5", t=2.0, framing=Framing(size="ews", angle="top"), lock="look_at", axes=Axes(pedestal=6, roll=3)),
        Key(id="k6", t=4.0, lock="look_at", axes=Axes(pedestal=9, roll=4)),
    )
    return Draft(
        id="ferry-turn", title="Ferry turn", form="kling-camera-path", aim="kling/kling-3.0",
        place=Place(setting="An empty ferry deck at dawn."),
        cast=(CastMember(id="iskra", label="Iskra", identity=("cropped dark hair",), wardrobe="rust-red tracksuit"),),
        shots=(
            Shot(id="s1", seconds=6.0, keys=first,
                 beats=(Beat(id="b1", seconds=6.0, subject=iskra, action="turns once on the painted line"),)),
            Shot(id="s2", seconds=4.0, keys=second,
                 beats=(Beat(id="b2", seconds=4.0, subject=iskra, action="opens both arms and stays"),)),
        ),
    )  # fmt: skip


def path_editor(draft: Draft, *, chosen: tuple[str, str] = ("s1", "k2"), time: float = 4.4) -> PathEditor:
    """A camera path editor over a made-up draft."""
    desk = KeptDesk(draft)
    editor = PathEditor(desk)
    desk.show = editor.show_snapshot
    editor.show_snapshot(Snapshot(draft=draft))
    editor.choose(*chosen)
    editor.set_time(time)
    return editor


def _unfolded() -> QWidget:
    editor = path_editor(ferry_turn())
    editor.set_unfolded(True)
    return editor


def _side() -> QWidget:
    editor = path_editor(ferry_turn(), chosen=("s2", "k5"), time=8.0)
    editor.top.set_view("side")
    return editor


def _value_held() -> QWidget:
    editor = _unfolded()
    assert isinstance(editor, PathEditor)
    lane = editor.axis_lanes["truck"]

    def hold() -> None:
        lane.grip = Grip(("s1", "k2"), QPoint(), "value")
        lane.valued.emit("s1", "k2", "truck", 6.0)

    _Once(editor, hold)
    return editor


def _complex() -> QWidget:
    axes = Axes(truck=3, pedestal=3, dolly=3, tilt=3, roll=3)
    keys = (Key(id="k1", framing=Framing(size="ws", target="{cast:iskra}")), Key(id="k2", t=6.0, axes=axes))
    draft = ferry_turn()
    return path_editor(draft.replace(shots=(draft.shots[0].replace(keys=keys),)), chosen=("s1", "k2"), time=3.0)


def _tall_frame() -> QWidget:
    draft = ferry_turn()
    return path_editor(draft.replace(frame=draft.frame.replace(aspect="9:16")))


def _square_unfolded() -> QWidget:
    draft = ferry_turn()
    editor = path_editor(draft.replace(frame=draft.frame.replace(aspect="1:1")))
    editor.set_unfolded(True)
    editor.set_axis("zoom")
    return editor


def _late() -> QWidget:
    draft = last_loaf()
    shot = draft.shots[0]
    words = ("That's all I have until Friday.", "Then that's enough, and a little more than enough for today.")
    beats = [
        beat.replace(lines=(beat.lines[0].replace(text=words[place - 2]),)) if beat.lines else beat
        for place, beat in enumerate(shot.beats)
    ]
    return beats_editor(draft.replace(shots=(shot.replace(beats=tuple(beats)),)), chosen=("s1", "b4"))


def _locked_off() -> QWidget:
    draft = ferry_turn()
    keys = (draft.shots[0].keys[0].replace(lock="none"),)
    return path_editor(draft.replace(shots=(draft.shots[0].replace(keys=keys),)), chosen=("s1", "k1"), time=0.0)


def beats_editor(draft: Draft | None, *, chosen: tuple[str, str] = ("s1", "b2"), time: float = 3.2) -> BeatsEditor:
    """An editor over a made-up draft."""
    desk = KeptDesk(draft) if draft else KeptDesk(last_loaf())
    editor = BeatsEditor(desk)
    desk.show = editor.show_snapshot
    editor.show_snapshot(Snapshot(draft=draft))
    editor.choose(*chosen)
    editor.set_time(time)
    return editor


class _Once(QObject):
    """Does something when a widget has got its place, as a hand would do it."""

    def __init__(self, widget: QWidget, act: Callable[[], None]) -> None:
        super().__init__(widget)
        self._act = act
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._act)
        return False


def _held(edge: str, moment: float) -> QWidget:
    editor = beats_editor(last_loaf())

    def hold() -> None:
        editor.lane.held = Held(("s1", "b2"), edge, QPoint(), ("s1", "b2"), True)
        editor.lane.carry(QPointF(editor.scale.x(moment), 30))

    _Once(editor, hold)
    return editor


def _stretching() -> QWidget:
    return _held("end", 4.5)


def _dragging() -> QWidget:
    return _held("", 5.6)


def _empty() -> QWidget:
    return beats_editor(last_loaf().replace(shots=(Shot(id="s1", seconds=8.0),)), chosen=("", ""), time=0.0)


def _over() -> QWidget:
    draft = last_loaf()
    return beats_editor(draft.replace(shots=(draft.shots[0].replace(seconds=6.0),)), chosen=("s1", "b4"))


SPECIMENS: list[Specimen] = [
    Specimen("beats", lambda: beats_editor(last_loaf()), (850, 206)),
    Specimen("beats small", lambda: beats_editor(last_loaf()), (750, 188)),
    Specimen("beats large", lambda: beats_editor(last_loaf()), (1400, 250)),
    Specimen("beats many", lambda: beats_editor(many_beats(), chosen=("s2", "b4"), time=6.5), (850, 206)),
    Specimen("beats narrow", lambda: beats_editor(last_loaf()), (620, 188)),
    Specimen("path narrow", lambda: path_editor(ferry_turn()), (620, 400)),
    Specimen("path large", lambda: path_editor(ferry_turn()), (1400, 620)),
    Specimen("path hold and side", _side, (850, 420)),
    Specimen("path value held", _value_held, (850, 560)),
    Specimen("path complex", _complex, (850, 420)),
    Specimen("path square unfolded", _square_unfolded, (850, 560)),
    Specimen("path tall frame", _tall_frame, (850, 420)),
    Specimen("beats late line", _late, (850, 206)),
    Specimen("beats stretching", _stretching, (850, 206)),
    Specimen("beats dragging", _dragging, (850, 206)),
    Specimen("beats over", _over, (850, 206)),
    Specimen("beats empty", _empty, (850, 206)),
    Specimen("path", lambda: path_editor(ferry_turn()), (850, 420)),
    Specimen("path unfolded", _unfolded, (850, 560)),
    Specimen("path small", lambda: path_editor(ferry_turn()), (750, 380)),
    Specimen("path locked off", _locked_off, (850, 420)),
]

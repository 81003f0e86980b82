"""A made-up draft and a made-up desk for the fields' pages of the gallery, and for their tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.draft import (
    At,
    Axes,
    Beat,
    CastMember,
    Draft,
    Framing,
    Key,
    Light,
    Line,
    Link,
    Look,
    Place,
    Prop,
    Shot,
    Sound,
    SoundCue,
    Voice,
)
from app.domain.errors import UnknownName
from app.domain.vocabulary import Term, Vocabulary
from ui.fields.terms import pattern_of

if TYPE_CHECKING:
    from app.desk.references import Hear

_LISTS = {
    "shot_size": ("ews", "ws", "mws", "ms", "mcu", "cu"),
    "angle": ("eye", "low", "high", "top"),
    "texture": ("grain_35", "grain_16", "super8", "vhs"),
    "aspect": ("16:9", "9:16", "1:1", "2.39:1"),
    "link": ("opens", "then", "because", "therefore", "but", "meanwhile"),
    "delivery": ("plain", "dry", "hushed", "warm"),
    "language": ("en", "zh", "fr"),
    "line_at": ("start", "mid", "end", "after_action"),
    "sound_kind": ("sfx", "ambience", "silence", "music"),
    "sync": ("on_action", "under", "after"),
    "cast_kind": ("human", "animal", "object"),
    "purpose": ("establish", "hook", "turn", "reaction", "final_picture"),
    "support": ("locked", "dolly", "handheld"),
    "cut_in": ("cut", "dissolve", "fade"),
    "lens": ("35mm", "50mm", "85mm"),
    "ease": ("in_out", "in", "out"),
    "lock": ("none", "follow", "look_at"),
    "reference_role": ("identity", "costume"),
    "clip_role": ("motion", "camera", "look", "edit"),
    "move": ("static", "dolly_in", "dolly_out", "pan_l", "pan_r", "arc_r", "crane_u"),
    "medium": ("documentary", "film_noir"),
}
_PATHS = {
    "shots[*].keys[*].framing.size": "shot_size",
    "shots[*].keys[*].framing.angle": "angle",
    "look.texture": "texture",
    "look.medium": "medium",
    "frame.aspect": "aspect",
    "shots[*].beats[*].link.type": "link",
    "shots[*].beats[*].lines[*].delivery": "delivery",
    "cast[*].voice.delivery": "delivery",
    "shots[*].beats[*].lines[*].language": "language",
    "cast[*].voice.language": "language",
    "shots[*].beats[*].lines[*].at": "line_at",
    "shots[*].beats[*].sounds[*].kind": "sound_kind",
    "shots[*].beats[*].sounds[*].sync": "sync",
    "cast[*].kind": "cast_kind",
    "cast[*].refs[*].role": "reference_role",
    "clips[*].role": "clip_role",
    "shots[*].purpose": "purpose",
    "shots[*].beats[*].purpose": "purpose",
    "shots[*].support": "support",
    "shots[*].cut_in": "cut_in",
    "shots[*].lens": "lens",
    "shots[*].keys[*].ease": "ease",
    "shots[*].keys[*].lock": "lock",
}
_CLOSED = {"clip_role", "link", "line_at", "sound_kind", "sync", "cast_kind", "cut_in", "ease", "lock"}


class PaperDesk:
    """A desk of short lists that keeps no pictures but the one it was given."""

    def __init__(self, picture: Path | None = None) -> None:
        self._picture = picture

    def vocabulary(self, vocabulary_id: str) -> Vocabulary:
        """A short list of each."""
        terms = tuple(Term(id=each, phrase=each) for each in _LISTS[vocabulary_id])
        return Vocabulary(id=vocabulary_id, terms=terms, open=vocabulary_id not in _CLOSED)

    def vocabulary_for(self, path: str) -> Vocabulary | None:
        """The list that serves a path."""
        found = _PATHS.get(pattern_of(path))
        return self.vocabulary(found) if found else None

    def add_asset(self, path: Path) -> str:
        """Every picture is the same."""
        self._picture = path
        return f"sha256:{'0' * 64}"

    def asset_file(self, asset: str) -> Path:
        """Where the one picture is."""
        if self._picture is None:
            raise UnknownName("asset", asset, ())
        return self._picture

    def keep_clip_soon(self, path: Path, tell: Hear) -> None:
        """Looks at it for ever."""

    def clip_poster(self, asset: str) -> Path | None:
        """The one picture."""
        return self._picture


def bakery() -> Draft:
    """Four beats in one take, as the mock-ups tell them, with everything a field can show."""
    marta, teo = "{cast:marta}", "{cast:teo}"
    beats = (
        Beat(id="b1", seconds=2.0, purpose="establish", subject=marta, link=Link(type="opens"),
             action="sets the last loaf on the counter and dusts her hands twice"),
        Beat(id="b2", seconds=2.0, purpose="hook", subject=marta,
             action="stops dusting her hands and looks up", touches="palms on the counter edge",
             ends_as="hands still, eyes on the door, flour hanging", feeling_shown="breath held, one brow up",
             link=Link(type="because", to="b1",
                       evidence="the street draught curls a ribbon of flour up into the lamp light"),
             sounds=(SoundCue(id="n1", text="door bell"),)),
        Beat(id="b3", seconds=2.0, purpose="turn", subject=teo, link=Link(type="then"),
             action="lays three coins on the wood; one rolls for the edge",
             lines=(Line(id="l1", speaker=teo, delivery="hushed", text="That's all."),),
             sounds=(SoundCue(id="n2", text="coin rolls", sync="after"),)),
        Beat(id="b4", seconds=2.0, subject=marta, link=Link(type="but"),
             action=f"traps the coin and pushes it back to {teo}",
             lines=(Line(id="l2", speaker=marta, delivery="warm", text="Then that's enough.", at="end"),)),
    )  # fmt: skip
    keys = (
        Key(id="k1", framing=Framing(size="ms", angle="eye", target=marta), hold=0.5),
        Key(id="k2", t=3.5, framing=Framing(size="ms", angle="eye")),
        Key(id="k3", t=7.0, framing=Framing(size="mcu"), axes=Axes(dolly=4)),
    )
    return Draft(
        id="last-loaf", title="The last loaf", form="sora-story-beats", aim="kling/kling-3.0",
        look=Look(style_line="neighbourhood drama of the 1990s", medium="documentary", mood="wry, tender",
                  texture=("grain_35", "light leaks"), palette=("rust", "bone", "teal")),
        light=Light(practicals=("a brass lamp over the counter",)),
        place=Place(
            setting="A narrow corner bakery before dawn. Rain runs down the street window; a brass lamp hangs low "
                    "over a scrubbed wooden counter, one oven door lit.",
            props=(Prop(id="loaf", label="loaf", description="round, dark crust, a cross cut into it", at=At()),)),
        cast=(
            CastMember(id="marta", label="Marta", at=At(side="left"), wardrobe="flour-dusted apron",
                       identity=("late fifties", "copper hair pinned up", "striped shirt"),
                       voice=Voice(timbre="low, a little hoarse", delivery="dry", language="en")),
            CastMember(id="teo", label="Teo", at=At(side="right"),
                       identity=("ten", "green oilskin coat", "wet fringe", "yellow boots")),
        ),
        sound=Sound(ambience=("Rain on the awning", "oven hum"), language="en"),
        avoid=("flicker", "extra fingers"),
        shots=(Shot(id="s1", seconds=8.0, purpose="establish", beats=beats, keys=keys),),
    )  # fmt: skip

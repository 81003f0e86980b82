"""A small draft to test with, written out, and where its camera stands."""

from __future__ import annotations

from app.domain.camera import state_at
from app.domain.cuts import shot_at
from app.domain.draft import (
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
    SoundCue,
)


def small_draft() -> Draft:
    """Two shots, two beats, one member of the cast, one prop."""
    return Draft(
        id="tram",
        title="Tram",
        form="sora-story-beats",
        aim="kling/kling-3.0",
        look=Look(style_line="quiet railway drama", palette=("mustard", "brass")),
        light=Light(time_of_day="night"),
        place=Place(setting="An empty tram.", props=(Prop(id="boat", label="paper boat"),)),
        cast=(CastMember(id="ines", label="Ines", identity=("silver braid",)),),
        shots=(
            Shot(
                id="s1",
                seconds=4.0,
                keys=(Key(id="k1", framing=Framing(size="mcu")), Key(id="k2", t=4.0, axes=Axes(dolly=4))),
                beats=(
                    Beat(id="b1", seconds=2.0, subject="{cast:ines}", action="sets {prop:boat} down"),
                    Beat(
                        id="b2", seconds=2.0, action="it skids", link=Link(type="because", to="b1", evidence="the jolt")
                    ),
                ),
            ),
            Shot(
                id="s2",
                seconds=4.5,
                beats=(
                    Beat(
                        id="b3",
                        seconds=4.0,
                        lines=(Line(id="l1", speaker="{cast:ines}", text="Not tonight."),),
                        sounds=(SoundCue(id="n1", text="clink"),),
                    ),
                ),
            ),
        ),
    )


def camera(draft: Draft, t: float) -> list[float]:
    """What the axes of the camera read at a moment."""
    found = shot_at(draft, t)
    assert found is not None
    return list(state_at(found[0], t - found[1]).axes)

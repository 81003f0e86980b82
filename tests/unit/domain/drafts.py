"""Drafts to test with: a small one written out, and a strategy that fills anything a draft can hold."""

from __future__ import annotations

from hypothesis import strategies as st

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
    SoundCue,
)

words = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=["Cs"]), max_size=40)
seconds = st.integers(1, 40).map(lambda quarters: quarters / 4)
ats = st.builds(At)


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


def drafts() -> st.SearchStrategy[Draft]:
    """Small drafts with any words in them."""
    beats = st.lists(st.tuples(words, words, seconds), max_size=4).map(
        lambda rows: tuple(Beat(id=f"b{n}", subject=a, action=b, seconds=c) for n, (a, b, c) in enumerate(rows, 1))
    )
    shots = st.lists(st.tuples(seconds, beats, words), min_size=1, max_size=3).map(
        lambda rows: tuple(Shot(id=f"s{n}", seconds=a, beats=b, purpose=c) for n, (a, b, c) in enumerate(rows, 1))
    )
    return st.builds(
        lambda title, note, parts, avoid: Draft(
            id="d",
            form="sora-story-beats",
            aim="kling/kling-3.0",
            title=title,
            note=note,
            shots=parts,
            avoid=tuple(avoid),
        ),
        words,
        words,
        shots,
        st.lists(words, max_size=3),
    )

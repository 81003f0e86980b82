"""Stories to turn over: strategies of shots full of beats, with and without a camera, and their words counted."""

from __future__ import annotations

from collections import Counter

from hypothesis import strategies as st

from app.domain.beats import beat_spans
from app.domain.draft import Beat, Draft, Line, Link, Shot, SoundCue

halves = st.integers(1, 12).map(lambda count: count / 2)


@st.composite
def stories(draw: st.DrawFn) -> Draft:
    """One to three shots whose beats fill them or leave a hold."""
    shots, number = [], 0
    for index in range(draw(st.integers(1, 3))):
        beats = []
        for seconds in draw(st.lists(halves, max_size=5)):
            number += 1
            line = Line(id=f"l{number}", text=f"says {number}", at=draw(st.sampled_from(["start", "end"])))
            cue = SoundCue(id=f"n{number}", text=f"noise {number}", sync=draw(st.sampled_from(["under", "after"])))
            link = Link(type="because", to=f"b{number - 1}" if number > 1 else "", evidence=f"seen {number}")
            beats.append(
                Beat(id=f"b{number}", seconds=seconds, action=f"does {number}", ends_as=f"ends {number}", link=link,
                     lines=(line,), sounds=(cue,))
            )  # fmt: skip
        total = sum(beat.seconds for beat in beats) + draw(st.sampled_from([0.0, 0.0, 1.5]))
        shots.append(Shot(id=f"s{index + 1}", seconds=max(total, 1.0), beats=tuple(beats)))
    return Draft(id="d", form="f", aim="a", shots=tuple(shots))


def words(draft: Draft) -> Counter[str]:
    """Every authored word of every beat."""
    found: Counter[str] = Counter()
    for span in beat_spans(draft):
        beat = span.beat
        texts = [beat.action, beat.ends_as, beat.link.evidence, *(line.text for line in beat.lines)]
        texts += [cue.text for cue in beat.sounds]
        found.update(" ".join(texts).replace(";", " ").split())
    return found

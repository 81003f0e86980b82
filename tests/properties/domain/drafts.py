"""Small drafts with any words in them, as a strategy."""

from __future__ import annotations

from hypothesis import strategies as st

from app.domain.draft import Beat, Draft, Shot

words = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=["Cs"]), max_size=40)
seconds = st.integers(1, 40).map(lambda quarters: quarters / 4)


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

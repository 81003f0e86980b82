"""Every run of signs in any title finds its clip."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.store.clips import Clips
from app.store.db import Database
from app.store.paths import find_home
from tests.unit.store.rows import a_clip

WORDS = st.text(st.sampled_from("ab雨夜 Éß'\"%_*-"), max_size=12)


@given(texts=st.lists(WORDS, min_size=1, max_size=4), start=st.integers(0, 8), length=st.integers(1, 6))
def test_every_run_of_a_title_finds_it(texts: list[str], start: int, length: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        home = find_home(folder)
        database = Database(home)
        clips = Clips(database, home)
        for number, text in enumerate(texts):
            clips.add(a_clip(home, f"c{number}", title=text))
        piece = texts[0][start : start + length]
        expected = {
            f"c{number}"
            for number, text in enumerate(texts)
            if all(word in f"{text}\nanimatic/board".casefold() for word in piece.casefold().split())
        }
        found = {clip.id for clip in clips.search(piece)}
        database.close()
    assert found == expected

"""A clip carries its draft, and gives back only what is sound and ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.draft import Beat, Draft, Shot
from app.domain.errors import BadFile
from app.domain.upgrade import read_draft, write_draft
from app.media.embed import Embedded, read, tags, unpack
from tests.e2e.media.clips import make

DRAFT = Draft(
    id="d1",
    title="雨夜 — “quotes”, 😀 and \\backslashes;",
    form="f",
    aim="a",
    shots=(Shot(id="s1", beats=(Beat(id="b1", action="line one\nline two = ; # \u2028"),)),),
)


def test_the_draft_comes_back_equal(tmp_path: Path) -> None:
    text = write_draft(DRAFT).decode()
    inside = read(make(tmp_path / "a.mp4", tags=tags(text, {"model": "m", "seconds": 5.0}, DRAFT.title)))
    assert read_draft(json.dumps(inside.draft).encode(), "a.mp4") == DRAFT
    assert inside.record == {"model": "m", "seconds": 5.0}


def test_a_large_draft_comes_back_whole(tmp_path: Path) -> None:
    large = DRAFT.replace(note="诗" * 20_000)
    inside = read(make(tmp_path / "a.mp4", tags=tags(write_draft(large).decode())))
    assert read_draft(json.dumps(inside.draft).encode(), "a.mp4") == large


def test_a_stranger_s_clip_carries_nothing(tmp_path: Path) -> None:
    assert read(make(tmp_path / "a.mp4")) == Embedded()
    assert read(make(tmp_path / "b.mp4", tags={"comment": "a day at the sea"})) == Embedded()


@pytest.mark.parametrize(
    "comment",
    [
        '{"shotwright": 1, "draft": ',
        '{"shotwright": 2, "draft": {}}',
        '{"shotwright": 1, "draft": [1], "record": "x"}',
        '{"shotwright": 1, "draft": ' + "[" * 5_000,
        '{"shotwright": 1, "draft": "' + "x" * 1_200_000 + '"}',
    ],
)
def test_what_is_not_sound_is_nothing(comment: str) -> None:
    assert unpack({"COMMENT": comment}) == Embedded()


def test_a_file_that_is_no_clip_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"<html>")
    with pytest.raises(BadFile) as caught:
        read(tmp_path / "a.mp4")
    assert caught.value.id == "clip_unreadable"

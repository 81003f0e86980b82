"""Our own tables are read anew where their file is another, and only there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import tomli

from app.resources import own_table


@pytest.fixture(autouse=True)
def keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python keeps what it compiled, as it does for a person."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def kept(folder: Path) -> list[Path]:
    """What is kept beside the tables."""
    return list((folder / "__pycache__").iterdir())


def test_a_table_is_the_same_the_second_time(tmp_path: Path) -> None:
    place = tmp_path / "a.toml"
    place.write_text('word = "dusk"\nlist = [1, 2.5, true]\n[in]\nside = "x"\n', encoding="utf-8")
    first = own_table(place)
    assert len(kept(tmp_path)) == 1
    assert own_table(place) == first == {"word": "dusk", "list": [1, 2.5, True], "in": {"side": "x"}}


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    place = tmp_path / "a.toml"
    place.write_text('word = "dusk"', encoding="utf-8")
    own_table(place)
    place.write_text('word = "dawn"', encoding="utf-8")
    os.utime(place, ns=(1, 1))
    assert own_table(place) == {"word": "dawn"}


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", b"\xe9\x01\x00\x00\x00"])
def test_what_is_kept_may_be_rubbish(tmp_path: Path, rubbish: bytes) -> None:
    place = tmp_path / "a.toml"
    place.write_text('word = "dusk"', encoding="utf-8")
    own_table(place)
    kept(tmp_path)[0].write_bytes(rubbish)
    assert own_table(place) == {"word": "dusk"}


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    place = tmp_path / "a.toml"
    place.write_text('word = "dusk"', encoding="utf-8")
    assert own_table(place) == {"word": "dusk"}
    assert list(tmp_path.iterdir()) == [place]


def test_what_is_no_toml_is_told(tmp_path: Path) -> None:
    place = tmp_path / "a.toml"
    place.write_text("= 1", encoding="utf-8")
    with pytest.raises(tomli.TOMLDecodeError):
        own_table(place)

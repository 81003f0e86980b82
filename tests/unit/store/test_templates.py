"""Template files of one's own: written whole, thrown into the trash, and every change of one can be taken back."""

from __future__ import annotations

import pytest

from app.domain.errors import BadFile, StorageFault, UnknownName
from app.store.paths import Home
from app.store.templates import MAX_BYTES, TemplateFiles


def test_no_folder_holds_none(place: Home) -> None:
    files = TemplateFiles(place)
    assert (files.ids(), files.trashed()) == ([], [])
    with pytest.raises(UnknownName):
        files.read("mine")


def test_a_file_is_written_and_read(place: Home) -> None:
    files = TemplateFiles(place)
    files.save("mine", b"one")
    files.save("mine", b"two")
    assert (files.ids(), files.read("mine")) == (["mine"], b"two")
    assert (place.user_resources / "templates" / "mine.toml").read_bytes() == b"two"


def test_what_is_thrown_away_comes_back(place: Home) -> None:
    files = TemplateFiles(place)
    files.save("mine", b"one")
    files.trash("mine")
    assert (files.ids(), files.trashed()) == ([], ["mine"])
    assert files.read_trashed("mine") == b"one"
    files.restore("mine")
    assert (files.read("mine"), files.trashed()) == (b"one", [])


def test_a_change_is_taken_back_and_made_again(place: Home) -> None:
    files = TemplateFiles(place)
    files.save("mine", b"one")
    files.keep_state("mine")
    files.save("mine", b"two")
    files.restore("mine")
    assert files.read("mine") == b"one"
    files.restore("mine")
    assert files.read("mine") == b"two"


@pytest.mark.parametrize("odd", ["", "../mine", "a/b", "Mine", "x" * 61, "a\0b"])
def test_a_name_that_is_none_leads_nowhere(place: Home, odd: str) -> None:
    files = TemplateFiles(place)
    for verb in (files.read, files.trash, files.restore, files.read_trashed):
        with pytest.raises(UnknownName):
            verb(odd)


def test_a_file_that_is_too_large_is_not_read(place: Home) -> None:
    files = TemplateFiles(place)
    files.save("mine", b"x" * (MAX_BYTES + 1))
    with pytest.raises(BadFile):
        files.read("mine")


def test_a_folder_that_cannot_be_is_said(place: Home) -> None:
    place.user_resources.write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageFault):
        TemplateFiles(place).save("mine", b"one")

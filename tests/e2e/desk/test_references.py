"""The desk keeps clips that go along with a draft: judged, by their content, with a poster; nothing that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk import references
from app.desk.references import KeptClip
from app.domain.draft import CastMember
from app.domain.errors import BadFile, Fault
from app.strings import has
from tests.fakes.film import make_film
from tests.patience import until
from tests.unit.desk.conftest import OpenDesk


async def test_a_clip_is_kept_once_with_what_is_inside_and_a_poster(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk().desk
    film = make_film(tmp_path / "orbit.MP4", seconds=0.5)
    heard: list[KeptClip | Fault] = []
    desk.keep_clip_soon(film, heard.append)
    await until(lambda: heard)
    (kept,) = heard
    assert isinstance(kept, KeptClip)
    footage = kept.footage
    assert (footage.seconds, footage.width, footage.height, footage.fps) == (0.5, 64, 48, 24.0)
    assert (footage.kind, footage.size, footage.sound) == ("mp4", film.stat().st_size, False)
    assert desk.asset_file(kept.asset).read_bytes() == film.read_bytes()
    assert desk.asset_file(kept.asset).suffix == ".mp4"
    poster = desk.clip_poster(kept.asset)
    assert poster is not None
    assert poster.read_bytes().startswith(b"\xff\xd8")
    again = await desk.references.keep_clip(film.rename(tmp_path / "other.mov"))
    assert again == kept
    assert len(list((desk.home / "assets").iterdir())) == 1


@pytest.mark.parametrize("made", ["words", "cut", "nothing", "gone", "large"])
async def test_what_is_no_clip_is_refused_by_its_own_name_and_nothing_is_kept(
    open_desk: OpenDesk, tmp_path: Path, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk().desk
    film = make_film(tmp_path / "a.mp4", seconds=1.0)
    if made == "large":
        monkeypatch.setattr(references, "MOST_BYTES", 1000)
    elif made == "gone":
        film.unlink()
    else:
        whole = film.read_bytes()
        film.write_bytes({"words": b"<html>no clip</html>", "cut": whole[: len(whole) // 2], "nothing": b""}[made])
    with pytest.raises(BadFile) as fault:
        await desk.references.keep_clip(film)
    assert fault.value.args_by_name["name"] == "a.mp4"
    assert has(f"error.{fault.value.id}")
    assert has(f"error.{fault.value.id}.hint")
    assert list((desk.home / "assets").iterdir()) == []
    assert film.exists() == (made != "gone")


async def test_files_are_placed_where_they_can_stand(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk().desk
    draft = desk.make_draft("small-rescue").replace(cast=(CastMember(id="ana", label="Ana"),))
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG made up")
    for place, file in (
        ("clips", make_film(tmp_path / "a.mp4")),
        ("clips", make_film(tmp_path / "b.mp4", shade=7)),
        ("ends.start_image", picture),
        ("cast[ana].refs", picture),
    ):
        assert references.takes_files(place)
        draft = await desk.references.placed(draft, place, file)
    assert [(clip.id, clip.role) for clip in draft.clips] == [("clip", "motion"), ("clip1", "motion")]
    assert draft.ends.start_image == draft.cast[0].refs[0].asset
    assert not references.takes_files("place.setting")

"""A picture that goes into the draft from a file: the same one twice is one reference, a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.draft import CastMember
from app.domain.errors import StorageFault, UnknownName
from tests.unit.desk.conftest import OpenDesk


async def test_the_same_picture_is_one_reference(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk().desk
    desk.new("small-rescue")
    desk.edit("cast", [CastMember(id="ana", label="Ana").model_dump(mode="json")])
    (tmp_path / "a.png").write_bytes(b"one")
    (tmp_path / "b.png").write_bytes(b"another")
    for name in ("a.png", "a.png", "b.png"):
        desk.use_picture(tmp_path / name, "cast[ana].refs")
    assert desk.snapshot.draft is not None
    assert [ref.id for ref in desk.snapshot.draft.cast[0].refs] == ["frame", "frame1"]
    with pytest.raises(UnknownName):
        desk.use_picture(tmp_path / "a.png", "cast[bo].refs")
    with pytest.raises(StorageFault):
        desk.use_picture(tmp_path / "a.txt", "ends.start_image")

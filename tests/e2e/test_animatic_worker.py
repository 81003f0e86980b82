"""The worker keeps its word: the draft inside is the one sent, progress is told, and what ends early leaves nothing."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import av
import pytest

from app.animatic.worker import run
from app.domain.draft import Axes, Beat, CastMember, Draft, Line, Prop, Shot
from app.domain.upgrade import read_draft, write_draft
from app.media.embed import read
from tests.fakes.animatics import make_clip, path_draft

pytestmark = pytest.mark.usefixtures("qapp")


def told(folder: Path) -> Any:
    return json.loads((folder / "progress.json").read_bytes())


def test_the_draft_inside_is_the_one_that_was_sent(tmp_path: Path) -> None:
    draft = path_draft(Axes(dolly=2), seconds=0.2).replace(title="雨夜 {cast:a}", note="a “note”\nof two lines")
    made = make_clip(draft, tmp_path, short_side=64)
    inside = read(made.clip)
    assert inside.record == {"model": "m"}
    assert read_draft(json.dumps(inside.draft).encode(), "clip") == draft
    assert made.code == 0


def test_progress_ends_with_every_picture_done(tmp_path: Path) -> None:
    made = make_clip(path_draft(Axes(), seconds=1.0), tmp_path, short_side=64)
    assert made.told == {"frame": 24, "frames": 24, "state": "done"}


def test_a_stopped_worker_leaves_no_clip(tmp_path: Path) -> None:
    make_clip(path_draft(Axes(), seconds=0.1), tmp_path, short_side=64)
    (tmp_path / "clip.mp4").unlink()
    stop = threading.Event()
    stop.set()
    assert run(tmp_path / "order.json", stop) == 2
    assert told(tmp_path)["state"] == "stopped"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["order.json", "progress.json"]


def test_a_draft_that_is_none_is_a_fault_of_the_order(tmp_path: Path) -> None:
    make_clip(path_draft(Axes(), seconds=0.1), tmp_path, short_side=64)
    (tmp_path / "clip.mp4").unlink()
    order = json.loads((tmp_path / "order.json").read_text(encoding="utf-8"))
    (tmp_path / "order.json").write_text(json.dumps({**order, "draft": '{"schema": "draft/9"}'}), encoding="utf-8")
    assert run(tmp_path / "order.json", threading.Event()) == 1
    assert told(tmp_path)["error"]["id"] == "file_newer"
    assert not (tmp_path / "clip.mp4").exists()


def test_an_order_that_is_none_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "order.json").write_text("nothing", encoding="utf-8")
    assert run(tmp_path / "order.json", threading.Event()) == 1
    assert capsys.readouterr().err == "order_unreadable\n"


def test_a_place_without_room_is_said(tmp_path: Path) -> None:
    make_clip(path_draft(Axes(), seconds=0.1), tmp_path, short_side=64)
    order = json.loads((tmp_path / "order.json").read_text(encoding="utf-8"))
    order["out"] = str(tmp_path / "gone" / "clip.mp4")
    (tmp_path / "order.json").write_text(json.dumps(order), encoding="utf-8")
    assert run(tmp_path / "order.json", threading.Event()) == 1
    assert told(tmp_path)["error"]["id"] == "storage_failed"


def test_what_is_drawn_as_a_box_is_reported(tmp_path: Path) -> None:
    line = Line(id="l1", speaker="{cast:ana}", text="Read this: \U00013000")
    beat = Beat(id="b1", seconds=0.2, subject="{cast:ana}", action="points", lines=(line,))
    draft = path_draft(Axes(), seconds=0.2)
    draft = draft.replace(
        cast=(CastMember(id="ana", label="安娜"),),
        place=draft.place.replace(props=(Prop(id="thing", label="flux condenser"),)),
        shots=(draft.shots[0].replace(beats=(beat,)),),
    )
    made = make_clip(draft, tmp_path, clean=False, short_side=240)
    assert made.told["findings"] == [
        {
            "id": "animatic_glyphs",
            "level": "warning",
            "path": "shots[s1].beats[b1].lines[l1].text",
            "args": {"signs": "\U00013000", "count": 1},
        },
        {
            "id": "animatic_plain_box",
            "level": "hint",
            "path": "place.props[thing].label",
            "args": {"thing": "flux condenser"},
        },
    ]


@pytest.mark.parametrize(
    "draft",
    [
        Draft(id="d", form="f", aim="a"),
        Draft(id="d", form="f", aim="a", shots=(Shot(id="s1", seconds=0),)),
        Draft(id="d", form="f", aim="a", shots=(Shot(id="s1", seconds=0.2, beats=(Beat(id="b1", seconds=9),)),)),
    ],
)
def test_any_draft_is_drawn(tmp_path: Path, draft: Draft) -> None:
    made = make_clip(Draft.model_validate_json(write_draft(draft)), tmp_path, clean=False, short_side=240)
    assert made.code == 0
    with av.open(str(made.clip)) as container:
        assert sum(1 for _ in container.decode(video=0)) >= 1

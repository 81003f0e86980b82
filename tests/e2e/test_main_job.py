"""The main job without a window: a draft from a template, its words, a rehearsal, and the draft back out of the clip."""

from __future__ import annotations

import json
from pathlib import Path

import av
import pytest

from tests.e2e.shell import answer, run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.mark.slow
@pytest.mark.parametrize("template", ["sora-story-beats", "kling-camera-path", "kling-shot-list"])
def test_new_render_inspect(home: Path, tmp_path: Path, template: str) -> None:
    answer(home, "new", template, "-o", "a.draft.json", "--set", "frame.aspect=9:16", cwd=tmp_path)
    sent = json.loads((tmp_path / "a.draft.json").read_text(encoding="utf-8"))
    job = answer(home, "render", "a.draft.json", "--model", "animatic/board", "-o", "a.mp4", cwd=tmp_path)
    assert job["state"] == "done"
    assert Path(job["clip"]).read_bytes() == (tmp_path / "a.mp4").read_bytes()

    seen = answer(home, "inspect", "a.mp4", cwd=tmp_path)
    assert seen["draft"] == sent
    media = seen["media"]
    seconds = sum(shot["seconds"] for shot in sent["shots"])
    assert media["seconds"] == pytest.approx(seconds, abs=1 / media["fps"])
    assert (media["width"], media["height"]) == (720, 1280)
    with av.open(str(tmp_path / "a.mp4")) as file:
        frames = sum(1 for _ in file.decode(video=0))
    assert frames == pytest.approx(seconds * media["fps"], abs=1)
    with av.open(str(tmp_path / "a.mp4")) as file:
        sound = sum(frame.samples / frame.sample_rate for frame in file.decode(audio=0))
    assert sound == pytest.approx(seconds, abs=0.1)

    clips = answer(home, "clips")["clips"]
    assert [clip["model"] for clip in clips] == ["animatic/board"]
    assert not any((home / "incoming").iterdir())


@pytest.mark.parametrize("template", ["sora-story-beats", "kling-camera-path", "kling-shot-list"])
def test_compiling_twice_gives_the_same_bytes(home: Path, tmp_path: Path, template: str) -> None:
    run(home, "new", template, "-o", "a.draft.json", cwd=tmp_path)
    first, second = (run(home, "compile", "a.draft.json", "--model", "kling/kling-3.0", cwd=tmp_path) for _ in "12")
    assert first.stdout == second.stdout
    as_json = answer(home, "compile", "a.draft.json", "--model", "kling/kling-3.0", cwd=tmp_path)
    assert as_json["text"] == first.stdout
    assert "".join(part["text"] for part in as_json["parts"]) == as_json["text"]


def test_a_preset_is_kept_applied_and_deleted(home: Path, tmp_path: Path) -> None:
    answer(home, "new", "small-rescue", "-o", "a.draft.json", "--title", "Mine", cwd=tmp_path)
    kept = answer(home, "presets", "save", "a.draft.json", "--name", "My rescue", cwd=tmp_path)
    assert kept == {"id": "my-rescue", "name": "My rescue", "version": 1}
    assert answer(home, "presets", "save", "a.draft.json", "--name", "My rescue", cwd=tmp_path)["version"] == 2
    shown = answer(home, "presets", "show", "my-rescue")
    assert shown["draft"]["title"] == "Mine"
    answer(home, "new", "kling-camera-path", "-o", "b.draft.json", "--title", "Under", cwd=tmp_path)
    laid = answer(home, "presets", "apply", "my-rescue", "b.draft.json", cwd=tmp_path)["draft"]
    assert (laid["title"], laid["form"], laid["cast"]) == ("Under", "kling-camera-path", shown["draft"]["cast"])
    answer(home, "presets", "delete", "my-rescue")
    assert "my-rescue" not in {each["id"] for each in answer(home, "presets")["presets"]}
    assert answer(home, "presets", "delete", "small-rescue", code=1)["error"]["id"] == "preset_builtin"


@pytest.mark.parametrize(
    ("arguments", "code", "near"),
    [
        (["new", "sora-story-beet"], 2, "sora-story-beats"),
        (["compile", "small-rescu"], 2, "small-rescue"),
        (["compile", "small-rescue", "--model", "kling-3"], 2, "kling-3.0"),
        (["new", "small-rescue", "--set", "look.palete=[]"], 2, "look.palette"),
        (["presets", "show", "small-rescu"], 2, "small-rescue"),
    ],
)
def test_unknown_names_offer_what_comes_near(home: Path, arguments: list[str], code: int, near: str) -> None:
    error = answer(home, *arguments, code=code)["error"]
    assert near in error["hint"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"not a draft", "file_not_json"),
        (b'{"schema": "draft/9"}', "file_newer"),
        (b'{"schema": "elsewhere/1"}', "file_foreign"),
        (b"[" * 5000, "file_too_deep"),
        (b"{" + b" " * 1_100_000, "file_too_big"),
    ],
)
def test_a_bad_draft_is_one_sentence_and_exit_1(home: Path, tmp_path: Path, content: bytes, fault: str) -> None:
    file = tmp_path / "bad.draft.json"
    file.write_bytes(content)
    for verb in (["compile"], ["lint"], ["render", "--model", "animatic/board"]):
        error = answer(home, verb[0], "bad.draft.json", *verb[1:], code=1, cwd=tmp_path)["error"]
        assert error["id"] == fault
        assert "bad.draft.json" in error["message"]
        assert error["hint"]
    assert file.read_bytes() == content


def test_wrong_usage_is_exit_2(home: Path) -> None:
    assert run(home, "compile").returncode == 2
    assert run(home, "dance").returncode == 2
    assert answer(home, "compile", code=2)["error"]["id"] == "usage"


def test_the_doctor_says_what_is_there(home: Path) -> None:
    checks = {check["id"]: check for check in answer(home, "doctor")["checks"]}
    assert checks["codecs"]["state"] == "ok"
    assert checks["home"]["message"].startswith(str(home))
    assert all(check["hint"] for check in checks.values() if check["state"] != "ok")


def test_a_home_that_is_no_folder_is_said(home: Path) -> None:
    home.write_text("a file")
    error = answer(home, "clips", code=1)["error"]
    assert str(home) in error["message"]


def test_a_foreign_clip_is_attached_and_found_by_chinese_words(home: Path, tmp_path: Path) -> None:
    answer(home, "new", "small-rescue", "-o", "a.draft.json", "--set", "title=雨夜电车", cwd=tmp_path)
    answer(home, "render", "a.draft.json", "--model", "animatic/board", "-o", "a.mp4", cwd=tmp_path)
    with av.open(str(tmp_path / "a.mp4")) as source, av.open(str(tmp_path / "b.mp4"), "w") as copy:
        video = copy.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = video
                copy.mux(packet)
    before = (tmp_path / "b.mp4").read_bytes()
    added = answer(home, "attach", "b.mp4", "--draft", "a.draft.json", cwd=tmp_path)
    assert Path(added["path"]).read_bytes() == before
    assert added["take"] == 2
    assert {clip["id"] for clip in answer(home, "clips", "电车")["clips"]} >= {added["id"]}
    assert answer(home, "clips", "轮船")["clips"] == []
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(before[: len(before) // 2])
    assert answer(home, "attach", "cut.mp4", "--draft", "a.draft.json", code=1, cwd=tmp_path)["error"]["message"]
    assert len(answer(home, "clips")["clips"]) == 2

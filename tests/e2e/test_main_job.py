"""The main job without a window: a draft from a template, its words, a rehearsal, the draft back out of the clip."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import av
import pytest

from tests.e2e.shell import answer, environment

PART = 0.125
"""Of the length a template begins with: what is drawn of it says as much, eight times as soon."""
TEMPLATES = ("sora-story-beats", "kling-camera-path", "kling-shot-list")
COMPILE = """
import sys
from pathlib import Path
from app.cli.main import main

for template in sys.argv[1:]:
    file = f"{template}.draft.json"
    if not Path(file).exists():
        assert main(["new", template, "-o", file]) == 0
    assert main(["compile", file, "--model", "kling/kling-3.0"]) in (0, 1)
    print(f"— {template}", flush=True)
"""


def shortened(file: Path) -> Any:
    """The draft in a file, and the file with it, cut to a part of its length as a script would do it."""
    draft = json.loads(file.read_text(encoding="utf-8"))
    for shot in draft["shots"]:
        for timed in (shot, *shot["beats"]):
            timed["seconds"] *= PART
    file.write_text(json.dumps(draft), encoding="utf-8")
    return draft


@pytest.mark.slow
@pytest.mark.parametrize(
    ("template", "aspect", "size"),
    [
        ("sora-story-beats", "16:9", (1280, 720)),
        ("kling-camera-path", "9:16", (720, 1280)),
        ("kling-shot-list", "1:1", (720, 720)),
    ],
)
def test_new_render_inspect(home: Path, tmp_path: Path, template: str, aspect: str, size: tuple[int, int]) -> None:
    answer(home, "new", template, "-o", "a.draft.json", "--set", f"frame.aspect={aspect}", cwd=tmp_path)
    sent = shortened(tmp_path / "a.draft.json")
    job = answer(home, "render", "a.draft.json", "--model", "animatic/board", "-o", "a.mp4", cwd=tmp_path)
    assert job["state"] == "done"
    assert Path(job["clip"]).read_bytes() == (tmp_path / "a.mp4").read_bytes()

    seen = answer(home, "inspect", "a.mp4", cwd=tmp_path)
    assert seen["draft"] == sent
    assert seen["record"]["model"] == "animatic/board"
    media = seen["media"]
    seconds = sum(shot["seconds"] for shot in sent["shots"])
    assert media["seconds"] == pytest.approx(seconds, abs=1 / media["fps"])
    assert (media["width"], media["height"]) == size
    with av.open(str(tmp_path / "a.mp4")) as file:
        frames = sum(1 for _ in file.decode(video=0))
    assert frames == pytest.approx(seconds * media["fps"], abs=1)
    with av.open(str(tmp_path / "a.mp4")) as file:
        sound = list(file.decode(audio=0))
    assert sum(frame.samples / frame.sample_rate for frame in sound) == pytest.approx(seconds, abs=0.1)
    assert any(any(bytes(frame.planes[0])) for frame in sound), "there is something to hear"

    elsewhere = answer(tmp_path / "other", "inspect", "a.mp4", cwd=tmp_path)
    assert elsewhere["draft"] == sent, "the clip alone gives its draft back, in any home"
    clips = answer(home, "clips")["clips"]
    assert [clip["model"] for clip in clips] == ["animatic/board"]
    assert not any((home / "incoming").iterdir())


def test_compiling_twice_gives_the_same_bytes(home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", COMPILE, *TEMPLATES]
    # another seed orders sets and dictionaries of text another way
    first, second = (
        subprocess.check_output(command, cwd=tmp_path, env=environment(home, PYTHONHASHSEED=seed)) for seed in "12"
    )
    *texts, rest = re.split("— .*\n", first.decode())
    assert len(texts) == len(TEMPLATES)
    assert all(texts)
    assert not rest
    assert first == second


@pytest.mark.slow
def test_a_foreign_clip_is_attached_and_found_by_chinese_words(home: Path, tmp_path: Path) -> None:
    sets = ("title=雨夜电车", 'shots=[{"id": "s1", "seconds": 1}]', "frame.resolution=480p")
    answer(home, "new", "small-rescue", "-o", "a.draft.json", *(f"--set={each}" for each in sets), cwd=tmp_path)
    drawn = answer(home, "render", "a.draft.json", "--model", "animatic/board", "-o", "a.mp4", cwd=tmp_path)
    assert "雨夜电车" in Path(drawn["clip"]).name
    with av.open(str(tmp_path / "a.mp4")) as source, av.open(str(tmp_path / "b.mp4"), "w") as copy:
        video = copy.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = video
                copy.mux(packet)
    before = (tmp_path / "b.mp4").read_bytes()
    added = answer(home, "attach", "b.mp4", "--draft", "a.draft.json", cwd=tmp_path)
    assert Path(added["path"]).read_bytes() == before
    assert (added["kind"], added["take"]) == ("attached", 1)
    assert [(clip["kind"], clip["take"]) for clip in answer(home, "clips", "电车")["clips"]] == [
        ("attached", 1),
        ("rehearsal", 1),
    ]
    assert answer(home, "clips", "轮船")["clips"] == []
    assert answer(home, "inspect", "b.mp4", cwd=tmp_path)["draft"]["title"] == "雨夜电车"

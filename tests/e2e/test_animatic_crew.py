"""Several processes draw one film: it is the same film, its progress counts them all, and nothing of them is left."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

import av
import pytest

from app.animatic.crew import WORTH, Crew, crew
from app.animatic.film import make
from app.animatic.order import read_order
from app.animatic.parts import GROUP, claimed, groups, parts_of, pictures_in, put
from app.animatic.worker import Progress, run
from app.domain.draft import Axes
from app.program import child_environment, own_command
from tests.fakes.animatics import decoded, make_clip, path_draft

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.slow]
FRAMES = WORTH + 14
COPYING = """
import sys
from pathlib import Path
from app.animatic.copies import Copy
from app.animatic.parts import Stopped

def good(told, stop):
    told.write_text("drawn")

def bad(told, stop):
    raise ValueError("no such pose")

def stopped(told, stop):
    stop.wait()
    raise Stopped

copies = []
for act in (good, bad, stopped):
    copies.append(Copy(act, Path(sys.argv[1]), copies))
copies[2].stdin.close()
print([each.wait() for each in copies], Path(sys.argv[1]).read_text())
"""


def long_clip(folder: Path) -> Path:
    """A film that is worth a crew, of a camera that moves."""
    made = make_clip(path_draft(Axes(truck=2), seconds=round(FRAMES / 24, 6)), folder, short_side=72)
    assert made.told == {"frame": FRAMES, "frames": FRAMES, "state": "done"}
    assert sorted(path.name for path in folder.iterdir()) == ["clip.mp4", "order.json", "progress.json"]
    return made.clip


def test_one_process_and_several_make_the_same_pictures(tmp_path: Path) -> None:
    clip = long_clip(tmp_path)
    together = decoded(clip)
    make(read_order(tmp_path / "order.json"), Progress(tmp_path / "alone.json"), threading.Event())
    alone = decoded(clip)
    assert len(alone) == FRAMES
    assert together == alone


def test_a_process_of_its_own_makes_them_too_with_copies_of_itself(tmp_path: Path) -> None:
    clip = long_clip(tmp_path)
    together = decoded(clip)
    clip.unlink()
    # its standard input stays open: where that closes, the worker ends
    with subprocess.Popen(
        own_command("_animatic", str(tmp_path / "order.json")), stdin=subprocess.PIPE, env=child_environment()
    ) as worker:
        assert worker.wait() == 0
    assert decoded(clip) == together
    assert json.loads((tmp_path / "progress.json").read_bytes())["frame"] == FRAMES
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clip.mp4", "order.json", "progress.json"]


def test_what_happens_to_a_copy_is_known(tmp_path: Path) -> None:
    command = [sys.executable, "-c", COPYING, str(tmp_path / "told")]
    done = subprocess.run(command, env=child_environment(), capture_output=True, text=True, check=True)
    assert done.stdout == "[0, 1, 2] drawn\n"
    assert "no such pose" in done.stderr


def test_it_has_a_key_picture_every_half_second_and_its_sound_to_the_end(tmp_path: Path) -> None:
    with av.open(str(long_clip(tmp_path))) as container:
        keys = [number for number, frame in enumerate(container.decode(video=0)) if frame.key_frame]
        container.seek(0)
        sounded = sum(frame.samples for frame in container.decode(audio=0)) / 48_000
    assert keys == [numbers[0] for numbers in groups(FRAMES)]
    assert all(after - before <= GROUP for before, after in pairwise([*keys, FRAMES]))
    assert sounded == pytest.approx(FRAMES / 24, abs=0.05)


def test_a_crew_draws_what_is_left_and_counts_it(tmp_path: Path) -> None:
    clip = long_clip(tmp_path)
    parts = parts_of(clip)
    parts.mkdir()
    others = Crew(parts, 2, tmp_path / "order.json")
    try:
        others.join(threading.Event())
        assert len(list(pictures_in(parts, FRAMES))) == FRAMES
        assert others.done() == FRAMES
    finally:
        others.end()


def test_a_stop_ends_the_crew_and_leaves_nothing(tmp_path: Path) -> None:
    long_clip(tmp_path).unlink()
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    assert run(tmp_path / "order.json", stop) in (0, 2)
    left = {path.name for path in tmp_path.iterdir()} - {"clip.mp4"}
    assert left == {"order.json", "progress.json"}


def test_a_place_that_is_gone_is_said(tmp_path: Path) -> None:
    long_clip(tmp_path)
    order = json.loads((tmp_path / "order.json").read_text(encoding="utf-8"))
    order["out"] = str(tmp_path / "gone" / "clip.mp4")
    (tmp_path / "order.json").write_text(json.dumps(order), encoding="utf-8")
    assert run(tmp_path / "order.json", threading.Event()) == 1
    assert json.loads((tmp_path / "progress.json").read_bytes())["error"]["id"] == "storage_failed"


def test_a_short_film_and_an_order_that_is_none_have_no_crew(tmp_path: Path) -> None:
    make_clip(path_draft(Axes(), seconds=0.1), tmp_path, short_side=64)
    with crew(tmp_path / "order.json") as others:
        assert others is None
    (tmp_path / "order.json").write_text("nothing", encoding="utf-8")
    with crew(tmp_path / "order.json") as others:
        assert others is None


def test_the_last_groups_are_short_so_that_nobody_waits_long() -> None:
    assert [len(numbers) for numbers in groups(60)] == [12, 12, 12, 6, 6, 6, 3, 3]
    assert [len(numbers) for numbers in groups(30)] == [12, 6, 6, 3, 3]
    assert list(groups(1)) == [range(1)]


def test_each_group_has_one_who_draws_it(tmp_path: Path) -> None:
    found = claimed(tmp_path, 36)
    numbers, file = next(found)
    others = claimed(tmp_path, 36)
    other_numbers, other_file = next(others)
    assert (numbers, other_numbers) == (range(12), range(12, 18))
    put(other_file, ((bytes([number]), number == 12) for number in other_numbers))
    put(file, ((bytes([number]), number == 0) for number in numbers))
    for numbers, file in found:
        put(file, ((bytes([number]), number == numbers[0]) for number in numbers))
    assert numbers == range(33, 36)
    assert next(others, None) is None
    pictures = list(pictures_in(tmp_path, 36))
    assert [body[0] for body, _ in pictures] == list(range(36))
    assert [number for number, (_, key) in enumerate(pictures) if key] == [0, 12, 18, 24, 30, 33]

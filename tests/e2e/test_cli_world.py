"""The command line in a world that does not help: other terminals, no room, no permission, Ctrl+C, a taken home."""

from __future__ import annotations

import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.shell import ROOT, answer, environment, run
from tests.patience import PATIENCE, block_until

EVERY_VERB = """
import sys
from pathlib import Path
from app.cli.main import main

def verb(*arguments):
    code = main([*arguments, "--json"])
    assert code in (0, 1, 2), (arguments, code)

verb("new", "small-rescue", "-o", "a.draft.json")
for name in ("templates", "models", "presets", "providers", "connections", "jobs", "clips", "resume", "doctor"):
    verb(name)
for name in ("compile", "lint"):
    verb(name, "a.draft.json")
verb("compile", "a.draft.json", "--model", "kling-2.6")
verb("presets", "save", "a.draft.json", "--name", "mine")
for name in ("show", "delete"):
    verb("presets", name, "mine")
verb("submit", "a.draft.json", "--model", "animatic/board")
verb("attach", "nowhere.mp4", "--draft", "a.draft.json")
verb("inspect", "nowhere.mp4")
verb("cancel", "nobody")
verb("settle", "nobody")
loaded = sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6", "qasync", "httpx"))
sys.stderr.write(f"loaded: {loaded}")
"""


def test_verbs_that_draw_nothing_load_no_qt(home: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERY_VERB],
        cwd=tmp_path,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stderr.endswith("loaded: []")


@pytest.mark.slow
def test_what_draws_loads_no_widgets(home: Path, tmp_path: Path) -> None:
    draft = run(home, "new", "small-rescue", "--set", 'shots=[{"id": "s1", "seconds": 0.5}]').stdout
    order = {"draft": draft, "tags": {}, "out": str(tmp_path / "a.mp4"), "progress": str(tmp_path / "p.json")}
    (tmp_path / "order.json").write_text(json.dumps(order))
    # its standard input stays open: where that closes, the worker ends
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "app.cli", "_animatic", str(tmp_path / "order.json")],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home, QT_QPA_PLATFORM="offscreen"),
        text=True,
    ) as worker:
        assert worker.stderr is not None
        loaded = worker.stderr.read()
    assert worker.returncode == 0, loaded[-2000:]
    assert "PySide6.QtGui" in loaded
    for module in ("PySide6.QtWidgets", "PySide6.QtMultimedia", "typer", "apsw"):
        assert module not in loaded, f"the worker pays for {module}"


@pytest.mark.parametrize(
    "world",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
    ids=["C", "latin", "cp1252"],
)
def test_chinese_words_come_through_any_terminal(home: Path, tmp_path: Path, world: dict[str, str]) -> None:
    world = {"LANG": "", "LC_CTYPE": "", **world}
    made = run(home, "new", "small-rescue", "-o", "雨夜.draft.json", "--set", "title=雨夜", cwd=tmp_path, more=world)
    assert made.returncode == 0, made.stderr
    assert "雨夜.draft.json" in made.stderr
    assert json.loads((tmp_path / "雨夜.draft.json").read_text(encoding="utf-8"))["title"] == "雨夜"
    shown = run(home, "presets", "save", "雨夜.draft.json", "--name", "雨夜", "--json", cwd=tmp_path, more=world)
    assert json.loads(shown.stdout)["name"] == "雨夜"
    assert "雨夜" in run(home, "presets", cwd=tmp_path, more=world).stdout


def test_a_home_is_an_option_a_variable_or_at_fault(home: Path, tmp_path: Path) -> None:
    answer(home, "presets", "save", "small-rescue", "--name", "mine", "--home", str(tmp_path / "other"))
    assert (tmp_path / "other" / "presets" / "mine.preset.json").is_file()
    assert not home.exists()
    file = tmp_path / "file"
    file.write_text("a file")
    for place in (file, file / "inside"):
        error = answer(home, "clips", "--home", str(place), code=1)["error"]
        assert str(file) in error["message"]
        assert "--home" in error["hint"] or "folder" in error["hint"]


def test_a_full_disk_behind_stdout_is_said(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "app.cli", "presets", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(home),
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("The disk is full")
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_reader_that_has_read_enough_is_no_fault(home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "app.cli", "models", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        said = program.stderr.read()
    assert (program.returncode, said) == (0, b"")


@pytest.mark.slow
def test_ctrl_c_stops_watching_and_loses_nothing(home: Path, tmp_path: Path) -> None:
    # long enough to be stopped while it is drawn
    sets = ("--set", 'shots=[{"id": "s1", "seconds": 3}]', "--set", "frame.resolution=480p")
    answer(home, "new", "small-rescue", "-o", "a.draft.json", *sets, cwd=tmp_path)
    with subprocess.Popen(
        [sys.executable, "-m", "app.cli", "render", "a.draft.json", "--model", "animatic/board", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=environment(home),
        start_new_session=True,
    ) as program:
        block_until(lambda: any(home.glob("incoming/*/*/progress.json")))
        program.send_signal(signal.SIGINT)
        said, told = program.communicate(timeout=PATIENCE)
    assert program.returncode == 130, told
    job = json.loads(said)
    # the worker's first word and the row's next state are written side by side
    assert job["state"] in ("sending", "waiting")
    assert "Traceback" not in told
    assert job["id"] in told
    assert "resume" in told
    assert answer(home, "clips")["clips"] == []
    carried = answer(home, "resume")["jobs"]
    assert [(each["id"], each["state"]) for each in carried] == [(job["id"], "done")]
    assert not any((home / "incoming").iterdir())


@pytest.mark.slow
def test_a_verb_queues_where_another_process_owns_the_home(home: Path, tmp_path: Path) -> None:
    sets = ("--set", 'shots=[{"id": "s1", "seconds": 1}]', "--set", "frame.resolution=480p")
    answer(home, "new", "small-rescue", "-o", "a.draft.json", *sets, cwd=tmp_path)
    hold = (
        "import asyncio, sys; from app.build import build\n"
        "async def go():\n"
        "    desk = build(); desk.start_work()\n"
        "    while not desk.work.dispatch.drives: await asyncio.sleep(0.01)\n"
        "    print('ready', flush=True)\n"
        "    await asyncio.to_thread(sys.stdin.read); await desk.close()\n"
        "asyncio.run(go())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(home),
    ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "ready\n"
        job = answer(home, "render", "a.draft.json", "--model", "animatic/board", "-o", "a.mp4", cwd=tmp_path)
        assert owner.poll() is None
        owner.communicate("")
    assert job["state"] == "done"
    assert Path(job["clip"]).read_bytes() == (tmp_path / "a.mp4").read_bytes()
    with contextlib.closing(sqlite3.connect(home / "library.db")) as library:
        assert library.execute("SELECT count(*) FROM clips").fetchone() == (1,)


@pytest.mark.slow
def test_the_doctor_says_what_is_there(home: Path) -> None:
    said = answer(home, "doctor")
    checks = {check["id"]: check for check in said["checks"]}
    assert checks.keys() >= {"python", "qt", "display", "codecs", "keyring", "disk", "home"}
    assert checks["codecs"]["state"] == "ok"
    assert checks["home"]["message"].startswith(str(home))
    assert all(check["hint"] for check in checks.values() if check["state"] != "ok")
    assert all(check["message"] and "{" not in check["message"] for check in checks.values())
    file = home.parent / "file"
    file.write_text("")
    done = run(home, "doctor", "--home", str(file))
    assert done.returncode == 1
    assert str(file) in done.stdout

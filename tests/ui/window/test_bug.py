"""A bug of ours while the window is open: it is told there, without secrets, and everything else goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.build import build

ROOT = Path(__file__).parents[3]
CANARY = "sk-canary-0123456789abcdef0123456789"
PROGRAM = f"""
import asyncio, sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
import ui.kit.loop as room
from app.domain.job import ENDED
from ui.kit import notify
from ui.windows import start

def brief(draft):
    shot = draft.shots[0]
    beat = shot.beats[0].replace(seconds=1.0)
    return draft.replace(shots=(shot.replace(seconds=1.0, beats=(beat,)),))

def slot():
    raise ValueError("in a slot: Authorization: Bearer {CANARY}")

async def task():
    raise ValueError("in a task: {CANARY}")

async def press(window):
    desk = window.desk
    while not window.is_ready:
        await asyncio.sleep(0.02)
    job = desk.submit(brief(desk.make_draft("small-rescue")), "animatic/board")
    for break_it in (lambda: QTimer.singleShot(0, slot), lambda: asyncio.ensure_future(task())):
        window.report_text, told = "", len(notices)
        kept = break_it()
        del kept
        while not window.report_text:
            await asyncio.sleep(0.02)
        print("told", len(notices) - told, "ValueError: in a" in window.report_text, flush=True)
    while desk.job(job.id).state not in ENDED:
        await asyncio.sleep(0.02)
    print(desk.job(job.id).state)
    # a long one, of which nothing is drawn yet, so that it cannot end before it is told to
    print((await desk.cancel(desk.submit(desk.make_draft("heist-in-six"), "animatic/board").id)).state)
    window.go_to("look.style_line")
    await asyncio.sleep(0.3)
    before = desk.snapshot.draft
    QTest.keyClicks(window.focusWidget(), "x")
    print("typed", desk.snapshot.draft != before)
    window.close()

notices = []
shown = notify.show_fault
notify.show_fault = lambda error: (notices.append(error), shown(error))
whole = room.run
def run(app, live, report):
    async def pressed():
        pressing = asyncio.ensure_future(press(start._window))
        ended = await live()
        await pressing
        return ended
    return whole(app, pressed, report)
room.run = run
from ui.__main__ import main
sys.argv = ["shotwright"]
sys.exit(main())
"""


# matrix: C7
def test_a_bug_is_told_without_secrets_and_holds_up_nothing_else(home: Path) -> None:
    build(home).new("small-rescue")
    told = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "SHOTWRIGHT_HOME": str(home)}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], env={**os.environ, **told}, capture_output=True, text=True, timeout=100
    )
    assert run.stdout.splitlines() == ["told 1 True", "told 1 True", "done", "cancelled", "typed True"], run.stderr
    assert "nobody caught this" in run.stderr
    left = [run.stderr.encode(), *(path.read_bytes() for path in home.rglob("*") if path.is_file())]
    assert not any(CANARY.encode() in each for each in left)

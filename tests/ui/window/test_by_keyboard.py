"""Writes the worked shot of the prompting reference in the real window by keyboard alone, and counts what it takes.

An action is every key and every shortcut that is not a letter of what is being said; commas between the words of a
list are letters, the `{` that calls a name is an action.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.patience import until
from tests.ui.window.conftest import Opened
from ui.fields.base import field_of
from ui.windows.main import MainWindow

GOLDEN = Path(__file__).parents[2] / "golden" / "worked" / "paper-boat.txt"
MOST = 60
SHOT = "shots[s1]"
PAUSE = 0.03
"""Seconds between two actions, on a machine with time to spare."""


class Hand:
    """Two hands on a keyboard: `write` says something, `press` is one action each time."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.actions = 0

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for each in keys:
            QTest.keySequence(await self._under(), QKeySequence(each))
            self.actions += 1
            await self._settled()

    async def write(self, words: str, field: str) -> None:
        """Type words, into the field they are meant for."""
        there = field_of(QApplication.focusWidget())
        assert there is not None
        assert there.path == field
        for letter in words:
            QTest.keyClicks(await self._under(), letter)
            await asyncio.sleep(0.002)
        await asyncio.sleep(0.02)

    async def _settled(self) -> None:
        """A person sees what a key did before pressing the next: on a busy machine that takes the window longer."""
        loop = asyncio.get_running_loop()
        late = PAUSE
        while late > PAUSE / 2:
            due = loop.time() + PAUSE
            await asyncio.sleep(PAUSE)
            late = loop.time() - due

    async def _under(self) -> QWidget:
        if (popup := QApplication.activePopupWidget()) is not None:
            return popup
        if QApplication.activeWindow() is not self.window:
            # without a screen nobody gives the keyboard back when a list of offers goes
            self.window.activateWindow()
            await until(lambda: QApplication.activeWindow() is self.window)
        return QApplication.focusWidget() or self.window


async def look_and_place(hand: Hand) -> None:
    await hand.write(
        "quiet 1970s railway drama on 35 mm film, soft grain, gentle halation around bulbs", "look.style_line"
    )
    await hand.press("Return", "Return", "Return", "Return")
    await hand.write("mustard,brass,bottle green,wet black", "look.palette")
    await hand.press("Tab")
    await hand.write("tender, wry", "look.mood")
    await hand.press("Return")
    await hand.write(
        "An empty city tram late at night. Rain streaks the windows; outside, shop lights slide past as green and "
        "amber smears. ",
        "place.setting",
    )
    await hand.press("{")
    await hand.write("Ines", "place.setting")
    await hand.press("Return")
    await hand.write(" stands beside a narrow wooden window ledge.", "place.setting")


async def cast(hand: Hand) -> None:
    await hand.press("Ctrl+Down", "Return")
    await hand.write("in her sixties,silver braid", "cast[ines].identity")
    await hand.press("Tab")
    await hand.write("mustard raincoat, a brass ticket punch hanging from a cord", "cast[ines].wardrobe")


async def camera(hand: Hand) -> None:
    await hand.press("Ctrl+Down")
    await hand.write("medium close-up", f"{SHOT}.keys[k1].framing.size")
    await hand.press("Return")
    await hand.write("eye level", f"{SHOT}.keys[k1].framing.angle")
    await hand.press("Return", "Tab", "Tab", "M", "P", "Return", "Down", "Return")
    await hand.write("the ledge", f"{SHOT}.keys[k2].framing.target")
    await hand.press("Return", "Return")
    await hand.write("50 mm", "look.lens")
    await hand.press("Return")
    await hand.write("shallow focus on the boat and her hands", "look.depth_of_field")


async def light_and_sound(hand: Hand) -> None:
    await hand.press("Ctrl+Down")
    await hand.write("warm bulbs overhead", "light.key.source")
    await hand.press("Return", "Return", "Return", "Return")
    await hand.write("cool green spill from the street", "light.fill")
    await hand.press("Ctrl+Down")
    await hand.write("rain on glass,rail hum", "sound.ambience")
    await hand.press("Tab")
    await hand.write("one brake squeal,a soft metal clink", "sound.effects")


async def beats(hand: Hand) -> None:
    await hand.press("Ctrl+Down", "Ctrl+Down", "{", "Return", "Return")
    await hand.write("stands a folded paper boat on the ledge and takes her hand away", f"{SHOT}.beats[b1].action")
    await hand.press("Shift+Return", "Ctrl+L", "B", "Return")
    await hand.write("the tram brakes hard", f"{SHOT}.beats[b2].link.evidence")
    await hand.press("Return")
    await hand.write("the jolt", f"{SHOT}.beats[b2].subject")
    await hand.press("Return")
    await hand.write("sends the boat skidding along the ledge", f"{SHOT}.beats[b2].action")
    await hand.press("Shift+Return")
    await hand.write("it", f"{SHOT}.beats[b3].subject")
    await hand.press("Return")
    await hand.write("tips off the edge and she catches it in cupped hands", f"{SHOT}.beats[b3].action")
    line = f"{SHOT}.beats[b3].lines[l1]"
    await hand.press("Return", "Return", "Return", "Return", "Return")
    await hand.write("Not tonight, captain.", f"{line}.text")
    await hand.press("Return")
    await hand.write("Ines", f"{line}.speaker")
    await hand.press("Return")
    await hand.write("dry, half to herself, just after the catch", f"{line}.delivery")
    await hand.press("Shift+Return")
    await hand.write("she", f"{SHOT}.beats[b4].subject")
    await hand.press("Return")
    await hand.write("sets it back and pins it under the brass punch", f"{SHOT}.beats[b4].action")
    await hand.press("Escape", "[", "[")


async def test_the_worked_shot_is_written_by_keyboard_alone(opened: Opened) -> None:
    async with opened() as window:
        hand = Hand(window)
        await hand.press("Ctrl+N", "Down", "Return")
        await until(lambda: field_of(QApplication.focusWidget()) is not None)
        for part in (look_and_place, cast, camera, light_and_sound, beats):
            await part(hand)
        await until(lambda: window.send.words.text.toPlainText().count("sets it back"))
        compiled, draft = window.desk.snapshot.compiled, window.desk.snapshot.draft
        assert compiled is not None
        assert draft is not None
        assert compiled.text == GOLDEN.read_text(encoding="utf-8").removesuffix("\n")
        assert [beat.seconds for beat in draft.shots[0].beats] == [2.0, 2.0, 2.0, 1.0]
        assert hand.actions <= MOST, f"{hand.actions} actions"

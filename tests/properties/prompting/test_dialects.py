"""What holds of every preset in one way of writing: commands that the model knows, and a timeline that can be read."""

from __future__ import annotations

import json
import re

from app.prompting.dialects.hailuo import AT_ONCE, COMMANDS, FOLLOW, SHAKE, STILL
from tests.unit.prompting.cases import catalog, compiled, row


def test_hailuo_is_told_the_camera_by_its_fifteen_commands() -> None:
    known = {FOLLOW, SHAKE, STILL, *(command for pair in COMMANDS.values() for command in pair)}
    assert len(known) == 15
    for preset in catalog().presets():
        text = compiled(preset.draft, row("hailuo")).text
        brackets = re.findall(r"\[([^\]]+)\]", text)
        assert brackets
        for bracket in brackets:
            assert set(bracket.split(", ")) <= known
            assert len(bracket.split(", ")) <= AT_ONCE


def test_json_can_be_read_and_holds_the_timeline() -> None:
    for preset in catalog().presets():
        whole = json.loads(compiled(preset.draft, row("json", audio="always")).text)
        assert len(whole["shots"]) == len(preset.draft.shots)
        for told, written in zip(whole["shots"], preset.draft.shots, strict=True):
            assert told["seconds"] == written.seconds
            assert len(told.get("beats", ())) == len(written.beats)

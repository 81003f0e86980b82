"""Presets in the window: kept from the open draft, laid over it in parts, dropped on it as a file, handed on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.draft import Draft
from tests.patience import until
from tests.ui.window.conftest import Opened, form_of
from ui.panels.files import RefusedPopup
from ui.panels.presets.popup import PresetsPopup
from ui.panels.presets.save import SavePresetPopup
from ui.windows.main import MainWindow

Key = Qt.Key
Kind = TypeVar("Kind")


def present(window: MainWindow) -> Draft:
    draft = window.desk.snapshot.draft
    assert draft is not None
    return draft


def shown(kind: type[Kind]) -> list[Kind]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


async def test_a_look_is_kept_and_laid_over_another_draft(opened: Opened, tmp_path: Path) -> None:
    async with opened() as window:
        window.desk.new("small-rescue")
        await form_of(window)
        look = present(window).look
        window.plates.save_preset()
        (saving,) = shown(SavePresetPopup)
        QTest.keyClicks(saving.name, "Quiet look")
        saving.parts.way.set_value("parts")
        saving.parts.way.chosen.emit("parts")
        QTest.keyClick(saving.parts.boxes["look"], Key.Key_Space)
        QTest.keyClick(saving.name, Key.Key_Return)
        await until(lambda: not shown(SavePresetPopup))
        window.desk.new("two-truths")
        await form_of(window)
        before = present(window)
        window.plates.show_presets("quiet-look")
        (popup,) = shown(PresetsPopup)
        popup.detail.apply.click()
        assert present(window) == before.replace(look=look)
        window.desk.undo()
        assert present(window) == before


async def test_a_preset_is_handed_on_and_taken_in(opened: Opened, tmp_path: Path) -> None:
    async with opened() as window:
        window.desk.new("small-rescue")
        await form_of(window)
        window.plates.show_presets("two-truths")
        (popup,) = shown(PresetsPopup)
        popup.detail.export.click()
        await until(lambda: shown(QFileDialog))
        (dialog,) = shown(QFileDialog)
        file = tmp_path / "two.preset.json"
        dialog.fileSelected.emit(str(file))
        dialog.reject()
        assert file.is_file()
        window.verbs.open_path(file)
        assert [each.name for each in window.desk.presets() if not each.builtin] == ["Two truths"]
        assert present(window).title == "Small rescue"
        assert "Two truths" in [row.title for row in window.shelf.list.rows.items][:4], "the shelf shows it at once"
        value = json.loads(file.read_text(encoding="utf-8")) | {"wat": 1, "name": 2}
        file.write_text(json.dumps(value), encoding="utf-8")
        window.plates.show_presets()
        (popup,) = shown(PresetsPopup)
        popup.take_in.click()
        await until(lambda: shown(QFileDialog))
        (dialog,) = shown(QFileDialog)
        dialog.reject()
        dialog.fileSelected.emit(str(file))
        await until(lambda: shown(RefusedPopup))
        (refused,) = shown(RefusedPopup)
        assert len(refused.lines) == 2
        refused.close()

"""The main job in the real window: template, edit, words, rehearsal, moving pictures, preset, all of it next time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.patience import until
from tests.ui.window.conftest import Opened, form_of
from ui.fields.text import TextField
from ui.panels.presets.save import SavePresetPopup
from ui.windows.main import MainWindow


def words(window: MainWindow) -> str:
    """What the words panel shows."""
    return window.send.words.text.toPlainText()


def picture(window: MainWindow) -> QImage:
    """What the player shows."""
    return window.player.picture.grab().toImage()


@pytest.mark.slow
async def test_a_shot_is_written_rehearsed_watched_and_kept(opened: Opened) -> None:
    async with opened() as window:
        desk = window.desk
        assert window.welcome.isVisible()
        window.shelf.new.open_menu()
        entry = next(each for each in window.shelf.new_menu.actions() if each.text().startswith("Story beats"))
        entry.trigger()
        window.shelf.new_menu.close()
        await form_of(window)
        assert desk.snapshot.draft is not None
        draft_id, beat = desk.snapshot.draft.id, desk.snapshot.draft.shots[0].beats[0].id

        window.go_to(f"shots[{desk.snapshot.draft.shots[0].id}].beats[{beat}].action")
        field = window.focusWidget()
        assert field is not None
        QTest.keyClicks(field, "the keeper lifts the green lantern")
        await until(lambda: "keeper lifts the green lantern" in words(window))

        QTest.mouseClick(window.send.foot.rehearse, Qt.MouseButton.LeftButton)
        await until(lambda: bool(desk.snapshot.takes))
        assert [job.state for job in desk.jobs()] == ["done"]
        await until(lambda: window.player.is_playing)
        await until(lambda: window.player.projector.reel.position > 0.3)
        first = picture(window)
        await until(lambda: picture(window) != first)

        window.actions_table.run("save_preset")
        popup = window.findChild(SavePresetPopup)
        assert popup is not None
        popup.name.setText("Lantern")
        QTest.keyClick(popup.name, Qt.Key.Key_Return)
        await until(lambda: any(preset.name == "Lantern" for preset in desk.presets()))

    async with opened() as window:
        desk = window.desk
        assert desk.snapshot.draft is not None
        assert desk.snapshot.draft.id == draft_id
        assert "keeper lifts the green lantern" in words(window)
        assert len(desk.snapshot.takes) == 1
        assert desk.preset("lantern").draft.id == draft_id
        assert window.player.takes.isVisible()
        assert any(entry.id == draft_id for entry in window.desk.drafts())


async def test_every_keystroke_of_the_form_is_in_the_words_and_on_disk(opened: Opened) -> None:
    async with opened() as window:
        window.desk.new("kling-camera-path")
        await form_of(window)
        window.form.go_to("place.setting")
        field = window.focusWidget()
        assert field is not None
        QTest.keyClicks(field, "A salt flat at noon")
        await until(lambda: "salt flat at noon" in words(window))
        await until(lambda: window.desk.snapshot.saved == "saved")
    async with opened() as window:
        assert window.desk.snapshot.draft is not None
        assert window.desk.snapshot.draft.place.setting == "A salt flat at noon"
        window.actions_table.run("undo")
        assert window.actions_table.why_not("undo")


async def test_pointing_at_words_lights_the_field_and_back(opened: Opened) -> None:
    async with opened() as window:
        window.desk.new("small-rescue")
        await form_of(window)
        window.form.go_to("place.setting")
        window.send.pointed.emit("place.setting")
        lit = [field for field in window.form.findChildren(TextField) if field.property("lit")]
        window.send.pointed.emit("")
        assert not [field for field in lit if field.property("lit")]
        window.send.chosen.emit("look.mood")
        focused = window.focusWidget()
        assert focused is not None
        assert window.form.isAncestorOf(focused)


async def test_a_trashed_draft_comes_back_by_its_notice(opened: Opened) -> None:
    async with opened() as window:
        window.desk.new("first-snow")
        draft = window.desk.snapshot.draft
        assert draft is not None
        await form_of(window)
        window.actions_table.run("trash_draft")
        await until(lambda: window.desk.snapshot.draft is None)
        await until(lambda: window.welcome.isVisible())
        card = next(each for each in window.notices.cards if each.notice.action == "restore_draft")
        card.acted.emit(card.notice.action, card.notice.target)
        await until(lambda: window.desk.snapshot.draft is not None)
        assert window.desk.snapshot.draft == draft

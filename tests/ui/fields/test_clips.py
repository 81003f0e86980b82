"""Drops and chooses clips, waits for what is inside, says what each is for, and refuses what is none in words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from shiboken6 import isValid

from app.build import build
from app.desk.desk import Desk
from app.domain import path as paths
from app.domain.draft import Footage, ReferenceClip
from app.domain.template import Field
from tests.fakes.film import make_film
from tests.fakes.floor import inspect_here
from tests.patience import until
from tests.ui.fields.conftest import Ear, Make, press
from ui.fields import make_field
from ui.fields.clips import ClipsField, facts_of
from ui.fields.specimens_draft import bakery

Key = Qt.Key
ASSET = f"sha256:{'a' * 64}"


@pytest.fixture
async def ear(home: Path, still: None) -> AsyncIterator[Ear]:
    """The field over the real desk, in a running loop, which looks into clips in this process."""
    desk: Desk = build(home, inspect=inspect_here)
    field = make_field(Field(path="clips", kind="clips", label="clips"), "clips", desk)
    field.set_value((), bakery())
    field.show()
    yield Ear(field, bakery())
    if isValid(field):
        field.close()
        field.deleteLater()
    await desk.close()


def clips_field(ear: Ear) -> ClipsField:
    assert isinstance(ear.field, ClipsField)
    return ear.field


async def test_a_dropped_clip_is_kept_and_shown_with_its_poster_and_taken_away_by_a_key(
    ear: Ear, tmp_path: Path
) -> None:
    field = clips_field(ear)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(make_film(tmp_path / "orbit.mp4", seconds=0.5)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field.plate, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(field.plate, QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert "orbit.mp4" in field.plate.accessibleDescription()
    await until(lambda: ear.value)
    (clip,) = ear.value
    shown = field.rows[clip.id]
    assert shown.picture.has_picture()
    assert shown.facts.text() == "0.5 s, 64\u00a0×\u00a048, 24\u00a0fps, MP4, 1\u00a0MB, silent"
    assert "orbit.mp4" not in field.plate.accessibleDescription()
    shown.ignore.edited.emit(f"clips[{clip.id}].ignore", "the people")
    assert paths.read(ear.draft, f"clips[{clip.id}].ignore") == "the people"
    press(shown.picture, Key.Key_Delete)
    assert ear.value == ()
    assert field.rows == {}


async def test_what_is_no_clip_is_refused_with_a_word(ear: Ear, tmp_path: Path) -> None:
    field = clips_field(ear)
    words = tmp_path / "notes.mp4"
    words.write_text("no clip")
    press(field.plate, Key.Key_Return)
    dialog = field.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(words))
    dialog.close()
    await until(lambda: field.remark.text)
    assert "notes.mp4 is not a video" in field.remark.text
    assert ear.steps == []


async def test_a_form_that_is_gone_hears_nothing(ear: Ear, tmp_path: Path) -> None:
    field = clips_field(ear)
    field.take_file(make_film(tmp_path / "orbit.mp4", seconds=0.5))
    assets = field.desk.home / "assets"  # type: ignore[attr-defined]
    ear.field.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    await until(lambda: list(assets.iterdir()))


def test_a_clip_that_is_gone_says_so_and_keeps_its_words(make: Make) -> None:
    clip = ReferenceClip(
        id="c1", asset=ASSET, role="edit", ignore="titles", keep_sound=True, address="https://x.test/a"
    )
    ear = make("clips", "clips", "clips", bakery().replace(clips=(clip,)))
    shown = clips_field(ear).rows["c1"]
    assert "gone" in shown.picture.accessibleDescription()
    assert [field.value() for field in shown.fields] == ["edit", "titles", True, "https://x.test/a"]
    assert shown.picture.accessibleName() == "Clip"
    assert all(field.label.text() for field in shown.fields)
    assert facts_of(Footage()) == "Nobody has looked into this clip"


def test_sound_and_address_are_asked_for_where_the_aim_has_a_use_for_them(make: Make, desk: Desk) -> None:
    clip = ReferenceClip(id="c1", asset=ASSET, role="camera")
    ear = make("clips", "clips", "clips", bakery().replace(clips=(clip,)))
    field, models = clips_field(ear), {model.id: model for model in desk.models()}
    shown = field.rows["c1"]
    for name, sound, address in (
        ("fal/kling-v3-standard", True, False),
        ("kling/kling-3.0-omni", False, True),
        ("fal/seedance-2.0", False, False),
    ):
        field.show_model(models[name])
        assert (shown.sound.isVisible(), shown.address.isVisible()) == (sound, address), name
    filled = clip.replace(keep_sound=True, address="https://x.test/a.mp4")
    field.set_value((filled,), ear.draft)
    assert (shown.sound.isVisible(), shown.address.isVisible()) == (True, True)
    field.set_value((clip.replace(role="edit"),), ear.draft)
    field.show_model(models["kling/kling-3.0-omni"])
    assert (shown.sound.isVisible(), shown.address.isVisible()) == (True, True)

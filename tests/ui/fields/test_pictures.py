"""Drops, pastes and chooses pictures, and refuses what is none with a sentence under the field."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea, QWidget

from app.desk.desk import Desk
from tests.ui.fields.conftest import CTRL, Ear, Make, press
from ui.fields.cast import CastField
from ui.fields.colour import ColourField
from ui.fields.image import ImageField
from ui.fields.references import ReferencesField
from ui.fields.specimens_lists import picture
from ui.fields.swatches import colour_of
from ui.kit.layout import column

Key = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def image_field(ear: Ear) -> ImageField:
    assert isinstance(ear.field, ImageField)
    return ear.field


def drop(field: ImageField, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(field.plate, QDragEnterEvent(QPoint(5, 5), copy, data, LEFT, NONE))
    assert field.plate.property("dropping")
    QApplication.sendEvent(field.plate, QDropEvent(QPointF(5, 5), copy, data, LEFT, NONE))
    assert not field.plate.property("dropping")


def test_a_dropped_picture_is_kept_and_shown(make: Make, desk: Desk, tmp_path: Path) -> None:
    ear = make("image", "ends.start_image", "start_image")
    field = image_field(ear)
    assert not field.plate.has_picture()
    drop(field, picture(tmp_path))
    assert ear.edited[0][0] == "ends.start_image"
    assert desk.asset_file(ear.value).exists()
    assert field.plate.has_picture()
    assert field.size_words.text() == "640 × 360"


def test_a_picture_is_pasted_and_taken_away_by_keys(make: Make, desk: Desk) -> None:
    ear = make("image", "ends.start_image", "start_image")
    field = image_field(ear)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QApplication.clipboard().setImage(image)
    field.focus_input()
    press(field.plate, Key.Key_V, CTRL)
    assert desk.asset_file(ear.value).suffix == ".png"
    press(field.plate, Key.Key_Delete)
    assert ear.value is None
    assert len(ear.edited) == 2
    assert not field.plate.has_picture()


def test_what_is_no_picture_is_refused_with_a_word(make: Make, tmp_path: Path) -> None:
    ear = make("image", "ends.start_image", "start_image")
    field = image_field(ear)
    words = tmp_path / "notes.txt"
    words.write_text("no picture")
    drop(field, words)
    assert "notes.txt is not a picture" in field.remark.text
    assert field.remark.isVisible()
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40)
    drop(field, broken)
    assert "broken.png is damaged" in field.remark.text
    huge = tmp_path / "huge.png"
    with huge.open("wb") as file:
        file.truncate(21 * 2**20)
    drop(field, huge)
    assert "21 MB" in field.remark.text
    drop(field, tmp_path / "gone.png")
    assert "gone.png cannot be opened" in field.remark.text
    assert not ear.edited
    drop(field, picture(tmp_path))
    assert not field.remark.isVisible()


def test_what_is_refused_at_the_foot_of_a_form_is_brought_into_view(make: Make, tmp_path: Path) -> None:
    ear = make("image", "ends.start_image", "start_image")
    field = image_field(ear)
    area, inner = QScrollArea(), QWidget()
    inner.setLayout(column(400, field, None))
    area.setWidgetResizable(True)
    area.setWidget(inner)
    area.resize(260, 200)
    area.show()
    area.ensureWidgetVisible(field.plate, 0, 0)
    drop(field, tmp_path / "gone.png")
    QApplication.processEvents()
    seen = field.remark.mapTo(area.viewport(), field.remark.rect().bottomLeft()).y()
    assert 0 < seen < area.viewport().height()
    area.close()
    area.deleteLater()


def test_a_wide_picture_gives_way_in_a_narrow_field(make: Make, tmp_path: Path) -> None:
    ear = make("image", "ends.start_image", "start_image")
    field = image_field(ear)
    drop(field, picture(tmp_path, 800, 200))
    assert field.plate.sizeHint().width() > 250
    assert field.minimumSizeHint().width() < 300


def test_a_picture_that_is_gone_is_said(make: Make) -> None:
    ear = make("image", "ends.start_image", "start_image")
    ear.field.set_value(f"sha256:{'a' * 64}", ear.draft)
    field = image_field(ear)
    assert not field.plate.has_picture()
    assert "gone" in field.plate.accessibleDescription()
    assert field.value() == f"sha256:{'a' * 64}"


def test_enter_opens_a_window_to_choose_in(make: Make, tmp_path: Path) -> None:
    ear = make("image", "ends.start_image", "start_image")
    field = image_field(ear)
    field.focus_input()
    press(field.plate, Key.Key_Return)
    dialog = field.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(picture(tmp_path)))
    dialog.close()
    assert field.plate.has_picture()
    assert len(ear.edited) == 1


def test_a_member_gets_pictures_with_their_role(make: Make, tmp_path: Path) -> None:
    ear = make("cast", "cast", "cast")
    assert isinstance(ear.field, CastField)
    ear.field.open_item("teo")
    assert ear.field.form is not None
    refs = ear.field.form.fields[-1]
    assert isinstance(refs, ReferencesField)
    refs.take_file(picture(tmp_path))
    kept = ear.value[1].refs
    assert [each.role for each in kept] == ["identity"]
    row = refs.rows[kept[0].id]
    assert row.picture.has_picture()
    row.ignore.input.setFocus()
    row.ignore.input.insertPlainText("hat")
    assert ear.last() == (f"cast[teo].refs[{kept[0].id}].ignore", "hat")
    row.removed.emit()
    assert ear.value[1].refs == ()
    refs.take_file(tmp_path / "notes.txt")
    assert "notes.txt" in refs.remark.text


def carried(path: Path) -> QMimeData:
    """A file as another program hands it over."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def test_a_picture_dropped_on_a_card_is_one_of_that_member(make: Make, tmp_path: Path) -> None:
    ear = make("cast", "cast", "cast")
    assert isinstance(ear.field, CastField)
    card, box = ear.field.faces["teo"], ear.field.cards
    spot, copy = card.geometry().center(), Qt.DropAction.CopyAction
    draft, film = carried(tmp_path / "scene.draft.json"), carried(picture(tmp_path))
    for data, taken in ((draft, False), (film, True)):
        enter = QDragEnterEvent(spot, copy, data, LEFT, NONE)
        enter.ignore()
        QApplication.sendEvent(box, enter)
        assert enter.isAccepted() == taken
    QApplication.sendEvent(box, QDragMoveEvent(spot, copy, film, LEFT, NONE))
    assert card.property("dropping")
    assert not ear.field.faces["marta"].property("dropping")
    QApplication.sendEvent(box, QDropEvent(QPointF(spot), copy, film, LEFT, NONE))
    assert not card.property("dropping")
    assert [each.role for each in ear.value[1].refs] == ["identity"]
    assert ear.field.form_shows
    QGuiApplication.clipboard().setImage(QImage(64, 36, QImage.Format.Format_RGB32))
    press(card, Key.Key_V, CTRL)
    assert len(ear.value[1].refs) == 2


def test_colour_words_have_their_colour() -> None:
    assert colour_of("teal") == colour_of("dirty teal")
    assert colour_of("Burnt orange") is not None
    assert colour_of("light sea green") is not None
    assert colour_of("melancholy") is None
    assert colour_of("") is None


def test_a_palette_is_chips_with_swatches(make: Make) -> None:
    ear = make("colour", "look.palette", "palette")
    assert isinstance(ear.field, ColourField)
    field = ear.field
    for key in "sea,":
        field.input.insert(key) if key != "," else press(field.input, Key.Key_Comma)
    assert ear.value == ("rust", "bone", "teal", "sea")
    one = make("colour", "light.key.colour", "key_colour")
    assert isinstance(one.field, ColourField)
    one.field.set_value("amber, bone", one.draft)
    assert one.field.value() == ("amber", "bone")
    one.field.input.setText("rust")
    one.field.input.flush()
    assert one.value == "amber, bone, rust"

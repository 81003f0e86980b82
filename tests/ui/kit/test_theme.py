"""The look changes live, and everything that was tinted follows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import fonts, icons, theme
from ui.kit.buttons import Button, IconButton
from ui.kit.drawings import DRAWINGS
from ui.kit.labels import Label
from ui.kit.stylesheet import stylesheet
from ui.kit.tokens import load_tokens


@pytest.fixture
def look(qapp: QApplication) -> Iterator[theme.Theme]:
    sheet, palette, face = qapp.styleSheet(), qapp.palette(), qapp.font()
    yield theme.install(qapp, "dark")
    theme.install(qapp, "system")
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(face)


def main_color(widget: QWidget) -> str:
    image = widget.grab().toImage()
    return image.pixelColor(image.width() // 2, 3).name()


def test_a_change_of_theme_repaints_own_widgets(qtbot: QtBot, look: theme.Theme) -> None:
    button = Button("Generate", kind="primary")
    qtbot.addWidget(button)
    button.show()
    assert main_color(button) == load_tokens("dark").ink.name()
    with qtbot.waitSignal(look.theme_changed):
        look.set_mode("light")
    assert main_color(button) == load_tokens("light").ink.name()


def test_a_change_of_theme_tints_icons_anew(qtbot: QtBot, look: theme.Theme) -> None:
    sign = icons.icon("play", "text")

    def ink() -> str:
        return sign.pixmap(QSize(16, 16)).toImage().pixelColor(7, 8).name()

    assert ink() == load_tokens("dark").text.name()
    look.set_mode("light")
    assert ink() == load_tokens("light").text.name()


def test_labels_follow_colour_and_text_size(qtbot: QtBot, look: theme.Theme) -> None:
    label = Label("Place", "body", "beat.text")
    qtbot.addWidget(label)
    assert label.palette().windowText().color() == load_tokens("dark").hue("beat").text
    look.set_mode("light")
    assert label.palette().windowText().color() == load_tokens("light").hue("beat").text
    small = label.font().pixelSize()
    look.set_text_size(16)
    assert label.font().pixelSize() == 16 > small
    look.set_text_size(13)


def test_text_size_stays_within_its_range(look: theme.Theme) -> None:
    look.set_text_size(40)
    assert look.text_size == 16
    look.set_text_size(13)


def test_the_system_is_followed_unless_overridden(qapp: QApplication, look: theme.Theme) -> None:
    look.set_mode("light")
    assert look.tokens.scheme == "light"
    look.set_mode("system")
    assert look.tokens.scheme == ("light" if qapp.styleHints().colorScheme().name == "Light" else "dark")


def test_more_contrast_gives_fields_a_full_rim(look: theme.Theme) -> None:
    plain = stylesheet(look.tokens)
    look.set_more_contrast(True)
    assert look.tokens.rim == look.tokens.rule
    assert stylesheet(look.tokens) != plain
    look.set_more_contrast(False)


def test_less_motion_stops_everything_that_slides(look: theme.Theme) -> None:
    assert look.motion(120) == 120
    look.set_less_motion(True)
    assert look.motion(120) == 0
    look.set_less_motion(False)


def test_figures_are_tabular(qapp: QApplication) -> None:
    label = QLabel()
    label.setFont(fonts.font("body"))
    measures = label.fontMetrics()
    assert measures.horizontalAdvance("1111") == measures.horizontalAdvance("0000")


def test_every_sign_is_there(qapp: QApplication) -> None:
    assert [name for name in icons.LUCIDE if not icons.exists(name)] == []
    assert not icons.exists("no such sign")
    for name in DRAWINGS:
        image = icons.pixmap(name, "text", 16).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), name


def test_signs_are_sharp_at_twice_the_size(qapp: QApplication) -> None:
    twice = icons.pixmap("search", "text2", 16, 2.0)
    assert twice.size() == QSize(32, 32)
    assert twice.deviceIndependentSize().toSize() == QSize(16, 16)


def test_a_sign_that_is_off_is_grey(qtbot: QtBot, look: theme.Theme) -> None:
    button = IconButton("pause", "Pause")
    qtbot.addWidget(button)
    button.setEnabled(False)
    button.show()
    image = button.grab().toImage()
    seen = {image.pixelColor(x, 14).name() for x in range(image.width())}
    assert look.tokens.off.name() in seen
    assert look.tokens.text2.name() not in seen

"""What stands in the head of the words beside the tabs: the counter, and in which language the prompt is written."""

from __future__ import annotations

from functools import partial
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.draft import Language
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.fonts import font, metrics
from ui.kit.layout import set_surface
from ui.kit.menus import Menu
from ui.kit.theme import theme, tokens
from ui.kit.tips import tip_text

LANGUAGES: tuple[Language, ...] = get_args(Language)


class Figures(QWidget):
    """The counter. It is painted with every key, and a label asks the style sheet each time."""

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "panel")
        self._text, self.color = "", "text3"
        self._dress()
        theme().theme_changed.connect(self._dress)

    def text(self) -> str:
        """What it says."""
        return self._text

    def show_text(self, text: str, color: str) -> None:
        """Say something else, in a colour of the theme."""
        if (text, color) != (self._text, self.color):
            if color != self.color:
                self._ink = tokens().color(color)
            self._text, self.color = text, color
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(self._ink)
        painter.drawText(0, self._foot, self._text)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        sizes = metrics("body")
        self._font, self._foot = font("body"), (self.height() + sizes.ascent() - sizes.descent()) // 2
        self._ink = tokens().color(self.color)


class LanguageButton(Button):
    """`EN` or `ZH`: the language of the program's own words in the prompt. `picked(language)` asks for another."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("words.language.short.en"), kind="quiet", size="compact", parent=parent)
        self.language = ""
        self._menu: Menu | None = None
        self.show_language("en")
        self.clicked.connect(self.open_menu)

    def show_language(self, language: str) -> None:
        """Show which language the prompt is in."""
        if language == self.language:
            return
        self.language = language
        self.setText(tr(f"words.language.short.{language}"))
        said = tr("words.language", language=tr(f"term.prompt_language.{language}"))
        self.setAccessibleName(said)
        self.setAccessibleDescription(tr("field.prompt_language.help"))
        self.setToolTip(tip_text(f"{said}. {tr('field.prompt_language.help')}"))

    def open_menu(self) -> None:
        """Offer every language under the button. The list is made anew each time: it is short, and rarely asked for."""
        if self._menu is not None:
            self._menu.deleteLater()
        menu = self._menu = Menu(tr("field.prompt_language"), self)
        for language in LANGUAGES:
            name = tr(f"term.prompt_language.{language}")
            menu.add(name, partial(self._pick, language), checked=language == self.language)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _pick(self, language: str) -> None:
        if language != self.language:
            self.picked.emit(language)

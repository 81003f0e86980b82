"""What the tests of the form share: the real desk over a fresh home, and the form in a window answering to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.build import build
from app.desk.desk import Desk
from app.domain import path as paths
from app.domain.draft import Draft
from ui.fields import FieldWidget
from ui.kit import theme
from ui.panels.form.panel import FormPanel
from ui.panels.form.story import StoryBody
from ui.panels.form.tabs import TabsBody


class Shown:
    """A form over the real desk, and short ways to look at both."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.panel = FormPanel(desk)
        self.told: list[float] = []
        self.pointed: list[str] = []
        self.commands: list[str] = []
        self.panel.time_changed.connect(self.told.append)
        self.panel.pointed.connect(self.pointed.append)
        self.panel.command.connect(self.commands.append)
        desk.changed.connect(self.panel.show_snapshot)

    def open(self, source: str, **sets: Any) -> Draft:
        """A new draft in the form, in a window."""
        # first, as in the program: else everything is laid out twice
        self.panel.resize(900, 860)
        made = self.desk.new(source, {path.replace("__", "."): value for path, value in sets.items()})
        self.panel.show()
        self.panel.activateWindow()
        QApplication.processEvents()
        return made

    @property
    def draft(self) -> Draft:
        """The open draft."""
        draft = self.desk.snapshot.draft
        assert draft is not None
        return draft

    @property
    def story(self) -> StoryBody:
        """The body of a form of sections."""
        assert isinstance(self.panel.body, StoryBody)
        return self.panel.body

    @property
    def tabs(self) -> TabsBody:
        """The body of a form of tabs."""
        assert isinstance(self.panel.body, TabsBody)
        return self.panel.body

    def value(self, path: str) -> Any:
        """What the draft holds."""
        return paths.read(self.draft, path)

    def field(self, path: str) -> FieldWidget:
        """The widget of the field a path belongs to."""
        assert self.panel.body is not None
        found = self.panel.body.row_of(path)
        assert found is not None, path
        return found.widget

    def type(self, path: str, text: str) -> None:
        """Put the keyboard into a field and type."""
        self.field(path).focus_input()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def fields(self) -> list[FieldWidget]:
        """Every field widget there is."""
        return self.panel.findChildren(FieldWidget)


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    made = build(home)
    yield made
    made.save_now()


@pytest.fixture
def form(desk: Desk, qapp: QApplication) -> Iterator[Shown]:
    look = theme.theme()
    less = look.less_motion
    theme.install(qapp)
    look.set_less_motion(True)
    made = Shown(desk)
    yield made
    desk.changed.disconnect(made.panel.show_snapshot)
    made.panel.close()
    made.panel.deleteLater()
    look.set_less_motion(less)


@pytest.fixture
def focused() -> Callable[[], QWidget]:
    """What has the keyboard."""

    def find() -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    return find

"""Connections: how each stands, made, tried, changed and taken away in one panel, without a box over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget
from shiboken6 import isValid

from app.domain.connection import Connection
from app.domain.errors import Fault
from app.strings import listed, tr
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.layout import boxed, column, row
from ui.kit.panels import Separator
from ui.lists.rows import ITEM
from ui.panels.connections.cards import GuideView, ProviderCards
from ui.panels.connections.desk import ConnectionsDesk, SpecFace
from ui.panels.connections.list import ConnectionsList
from ui.panels.connections.page import ConnectionPage, RemoveQuestion
from ui.panels.connections.words import TESTING, Found

LIST_WIDTH = 216
STEM = "box"
"""What a server of one's own is called, until a person says otherwise."""


class ConnectionsPanel(QWidget):
    """List, page, foot. `found` is what checks told so far, `served` the models they told of, kept by whoever opens it;
    `closed` for Done, `changed` when the connections are other ones, `aim_asked(model)` to aim the open draft at one.
    """

    closed = Signal()
    changed = Signal()
    aim_asked = Signal(str)

    def __init__(
        self,
        desk: ConnectionsDesk,
        found: dict[str, Found] | None = None,
        served: dict[str, tuple[str, ...]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.found: dict[str, Found] = found if found is not None else {}
        self._specs: dict[str, SpecFace] = {spec.id: spec for spec in desk.providers()}
        self._served: dict[str, tuple[str, ...]] = served if served is not None else {}
        self.list = ConnectionsList()
        self.add = Button(tr("connections.add"), icon="add")
        self.add.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.page = ConnectionPage()
        self.cards = ProviderCards()
        self.guide = GuideView()
        self.pages = QStackedWidget()
        self.remove = Button(tr("connections.remove"), kind="destructive")
        self.back = Button(tr("connections.back"), icon="previous")
        self.test = Button(tr("connections.test"), icon="connect")
        self.done = Button(tr("connections.done"), kind="primary")
        self.question = RemoveQuestion()
        self._arrange()
        self._tie()
        self.cards.show_providers(tuple(self._specs.values()))
        desk.key_store_soon(self._while_here(self.page.key.show_store))
        self.refresh()
        first = next((each for each in desk.connections() if each.provider != "animatic"), None)
        self.choose(first.id) if first is not None else self.show_cards()

    # ------------------------------------------------------------------------------------------------- what is shown

    def refresh(self) -> None:
        """Show the connections there are."""
        self.list.show_connections(self._desk.connections(), self.found)

    def refresh_standing(self) -> None:
        """Show how the servers of the shown connection stand now."""
        shown = self.page.connection
        if shown is not None and shown.id and shown.provider != "animatic":
            self.page.show_standing(self._desk.server_states(shown.id))

    def choose(self, name: str) -> None:
        """Go to a connection."""
        self.list.choose(name)
        self._show(self._connection(name))

    def begin(self, provider: str) -> None:
        """A new connection to a provider; its cards where there is no such provider."""
        if provider not in self._specs or provider == "animatic":
            self.show_cards()
            return
        self.list.clearSelection()
        self._turn(self.page)
        self.page.show_connection(Connection(id="", provider=provider), self._specs[provider], "")
        self.page.name.set_value(self._free_name(provider))
        self._show_hosts()
        self._show_foot()
        self.page.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.name.selectAll()

    def show_cards(self) -> None:
        """The providers to choose from."""
        self.list.clearSelection()
        self._turn(self.cards)
        self.focus_first()

    def focus_first(self) -> None:
        """Give the keyboard to the first card while the cards are shown, else to the chosen connection. Without this a
        window that opens gives it to the list, which then shows its first row.
        """
        chosen = self.list.selectionModel().hasSelection()
        first = None if chosen else next(iter(self.cards.buttons.values()), None)
        (first or self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_guide(self) -> None:
        """How to run a server of one's own."""
        self.guide.show_page(self._desk.guide("servers"))
        self._turn(self.guide)
        self.guide.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------------- deeds

    def press_test(self) -> None:
        """Keep what is typed, if something is, and ask the server."""
        page, shown = self.page, self.page.connection
        if shown is None or self.found.get(shown.id) == TESTING:
            return
        wished = page.wished()
        if not page.dirty:
            self._wait(shown.id)
            self._desk.check_connection_soon(shown.id, self._while_here(lambda told: self._heard(shown.id, told)))
            return
        new = not shown.id
        if new and wished.id in {each.id for each in self._desk.connections()}:
            page.show_found(Fault("connection_name_taken", name=wished.id))
            return
        key, place = page.key.take() if page.key.isVisibleTo(page) else ("", "session")
        self._wait(wished.id)
        hear = self._while_here(lambda told: self._kept(wished.id, told, new=new))
        self._desk.connect_soon(wished, key, place, hear)

    def _wait(self, name: str) -> None:
        self.found[name] = TESTING
        self.page.show_found(TESTING)
        self.refresh()
        self._show_foot()

    def _kept(self, name: str, told: Any, *, new: bool) -> None:
        """A connection was kept and tried, or could not be kept."""
        known = {each.id for each in self._desk.connections()}
        self.changed.emit()
        if name not in known:
            self.found.pop(name, None)
            self.page.show_found(told)
            self._show_foot()
            return
        self._heard(name, told)
        if new and self.page.connection is not None and self.page.connection.id in ("", name):
            self.choose(name)

    def _heard(self, name: str, told: Any) -> None:
        self.found[name] = told
        self.refresh()
        shown = self.page.connection
        if shown is not None and (shown.id or name) == name:
            self._show(self._connection(name))
        if not isinstance(told, Fault) and told.good:
            self._desk.served_models_soon(name, self._while_here(lambda names: self._heard_models(name, names)))

    def _heard_models(self, name: str, names: list[str]) -> None:
        self._served[name] = tuple(names)
        if self.page.connection is not None and self.page.connection.id == name:
            self.page.served.show_models(names, asked=True)

    def _add_model(self, name: str) -> None:
        """Let the provider tell what a model takes, then aim at it."""
        shown = self.page.connection
        if shown is not None:
            self.page.served.show_busy(True)
            self._desk.add_model_soon(name, shown.id, self._while_here(self._heard_model))

    def _heard_model(self, told: Any) -> None:
        self.page.served.show_busy(False)
        if isinstance(told, Fault):
            self.page.show_found(told)
        else:
            self.page.served.other.clear()
            self.aim_asked.emit(told.id)

    def _prefer(self, model_id: str) -> None:
        shown = self.page.connection
        if shown is not None and shown.id:
            self._desk.prefer_connection(shown.id, "" if model_id == shown.provider else model_id)
            self._show_preferred(shown)

    def _answer(self, yes: bool) -> None:
        self.question.hide()
        self._foot.show()
        shown = self.page.connection
        if not yes or shown is None:
            self.remove.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.found.pop(shown.id, None)
        self._desk.disconnect_soon(shown.id)
        self.list.show_connections(tuple(each for each in self._desk.connections() if each.id != shown.id), self.found)
        self.changed.emit()
        self.show_cards()

    def _ask_remove(self) -> None:
        if self.page.connection is not None:
            self._foot.hide()
            self.question.ask(self.page.connection.id)

    # ----------------------------------------------------------------------------------------------------- the page

    def _show(self, connection: Connection | None) -> None:
        if connection is None or connection.provider not in self._specs:
            return
        self._turn(self.page)
        self.page.show_connection(connection, self._specs[connection.provider], self.found.get(connection.id, ""))
        if connection.id and not self._desk.key_is_here(connection):
            self.page.key.show_gone()
        served = self._served.get(connection.id)
        self.page.served.show_models(served or (), asked=served is not None)
        self.page.served.show_reason(None if self._desk.snapshot.draft is not None else tr("why_not.no_draft"))
        self.refresh_standing()
        self._show_preferred(connection)
        self._show_hosts()
        self._show_foot()

    def _show_preferred(self, connection: Connection) -> None:
        provider = connection.provider
        rows = [(each.id, each.title) for each in self._desk.models() if each.provider == provider]
        chosen = [model for model, name in self._desk.settings.default_connections.items() if name == connection.id]
        titles = [tr("connections.prefer.all") if each == provider else dict(rows).get(each, each) for each in chosen]
        said = tr("connections.prefer.now", models=listed(titles)) if titles else ""
        self.page.show_preferred([(provider, tr("connections.prefer.all")), *rows], said)

    def _show_hosts(self) -> None:
        wished = self.page.wished()
        self.page.key.show_hosts(self._desk.key_hosts(wished) if wished.address else ())

    def _show_foot(self) -> None:
        shown = self.page.connection
        on_page = self.pages.currentWidget() is self._scroll and shown is not None
        built_in = shown is not None and shown.provider == "animatic"
        self.remove.setVisible(on_page and not built_in and bool(shown and shown.id))
        self.back.setVisible(self.pages.currentWidget() is self.guide)
        self.test.setVisible(on_page and not built_in)
        if not on_page or shown is None:
            self._lead(self.done)
            return
        dirty = self.page.dirty
        self.test.setText(tr("connections.save_and_test" if dirty else "connections.test"))
        self._lead(self.test if dirty else self.done)
        waits = self.found.get(self.page.wished().id) == TESTING
        self.test.set_busy(tr("connections.testing") if waits else None)

    def _lead(self, first: Button) -> None:
        """The thing to do now is the one primary."""
        for each in (self.test, self.done):
            each.kind = "primary" if each is first else "standard"
            each.updateGeometry()
            each.update()

    def _edited(self) -> None:
        self._show_hosts()
        self._show_foot()

    def _turn(self, page: QWidget) -> None:
        self.question.hide()
        self._foot.show()
        inner: dict[QWidget, QWidget] = {self.page: self._scroll, self.cards: self._cards_scroll}
        self.pages.setCurrentWidget(inner.get(page, page))
        self._show_foot()

    def _connection(self, name: str) -> Connection | None:
        return next((each for each in self._desk.connections() if each.id == name), None)

    def _free_name(self, provider: str) -> str:
        taken = {each.id for each in self._desk.connections()}
        stem = STEM if self._specs[provider].servers else provider
        return next(name for n in range(1, 999) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)

    def _while_here(self, act: Callable[[Any], object]) -> Callable[[Any], None]:
        """What comes from the network after the panel is gone is for nobody."""

        def heard(told: Any) -> None:
            if isValid(self):
                act(told)

        return heard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.question.isVisible():
            self._answer(False)
        else:
            super().keyPressEvent(event)

    # ---------------------------------------------------------------------------------------------------- in making

    def _arrange(self) -> None:
        self._scroll, self._cards_scroll = _scrolled(self.page), _scrolled(self.cards)
        for each in (self._scroll, self._cards_scroll, self.guide):
            self.pages.addWidget(each)
        left = boxed(column(self.list, row(self.add, margins=(8, 0, 8, 0)), gap=8, margins=(0, 8, 0, 8)))
        left.setFixedWidth(scaled(LIST_WIDTH))
        middle = row(left, Separator(vertical=True), self.pages, gap=0)
        middle.setStretch(2, 1)
        self._foot = boxed(row(self.remove, self.back, None, self.test, self.done, gap=8))
        foot = column(self._foot, self.question, gap=0, margins=(16, 10, 16, 10))
        whole = column(middle, Separator(), foot, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setAccessibleName(tr("connections.title"))

    def _tie(self) -> None:
        self.list.selectionModel().currentRowChanged.connect(self._walked)
        self.list.clicked.connect(lambda index: self._show(index.data(ITEM).connection))
        self.add.clicked.connect(self.show_cards)
        self.cards.chosen.connect(self.begin)
        self.cards.guide_asked.connect(self.show_guide)
        self.page.changed.connect(self._edited)
        self.page.aim_asked.connect(self.aim_asked)
        self.page.served.model_asked.connect(self._add_model)
        self.page.prefer_asked.connect(self._prefer)
        self.remove.clicked.connect(self._ask_remove)
        self.back.clicked.connect(self.show_cards)
        self.test.clicked.connect(self.press_test)
        self.done.clicked.connect(self.closed)
        self.question.answered.connect(self._answer)

    def _walked(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and self.list.hasFocus():
            self._show(now.data(ITEM).connection)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area

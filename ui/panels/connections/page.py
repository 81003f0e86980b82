"""One connection to read and change: its address and servers, its key, how it stands, what it serves, whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.connection import Connection, ServerState
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.inputs import Choice, LineInput
from ui.kit.labels import Label
from ui.kit.layout import boxed, column, row
from ui.kit.panels import Separator
from ui.panels.connections.desk import SpecFace
from ui.panels.connections.key import KeyPart, labelled
from ui.panels.connections.served import ServedPart, StateLine
from ui.panels.connections.servers import ServersPart
from ui.panels.connections.words import Found, kind_words, provider_title, state_of

BY_ITSELF = "-"


class ConnectionPage(QWidget):
    """`changed` when something was typed. `show_connection` shows one, a new one with an empty name."""

    changed = Signal()
    aim_asked = Signal(str)
    prefer_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.connection: Connection | None = None
        self.spec: SpecFace | None = None
        self.title = Label("", "title", wrap=True)
        self.kind_chip = Chip("", outline=True)
        self.name = LineInput(name=tr("connections.name"))
        self.servers = ServersPart()
        self.kind = Choice(name=tr("connections.kind"))
        self.key = KeyPart()
        self.state = StateLine()
        self.served = ServedPart()
        self.only = Label("", "small", "text2", wrap=True)
        self.prefer = Choice(name=tr("connections.prefer"), placeholder=tr("connections.prefer.none"))
        self._rows = {
            "name": labelled(tr("connections.name"), self.name),
            "servers": labelled(tr("connections.address"), self.servers),
            "kind": labelled(tr("connections.kind"), self.kind),
            "key": self.key,
            "prefer": labelled(tr("connections.prefer"), boxed(column(self.prefer, self.only, gap=2))),
            "served": self.served,
        }
        head = row(self.title, self.kind_chip, gap=8)
        head.setStretch(0, 1)
        self._rule = Separator()
        self.setLayout(
            column(head, 4, self._rows["name"], self._rows["servers"], self._rows["kind"], 4, self._rows["key"], 4,
                   self._rule, self.state, self._rows["served"], self._rows["prefer"], None,
                   gap=8, margins=(20, 14, 20, 16))
        )  # fmt: skip
        self._tie()

    def show_connection(self, connection: Connection, spec: SpecFace, found: Found) -> None:
        """A connection that is there; one with no id is being made."""
        self.connection, self.spec = connection, spec
        built_in, new = spec.id == "animatic", not connection.id
        title = tr("connections.animatic") if built_in else connection.id
        self.title.setText(tr("connections.new", provider=provider_title(spec)) if new else title)
        self.kind_chip.setText(provider_title(spec))
        self.kind_chip.setVisible(not built_in and not new)
        self.name.set_value(connection.id)
        self._rows["name"].setVisible(new)
        self._rows["servers"].setVisible(not built_in)
        self._rows["kind"].setVisible(bool(spec.kinds) and not built_in)
        self._rows["key"].setVisible(spec.key != "none" and not built_in)
        known = ((each, kind_words(each)) for each in spec.kinds)
        self.kind.set_options([(BY_ITSELF, tr("connections.kind.found")), *known])
        self.kind.set_value(connection.kind or BY_ITSELF)
        self.servers.show_connection(connection, spec)
        self.key.show_connection(connection, spec)
        self._rule.setVisible(not new)
        self.show_found(found)
        self.served.show_provider(spec.id, passes=spec.servers)
        self.served.show_models(())
        self.served.setVisible(not new and not built_in)
        self._rows["prefer"].setVisible(not new and not built_in)

    def show_found(self, found: Found) -> None:
        """How it stands."""
        new = self.connection is None or not self.connection.id
        self.state.show_state(state_of(self.connection, found), quiet=new and found == "")

    def show_standing(self, states: Sequence[ServerState]) -> None:
        """How its servers stand in this run."""
        self.servers.show_standing(states)

    def show_preferred(self, options: Sequence[tuple[object, str]], chosen: str) -> None:
        """For which models takes go here, and which that may be said of."""
        self.prefer.set_options(options)
        self.only.setText(chosen)
        self.only.setVisible(bool(chosen))

    def wished(self) -> Connection:
        """The connection as it stands on the page."""
        assert self.connection is not None
        first, *others = self.servers.ends()
        kind = str(self.kind.value() or "")
        made: Connection = self.connection.replace(
            id=self.connection.id or self.name.text().strip(),
            address=first.address,
            others=tuple(others),
            parallelism=first.parallelism,
            kind="" if kind == BY_ITSELF else kind,
        )
        return made

    @property
    def dirty(self) -> bool:
        """Whether something stands there that is not kept."""
        if self.connection is None or self.connection.provider == "animatic":
            return False
        return not self.connection.id or self.key.dirty or self.wished() != self._kept()

    def focus_first(self) -> None:
        """Give the keyboard to where one begins."""
        if self.connection is not None and not self.connection.id:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.servers.focus_first()

    def _kept(self) -> Connection:
        assert self.connection is not None
        assert self.spec is not None
        made: Connection = self.connection.replace(address=self.connection.address or self.spec.address)
        return made

    def _tie(self) -> None:
        self.name.textEdited.connect(lambda _: self.changed.emit())
        self.servers.changed.connect(self.changed)
        self.kind.picked.connect(lambda _: self.changed.emit())
        self.key.changed.connect(self.changed)
        self.served.aim_asked.connect(self.aim_asked)
        self.prefer.picked.connect(lambda model: self.prefer_asked.emit(str(model)))


class RemoveQuestion(QWidget):
    """Asks in the foot whether a connection goes; Esc is no."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.words = Label("", "small", "text", wrap=True)
        self.yes = Button(tr("connections.remove_it"), kind="destructive")
        self.no = Button(tr("connections.keep_it"), kind="primary")
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        line = row(self.words, self.yes, self.no, gap=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def ask(self, name: str) -> None:
        """Ask; the keyboard is on what changes nothing."""
        self.words.setText(tr("connections.remove_sure", name=name))
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

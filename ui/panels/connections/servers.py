"""The address of a connection, the jobs it has at once, and the further servers that do the same work."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.connection import Connection, Endpoint, ServerState
from app.strings import tr
from ui.kit.buttons import Button, IconButton
from ui.kit.fonts import scaled
from ui.kit.inputs import Choice, LineInput, NumberInput
from ui.kit.labels import Label
from ui.kit.layout import clear, column, row
from ui.panels.connections.desk import SpecFace
from ui.panels.connections.words import standing_of, standing_words

OWN = "own"
AT_ONCE = 128
LIKE = "http://127.0.0.1:8091/v1"


class ServerRow(QWidget):
    """An address and its jobs at once; all but the first can be taken away."""

    changed = Signal()

    def __init__(self, n: int, address: str, at_once: int | None, usual: int) -> None:
        super().__init__()
        self.address = LineInput(address, name=tr("connections.address_of", n=n), placeholder=LIKE)
        self.at_once = at_once_field(at_once, usual, n)
        self.remove = IconButton("close", tr("connections.remove_server", n=n), size="compact")
        self.remove.setVisible(n > 1)
        self.standing = Label("", "small", "text2", wrap=True)
        self.standing.hide()
        line = row(self.address, self.at_once, self.remove, gap=8)
        line.setStretch(0, 1)
        self.setLayout(column(line, self.standing, gap=2))
        self.address.textEdited.connect(self.changed)
        self.at_once.changed_by_hand.connect(self.changed)

    def leave_room(self, on: bool) -> None:
        """Whether to end where rows end that can be taken away."""
        policy = self.remove.sizePolicy()
        policy.setRetainSizeWhenHidden(on)
        self.remove.setSizePolicy(policy)

    def show_standing(self, state: ServerState | None) -> None:
        """How the server stands; nothing is said of one that was never asked."""
        said = standing_of(state) if state is not None else ""
        self.standing.setText(said)
        self.standing.setVisible(bool(said))

    def endpoint(self) -> Endpoint:
        """What it says."""
        return Endpoint(address=self.address.text().strip(), parallelism=round(self.at_once.value()) or None)


class ServersPart(QWidget):
    """One address, of a list or typed, and further ones where the provider may have them. `changed` by hand."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset = Choice(name=tr("connections.address"))
        self.rows: list[ServerRow] = []
        self._lines = column(gap=6)
        self.add = Button(tr("connections.add_server"), icon="add", size="compact")
        self.note = Label(tr("connections.servers.note"), "small", "text2", wrap=True)
        self.standing = Label("", "small", "text", wrap=True)
        self.standing.hide()
        below = row(self.add, self.note, gap=8)
        below.setStretch(1, 1)
        self.setLayout(column(self.preset, self._lines, self.standing, below, gap=6))
        self.preset.picked.connect(lambda _: self._pick())
        self.add.clicked.connect(self._add)
        self._spec: SpecFace | None = None

    def show_connection(self, connection: Connection, spec: SpecFace) -> None:
        """The addresses of a connection."""
        self._spec = spec
        known = [(address, tr(title)) for address, title in spec.addresses]
        own = [(OWN, tr("connections.address.own"))] if spec.own_address else []
        self.preset.set_options([*known, *own])
        present = connection.address or (known[0][0] if known else "")
        self.preset.set_value(present if present in dict(known) else OWN)
        self.preset.setVisible(bool(known))
        clear(self._lines)
        self.rows = []
        self._put(connection.address or spec.address, connection.parallelism).address.textEdited.connect(self._type)
        for each in connection.others:
            self._put(each.address, each.parallelism)
        self.add.setVisible(spec.servers)
        self.note.setVisible(spec.servers)
        self._show_typed()

    def show_standing(self, states: Sequence[ServerState]) -> None:
        """How each server stands that was asked, and all of them in a line where there are several."""
        by_address = {state.address: state for state in states}
        for each in self.rows:
            each.show_standing(by_address.get(each.endpoint().address))
        said = standing_words(states) if len(states) > 1 else ""
        self.standing.setText(said)
        self.standing.setVisible(bool(said))

    def ends(self) -> tuple[Endpoint, ...]:
        """The servers as they stand there; further ones that are empty do not count."""
        first, *others = [each.endpoint() for each in self.rows]
        if chosen := self._chosen():
            first = first.replace(address=chosen)
        return (first, *(each for each in others if each.address))

    def focus_first(self) -> None:
        """Give the keyboard to the address."""
        self.rows[0].address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, address: str, at_once: int | None) -> ServerRow:
        made = ServerRow(len(self.rows) + 1, address, at_once, self._spec.parallelism if self._spec else 1)
        made.changed.connect(self.changed)
        made.remove.clicked.connect(partial(self._remove, made))
        self.rows.append(made)
        self._lines.addWidget(made)
        self.rows[0].leave_room(len(self.rows) > 1)
        return made

    def _add(self) -> None:
        self._put("", None).address.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove(self, gone: ServerRow, *_: object) -> None:
        self.rows.remove(gone)
        self.rows[0].leave_room(len(self.rows) > 1)
        gone.hide()
        self._lines.removeWidget(gone)
        gone.deleteLater()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _pick(self) -> None:
        self._show_typed()
        if not self._chosen():
            self.focus_first()
            self.rows[0].address.selectAll()
        self.changed.emit()

    def _type(self, text: str) -> None:
        """What is typed over an address of the list is one's own."""
        if self._chosen() not in ("", text.strip()):
            self.preset.set_value(OWN)

    def _show_typed(self) -> None:
        self.rows[0].address.setReadOnly(self._spec is not None and not self._spec.own_address)
        if chosen := self._chosen():
            self.rows[0].address.set_value(chosen)

    def _chosen(self) -> str:
        """The address that is picked from the list, "" where one is typed."""
        return "" if self.preset.isHidden() or self.preset.value() in (OWN, None) else str(self.preset.value())


def at_once_field(at_once: int | None, usual: int, n: int) -> NumberInput:
    """How many jobs a server has at once; 0 stands for what the provider usually has."""
    field = NumberInput(
        at_once or 0, low=0, high=AT_ONCE, step=1, decimals=0, unit=tr("connections.jobs"),
        name=tr("connections.at_once_of", n=n), none_text=tr("connections.at_once.usual", n=usual),
    )  # fmt: skip
    field.setFixedWidth(scaled(148))
    return field

"""Where a key is typed, where it is kept and the only hosts it goes to; a key that was kept is never shown again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.connection import Connection
from app.strings import listed, tr
from ui.kit.choices import Segments
from ui.kit.fonts import scaled
from ui.kit.inputs import LineInput
from ui.kit.labels import Label
from ui.kit.layout import FormRow, boxed, column, row
from ui.panels.connections.desk import SpecFace
from ui.panels.connections.words import key_words

LABEL = 104
PLACES = ("keyring", "session", "env")


class KeyField(LineInput):
    """Dots for letters; empty again as soon as it is hidden. Nothing of it can be copied or brought back."""

    def __init__(self) -> None:
        super().__init__(name=tr("connections.key"))
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def take(self) -> str:
        """What was typed, and forget it."""
        typed = self.text().strip()
        self.set_value("")
        return typed

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.set_value("")

    def _commit(self) -> None:
        """Keep no second copy of it."""


class KeyPart(QWidget):
    """The key, its place, its hosts. `changed` when something was typed or another place chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = KeyField()
        self.variable = LineInput(name=tr("connections.variable"), placeholder=tr("connections.variable.like"))
        self.place = Segments([(each, tr(f"connections.place.{each}")) for each in PLACES], "keyring",
                              name=tr("connections.place"))  # fmt: skip
        self.note = Label("", "small", "text2", wrap=True)
        self.hosts = Label("", "small", "text2", wrap=True)
        self.page = Label("", "small", "text2", wrap=True)
        self.page.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.page.setAccessibleName(tr("connections.key"))
        typed = boxed(column(self.field, self.variable, gap=0))
        self.setLayout(
            column(
                labelled(tr("connections.key"), typed),
                labelled(tr("connections.place"), boxed(row(self.place, None))),
                labelled("", self.note),
                labelled(tr("connections.goes_to"), self.hosts),
                labelled("", self.page),
                gap=6,
            )
        )
        self.hosts.setContentsMargins(0, 5, 0, 0)
        self.variable.hide()
        self.store: str | None = None
        """What the system's store is called, "" for none; None until it was asked."""
        self._kept = ""
        self.field.textEdited.connect(self.changed)
        self.variable.textEdited.connect(self.changed)
        self.place.chosen.connect(self._choose)

    def show_connection(self, connection: Connection, spec: SpecFace) -> None:
        """A connection with its key, of which only the place is known."""
        self._kept = connection.key_ref
        place, _, name = connection.key_ref.partition(":")
        self.place.set_value(place or ("keyring" if self.store != "" else "session"))
        self.field.set_value("")
        self.variable.set_value(name if place == "env" else "")
        example = key_words(connection.key_ref) or tr(f"connections.key.{spec.key}")
        self.field.setPlaceholderText(example)
        self.page.setText(tr("connections.key_page", page=spec.key_page) if spec.key_page else "")
        _stand(self.page)
        self._show_place()

    def show_gone(self) -> None:
        """Say that the key which was kept is not to be had any more."""
        self.field.setPlaceholderText(tr("connections.kept.gone"))

    def show_store(self, name: str) -> None:
        """What the system's store is called; "" where there is none."""
        self.store = name
        self.place.set_option_reason("keyring", None if name else tr("connections.no_store"))
        if not name and self.place.value() == "keyring" and not self._kept:
            self.place.set_value("session")
        self._show_place()

    def show_hosts(self, hosts: tuple[str, ...]) -> None:
        """The only hosts it goes to."""
        self.hosts.setText(tr("connections.hosts", hosts=listed(hosts)) if hosts else tr("connections.no_host"))

    def take(self) -> tuple[str, str]:
        """What is to be kept and where; the field is empty afterwards."""
        place = self.place.value() or "session"
        typed = self.field.take()
        if place == "env":
            variable = self.variable.text().strip()
            return ("" if self._kept == f"env:{variable}" else variable), place
        return typed, place

    @property
    def dirty(self) -> bool:
        """Whether there is something to keep."""
        if self.place.value() == "env":
            return bool(self.variable.text().strip()) and self._kept != f"env:{self.variable.text().strip()}"
        return bool(self.field.text())

    def _choose(self, place: str) -> None:
        self._show_place()
        (self.variable if place == "env" else self.field).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show_place(self) -> None:
        place = self.place.value()
        self.field.setVisible(place != "env")
        self.variable.setVisible(place == "env")
        store = self.store or tr("connections.place.keyring")
        said = [tr(f"connections.place.{place}.means", store=store)] if place else []
        self.note.setText("\n".join([*said, *([tr("connections.no_store")] if self.store == "" else [])]))


def labelled(label: str, field: QWidget) -> FormRow:
    """A row of the page."""
    return FormRow(Label(label, "body", "text2", wrap=True), field, label_width=scaled(LABEL))


def _stand(label: Label) -> None:
    """A row without words takes no room."""
    if (held := label.parentWidget()) is not None:
        held.setVisible(bool(label.text()))

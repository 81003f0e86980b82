"""What the gallery shows: a widget in a state, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from ui.kit.strings import tr


def made_up(key: str) -> str:
    """Words for a page of the gallery that stand for what the panels say, in the language of the screen."""
    return tr(f"gallery_words.{key}")


class Page(QWidget):
    """A page that grows with what is on it, as a form that scrolls does."""

    def event(self, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            # one of the others deletes it, and nothing may be asked of it afterwards
            return super().event(event)
        taken = super().event(event)
        if (held := self.layout()) is not None:
            self.setMinimumHeight(max(held.heightForWidth(self.width()), held.minimumSize().height()))
        return taken


@dataclass(frozen=True, slots=True)
class Specimen:
    """One page of the gallery. `build` makes the widget anew for each theme; in `size`, 0 takes its own."""

    name: str
    build: Callable[[], QWidget]
    size: tuple[int, int] = (0, 0)
    linger: int = 0
    """Milliseconds to wait before a picture is taken, for what is drawn while nothing else waits."""

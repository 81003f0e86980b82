"""The way Tab takes through a form: by what lies where on the screen, not by what was made when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QRadioButton, QScrollArea, QSplitter, QWidget


def tab_order(regions: Iterable[QWidget]) -> list[QWidget]:
    """Every widget Tab stops at, in reading order: layouts as they run, the rest from top to bottom."""
    found: list[QWidget] = []
    for region in regions:
        found += [each for each in _walk(region) if stops(each)]
    return found


def stops(widget: QWidget) -> bool:
    """Whether Tab stops at a widget now."""
    if isinstance(widget, QRadioButton) and not widget.isChecked():
        # of a row of choices only the chosen one is on the way; arrows go to the others
        return False
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    )


def _walk(widget: QWidget) -> Iterator[QWidget]:
    if widget.isVisible():
        yield widget
        for child in _inside(widget):
            yield from _walk(child)


def _inside(widget: QWidget) -> list[QWidget]:
    """The widgets in a widget, in the order of the eye."""
    if isinstance(widget, QScrollArea):
        return [each for each in [widget.widget()] if each is not None]
    if isinstance(widget, QSplitter):
        return [each for place in range(widget.count()) if (each := widget.widget(place)) is not None]
    layout = widget.layout()
    laid = list(_in_layout(layout)) if layout is not None else []
    seen = set(laid)
    loose = [each for each in widget.children() if isinstance(each, QWidget) and each not in seen]
    return [*laid, *sorted((each for each in loose if not each.isWindow()), key=lambda each: (each.y(), each.x()))]


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _in_layout(inner)

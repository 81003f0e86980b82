"""The way Tab takes through a window: by what lies where on the screen, not by what was made when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QRadioButton, QScrollArea, QSplitter, QWidget


def tab_order(regions: Iterable[QWidget]) -> list[QWidget]:
    """Every widget Tab stops at, in reading order: layouts as they run, the rest from top to bottom."""
    found: list[QWidget] = []
    for region in regions:
        found += [each for each in _walk(region) if stops(each)]
    return found


def step_on(regions: Iterable[QWidget], forward: bool, *, round_and_round: bool = False) -> bool:
    """Give the keyboard to what comes next by the eye, or before; says whether there is something.

    `round_and_round` begins anew at the ends.
    """
    way = [each for region in regions for each in _walk(region)]
    here = _place_of(QApplication.focusWidget(), way)
    if here is None:
        ahead = way if forward else way[::-1]
    else:
        after, before = way[here + 1 :], way[:here]
        ahead = (after + before * round_and_round) if forward else (before[::-1] + after[::-1] * round_and_round)
    there = next((each for each in ahead if stops(each)), None)
    if there is None or (here is None and not round_and_round):
        return False
    there.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def step_into(panels: list[QWidget], step: int) -> bool:
    """Give the keyboard to the first control of the next panel (`step` 1) or the one before (-1); says whether."""
    focused = QApplication.focusWidget()
    inside = [focused is not None and (panel is focused or panel.isAncestorOf(focused)) for panel in panels]
    here = inside.index(True) if True in inside else -1
    for away in range(1, len(panels) + 1):
        panel = panels[(here + step * away) % len(panels)]
        first = next((each for each in _walk(panel) if stops(each)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False


def _place_of(widget: QWidget | None, way: list[QWidget]) -> int | None:
    """Where a widget stands on the way; what is not on it counts as what it stands in."""
    places = {each: place for place, each in enumerate(way)}
    while widget is not None and widget not in places:
        widget = widget.parentWidget()
    return places[widget] if widget is not None else None


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

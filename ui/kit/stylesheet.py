"""One style sheet for Qt's own widgets, generated from the colours; the kit's own widgets paint themselves."""

from __future__ import annotations

from PySide6.QtGui import QColor

from ui.kit.fonts import scaled
from ui.kit.tokens import TRACKS, Tokens

_FIELD = "QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox"

_ONE_LINE = ("QLineEdit", "QAbstractSpinBox", "QComboBox")

_SHEET = """
QMainWindow, QDialog, QMessageBox { background: %(panel)s; }
QWidget[surface="window"] { background: %(window)s; }
QWidget[surface="panel"] { background: %(panel)s; }
QWidget[surface="raised"] { background: %(raised)s; }
QWidget[surface="field"] { background: %(field)s; }
QWidget[surface="well"] { background: %(well)s; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: %(field)s; color: %(text)s; placeholder-text-color: %(text3)s;
    border: 1px solid %(rim)s; border-bottom: 1px solid %(rule)s;
    border-top-left-radius: 3px; border-top-right-radius: 3px;
    selection-background-color: %(marked)s; selection-color: %(text)s;
}
QLineEdit { padding: 0 5px; min-height: %(line)spx; }
QPlainTextEdit { padding: 2px 4px; }
QTextEdit { padding: 2px 5px; }
QAbstractSpinBox { padding: 0 20px 0 0; min-height: %(line)spx; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 20px; border: none; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox { padding: 0 22px 0 7px; min-height: %(line)spx; }
QComboBox:editable { padding: 0 2px 0 5px; }
QComboBox::drop-down { border: none; width: 22px; background: transparent; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QLineEdit { background: transparent; border: none; padding: 0; min-height: 0; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; min-height: 0; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QAbstractSpinBox:hover, QComboBox:hover {
    border-bottom-color: %(text2)s; }
QComboBox QLineEdit:hover, QAbstractSpinBox QLineEdit:hover { border: none; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    background: transparent; color: %(off)s; border-color: transparent; border-bottom: 1px dashed %(rule)s; }
QLineEdit[bare="true"], QPlainTextEdit[bare="true"], QTextEdit[bare="true"] {
    background: transparent; border: none; padding: 0; }
%(levels)s

QAbstractItemView { background: transparent; color: %(text)s; border: none; outline: none;
    selection-background-color: %(select)s; selection-color: %(text)s; }
QListView, QTreeView { icon-size: 16px; }
QListView::item, QTreeView::item { min-height: %(row)spx; border: none; border-left: 2px solid transparent;
    padding: 0 6px 0 4px; }
QListView::item:disabled { color: %(off)s; }
QComboBox QAbstractItemView { background: %(raised)s; border: 1px solid %(edge)s; padding: 4px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView::item { border: none; min-height: %(row)spx; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: %(select)s; }
QListView::item:hover, QTreeView::item:hover { background: %(control)s; }
QListView::item:selected, QTreeView::item:selected { background: %(select)s; color: %(text)s;
    border-left-color: %(ink)s; }
QListView::item:selected:!active, QTreeView::item:selected:!active { border-left-color: %(rule)s; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: %(text2)s; border: none; border-bottom: 1px solid %(hair)s;
    padding: 4px 6px; }

QScrollArea { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; margin: 2px 2px 2px 2px; }
QScrollBar:horizontal { height: 12px; margin: 2px 2px 2px 2px; }
QScrollBar::handle { background: %(edge)s; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; margin: 0 1px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 1px 0; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: %(rule)s; border-radius: 4px; }
QScrollBar::handle:vertical:hover, QScrollBar::handle:vertical:pressed { margin: 0; }
QScrollBar::handle:horizontal:hover, QScrollBar::handle:horizontal:pressed { margin: 0; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QMenuBar { background: transparent; color: %(text2)s; border: none; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 5px; }
QMenuBar::item:selected { background: %(hover)s; color: %(text)s; }
QMenuBar::item:pressed { background: %(press)s; color: %(text)s; }
QMenu { background: %(raised)s; color: %(text)s; border: 1px solid %(edge)s; border-radius: 6px; padding: 4px;
    menu-scrollable: 1; }
QMenu::item { padding: 0 10px 0 8px; min-height: %(row)spx; border-radius: 4px; }
QMenu::item:selected { background: %(select)s; }
QMenu::item:disabled { color: %(off)s; background: transparent; }
QMenu::separator { height: 1px; background: %(hair)s; margin: 4px 0; }

QToolTip { background: %(ink)s; color: %(onInk)s; border: none; padding: 1px 4px; }
QSplitter::handle { background: transparent; }
QStatusBar, QToolBar { background: transparent; border: none; }
QTabWidget::pane { border: none; }
QFrame[frameShape="4"], QFrame[frameShape="5"] { color: %(hair)s; }
"""


def stylesheet(t: Tokens) -> str:
    """The text for `QApplication.setStyleSheet`. No font rules: a font in a style sheet loses tabular figures."""
    colors = {each: t.color(each).name() for each in t._fields if each not in {"scheme", "hues"}}
    return _SHEET % {**colors, "line": scaled(18) + 8, "row": scaled(28), "levels": _levels(t)}


def _levels(t: Tokens) -> str:
    rules = []
    one_line = ", ".join(f'{name}[level="{level}"]' for name in _ONE_LINE for level in ("warning", "error"))
    # the rule grows inwards at both ends, so that the words stay where they are
    rules.append(f"{one_line} {{ padding-top: 1px; min-height: {scaled(18) + 6}px; }}")
    for level, name in (("warning", "warn"), ("error", "error")):
        rules.append(_rule(f'level="{level}"', f"border-bottom: 2px solid {t.hue(name).line.name()};"))
    for track in TRACKS:
        hue = t.hue(track)
        rules.append(_rule(f'lit="{track}"', _lit(hue.tint, hue.line)))
    rules.append(_rule('lit="neutral"', _lit(t.select, t.text2)))
    return "\n".join(rules)


def _lit(fill: QColor, line: QColor) -> str:
    return f"background: {fill.name()}; border-bottom: 1px solid {line.name()};"


def _rule(attribute: str, body: str) -> str:
    selector = ", ".join(f"{name}[{attribute}]" for name in _FIELD.split(", "))
    return f"{selector} {{ {body} }}"

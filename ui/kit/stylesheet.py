"""One style sheet for Qt's own widgets, generated from the colours; the kit's own widgets paint themselves."""

from __future__ import annotations

from dataclasses import fields
from string import Template

from PySide6.QtGui import QColor

from ui.kit.fonts import scaled
from ui.kit.tokens import TRACKS, Tokens

_FIELD = "QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox"

_SHEET = Template("""
QMainWindow, QDialog, QMessageBox { background: $panel; }
QWidget[surface="window"] { background: $window; }
QWidget[surface="panel"] { background: $panel; }
QWidget[surface="raised"] { background: $raised; }
QWidget[surface="field"] { background: $field; }
QWidget[surface="well"] { background: $well; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: $field; color: $text; placeholder-text-color: $text3;
    border: 1px solid $rim; border-bottom: 1px solid $rule;
    border-top-left-radius: 3px; border-top-right-radius: 3px;
    selection-background-color: $marked; selection-color: $text;
}
QLineEdit { padding: 0 5px; min-height: ${line}px; }
QPlainTextEdit { padding: 2px 4px; }
QTextEdit { padding: 2px 5px; }
QAbstractSpinBox { padding: 0 20px 0 0; min-height: ${line}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 20px; border: none; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox { padding: 0 22px 0 7px; min-height: ${line}px; }
QComboBox::drop-down { border: none; width: 22px; background: transparent; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QLineEdit { background: transparent; border: none; padding: 0; min-height: 0; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; min-height: 0; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QAbstractSpinBox:hover, QComboBox:hover {
    border-bottom-color: $text2; }
QComboBox QLineEdit:hover, QAbstractSpinBox QLineEdit:hover { border: none; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    background: transparent; color: $off; border-color: transparent; border-bottom: 1px dashed $rule; }
QLineEdit[bare="true"], QPlainTextEdit[bare="true"], QTextEdit[bare="true"] {
    background: transparent; border: none; padding: 0; }
$levels

QAbstractItemView { background: transparent; color: $text; border: none; outline: none;
    selection-background-color: $select; selection-color: $text; }
QListView, QTreeView { icon-size: 16px; }
QListView::item, QTreeView::item { min-height: ${row}px; border: none; border-left: 2px solid transparent;
    padding: 0 6px 0 4px; }
QListView::item:disabled { color: $off; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $edge; padding: 4px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView::item { border: none; min-height: ${row}px; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $select; }
QListView::item:hover, QTreeView::item:hover { background: $control; }
QListView::item:selected, QTreeView::item:selected { background: $select; color: $text; border-left-color: $ink; }
QListView::item:selected:!active, QTreeView::item:selected:!active { border-left-color: $rule; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $text2; border: none; border-bottom: 1px solid $hair;
    padding: 4px 6px; }

QScrollArea { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; margin: 2px 2px 2px 2px; }
QScrollBar:horizontal { height: 12px; margin: 2px 2px 2px 2px; }
QScrollBar::handle { background: $edge; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; margin: 0 1px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 1px 0; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $rule; border-radius: 4px; }
QScrollBar::handle:vertical:hover, QScrollBar::handle:vertical:pressed { margin: 0; }
QScrollBar::handle:horizontal:hover, QScrollBar::handle:horizontal:pressed { margin: 0; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QMenuBar { background: transparent; color: $text2; border: none; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 5px; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenuBar::item:pressed { background: $press; color: $text; }
QMenu { background: $raised; color: $text; border: 1px solid $edge; border-radius: 6px; padding: 4px;
    menu-scrollable: 1; }
QMenu::item { padding: 0 10px 0 8px; min-height: ${row}px; border-radius: 4px; }
QMenu::item:selected { background: $select; }
QMenu::item:disabled { color: $off; background: transparent; }
QMenu::separator { height: 1px; background: $hair; margin: 4px 0; }

QToolTip { background: $ink; color: $onInk; border: none; padding: 1px 4px; }
QSplitter::handle { background: transparent; }
QStatusBar, QToolBar { background: transparent; border: none; }
QTabWidget::pane { border: none; }
QFrame[frameShape="4"], QFrame[frameShape="5"] { color: $hair; }
""")


def stylesheet(t: Tokens) -> str:
    """The text for `QApplication.setStyleSheet`. No font rules: a font in a style sheet loses tabular figures."""
    colors = {each.name: t.color(each.name).name() for each in fields(t) if each.name not in {"scheme", "hues"}}
    return _SHEET.substitute(colors, line=scaled(18) + 8, row=scaled(28), levels=_levels(t))


def _levels(t: Tokens) -> str:
    rules = []
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

"""Keeps words for people out of code: they live in resources/i18n, where they can be read together and translated.

Two rules. A text handed to something that shows text (`setText`, `QLabel`, `drawText`, `echo` …) holds no words.
And no other text is a sentence: a capital, three words or more, a full stop. Left out: docstrings, what is logged or
asserted, messages of Python's own exceptions, which developers read. In `app.prompting` whole sentences are for
models, so only the first rule holds there. The gallery and the specimens it shows hold made-up content: neither holds.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.house.source import calls, python_files, shown, tree

SENTENCE = re.compile(r"(?<![\w.])[A-Z][a-z']*(?:[ \n]+[\w'’\"(){}:;,–-]+){2,}[.!?…](?:\s|$)")
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
WORD = re.compile(r"[A-Za-z]{2,}")
SHOWS = {
    *("setText", "setPlainText", "setHtml", "setToolTip", "setStatusTip", "setWhatsThis", "setTitle", "setWindowTitle"),
    *("setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setLabelText", "setInformativeText"),
    *("setHeaderLabels", "setSuffix", "setPrefix", "setSpecialValueText", "setTabText", "setItemText", "showMessage"),
    *("addAction", "addMenu", "addTab", "addItem", "addItems", "addRow", "drawText", "drawStaticText", "addText"),
    *("QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QDockWidget"),
    *("QStaticText", "echo", "secho", "print"),
}
LOGS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
# names and formats are the same in every language
ALLOWED = re.compile(r"Shotwright|JSON|MP4|OTIO|EDL|CSV|HTML|PNG|USD|[a-z]+_[a-z_]+|\.[a-z0-9]+|fps|px|x")


class Text(NamedTuple):
    """A text in the source and where it stands."""

    line: int
    value: str


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _texts(node: ast.AST) -> Iterator[Text]:
    """String constants in an expression, those of f-strings too, but not what is inside a call of its own."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield Text(node.lineno, node.value)
    elif not isinstance(node, ast.Call | ast.Subscript | ast.Compare):
        for child in ast.iter_child_nodes(node):
            yield from _texts(child)


def shown_words(module: ast.Module) -> Iterator[Text]:
    """Texts with words that are handed to something that shows text."""
    for node in calls(module):
        if _name(node) in SHOWS:
            for argument in [*node.args, *(each.value for each in node.keywords if each.arg in ("text", "title"))]:
                for text in _texts(argument):
                    if WORD.search(ALLOWED.sub("", text.value)):
                        yield text


def _for_developers(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        return hasattr(__import__("builtins"), _name(node.exc))
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _name(node) in LOGS


def sentences(node: ast.AST) -> Iterator[Text]:
    """Texts that are whole sentences, or Chinese, outside what developers read."""
    if _for_developers(node):
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a docstring
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            if SENTENCE.search(child.value) or CHINESE.search(child.value):
                yield Text(child.lineno, child.value)
        else:
            yield from sentences(child)


def _report(path: Path, found: Iterator[Text]) -> list[str]:
    return [f"{shown(path)}:{text.line} {text.value!r}" for text in found]


def _is_made_up(path: Path) -> bool:
    return path.stem.startswith(("gallery", "specimen"))


def test_no_words_for_people_in_code() -> None:
    found: list[str] = []
    for path in python_files("app", "ui"):
        if _is_made_up(path):
            continue
        found += _report(path, shown_words(tree(path)))
        if not shown(path).startswith("app/prompting/"):
            found += _report(path, sentences(tree(path)))
    assert not found, "these belong in resources/i18n:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        'label.setText("Save")',
        'QLabel("No clip yet", self)',
        'button = QPushButton(text="Rehearse")',
        'label.setText(f"{count} takes")',
        'label.setText("Open" if free else "Wait")',
        'raise Fault("disk", message="The disk is full.")',
        'note = "Pick a template to start."',
        'hint = "先选一个模板"',
    ],
)
def test_words_are_found(code: str) -> None:
    module = ast.parse(code)
    assert list(shown_words(module)) or list(sentences(module))


@pytest.mark.parametrize(
    "code",
    [
        'label.setText(tr("send.rehearse"))',
        'label.setText(f"×{count}")',
        'label.setText(f"{seconds:.1f} s")',
        'label.setText(names["Wide"])',
        'app.setApplicationName("Shotwright")',
        'box.setObjectName("Save")',
        '"""A docstring is a sentence."""',
        'log.warning("The row %s went away.", row)',
        'raise ValueError("This cannot be.")',
        'assert ready, "It has to be ready."',
        'query = "SELECT id FROM jobs WHERE state = ?"',
        'path = "shots[s2].beats[b3].action"',
        'agent = "Shotwright/1.0 (desktop)"',
    ],
)
def test_other_texts_are_left_alone(code: str) -> None:
    module = ast.parse(code)
    assert not list(shown_words(module))
    assert not list(sentences(module))

"""The bar across the top and the sheet of keys for the gallery; what needs a desk is seen in the window itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.strings import tr
from ui.kit.layout import column
from ui.kit.menus import Menu
from ui.kit.specimen import Specimen
from ui.windows.commands import MENUS
from ui.windows.dialogs import KeysDialog
from ui.windows.topbar import TopBar


def _bar(workspace: str = "write", money: str = "") -> TopBar:
    bar = TopBar([Menu(tr(f"menu.{name}")) for name in MENUS])
    bar.show_workspace(workspace)
    if money:
        bar.show_money(money)
    return bar


def _spent() -> QWidget:
    return _bar("library", tr("topbar.held", spent="6.02", held="2.46"))


def _keys() -> QWidget:
    held = QWidget()
    sheet = KeysDialog()
    sheet.setWindowFlags(held.windowFlags())
    held.setLayout(column(sheet, gap=0))
    return held


SPECIMENS: list[Specimen] = [
    Specimen("window/bar", _bar, (1440, 40)),
    Specimen("window/bar spent", _spent, (1280, 40)),
    Specimen("window/bar narrow", _bar, (860, 40)),
    Specimen("window/keys", _keys, (720, 640)),
]

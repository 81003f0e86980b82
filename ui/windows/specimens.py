"""The bar across the top and the sheet of keys for the gallery; what needs a desk is seen in the window itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.strings import tr
from ui.kit.fonts import scaled
from ui.kit.layout import column
from ui.kit.menus import Menu
from ui.kit.specimen import Specimen
from ui.panels.settings.keys import KeysPage
from ui.panels.settings.pages import SettingsPages
from ui.panels.welcome.specimens import SettingsDeskOf
from ui.windows.commands import MENUS
from ui.windows.dialogs import KeysDialog
from ui.windows.own_keys import KeyBook
from ui.windows.topbar import TopBar


def _bar(workspace: str = "write", charged: float = 0, held: float = 0) -> TopBar:
    bar = TopBar([Menu(tr(f"menu.{name}")) for name in MENUS])
    bar.show_workspace(workspace)
    bar.show_spent(charged, held)
    return bar


def _spent() -> QWidget:
    return _bar("library", 6.02, 2.46)


def _keys() -> QWidget:
    held = QWidget()
    sheet = KeysDialog(KeyBook())
    sheet.setWindowFlags(held.windowFlags())
    held.setLayout(column(sheet, gap=0))
    return held


def _in_place() -> SettingsPages:
    pages = SettingsPages(SettingsDeskOf(), KeyBook(OWN))
    pages.open_page("keys")
    return pages


OWN: dict[str, object] = {
    "save_version": ["F2", "Ctrl+Shift+H"], "duplicate": ["Ctrl+Alt+D"], "open": [], "mute": ["S"], "rehearse": ["F5"],
}  # fmt: skip


def _page(search: str = "", press: str = "", choose: str = "", *, own: bool = False, waits: bool = False) -> KeysPage:
    """The page of keys, a search typed, a command chosen and a key pressed for it."""
    page = KeysPage(KeyBook(OWN if own else None))
    page.search.setText(search)
    if choose:
        page.list.setCurrentIndex(page.list.rows.index(page.list.rows.row_of(choose)))
    if press:
        page.catch.caught.emit(press)
    if waits:
        page.catch.wait()
    return page


KEYS = (scaled(574), scaled(460))
SPECIMENS: list[Specimen] = [
    Specimen("window/bar", _bar, (1440, 40)),
    Specimen("window/bar spent", _spent, (1280, 40)),
    Specimen("window/bar narrow", _bar, (860, 40)),
    Specimen("window/keys", _keys, (720, 640)),
    Specimen("settings keys", _page, KEYS),
    Specimen("settings keys in their place", _in_place, (scaled(780), scaled(460))),
    Specimen("settings keys own", lambda: _page(own=True, choose="save_version"), KEYS),
    Specimen("settings keys taken", lambda: _page(own=True, choose="duplicate", press="Ctrl+N"), KEYS),
    Specimen("settings keys refused", lambda: _page(choose="duplicate", press="D"), KEYS),
    Specimen("settings keys waiting", lambda: _page(choose="mute", waits=True), KEYS),
    Specimen("settings keys nothing", lambda: _page(search="zzz"), KEYS),
]

"""Opens what lies over the window for a while: the palette, presets, settings, all keys, about."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from ui.panels.connections.words import Found
    from ui.panels.presets.files import PresetFiles
    from ui.windows.main import MainWindow

BELOW = 96


class Plates:
    """One for a window. A dialog that is open already comes to the front instead."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._dialogs: dict[str, QDialog] = {}
        self._files: PresetFiles | None = None
        self._found: dict[str, Found] = {}
        self._served: dict[str, tuple[str, ...]] = {}
        """What checks of connections told in this run."""

    def show_palette(self) -> None:
        """Every command, draft, preset and clip by a few letters."""
        from ui.panels.palette import CommandPalette

        window = self._window
        palette = CommandPalette(window)
        palette.chosen.connect(window.verbs.run_item)
        palette.closed.connect(palette.deleteLater)
        palette.open_over(window, window.actions_table.items(), window.verbs.find)

    def show_presets(self, preset_id: str = "") -> None:
        """The presets, at one of them."""
        from ui.panels.presets.popup import PresetsPopup

        window = self._window
        popup = PresetsPopup(window.desk, window.posters, window)
        popup.new_asked.connect(lambda source: window.verbs.attempt(partial(window.desk.new, source)))
        popup.changed.connect(window.shelf.refresh)
        popup.import_asked.connect(lambda: self._preset_files().ask_import())
        popup.export_asked.connect(lambda preset: self._preset_files().ask_export(preset))
        popup.closed.connect(popup.deleteLater)
        popup.open_over(window, preset_id)

    def _preset_files(self) -> PresetFiles:
        """The file dialogs of presets, made when one is asked for."""
        if self._files is None:
            from ui.panels.presets.files import PresetFiles

            self._files = PresetFiles(self._window.desk, self._window)
            self._files.kept.connect(self._show_kept)
        return self._files

    def _show_kept(self, preset_id: str) -> None:
        self._window.shelf.refresh()
        self.show_presets(preset_id)

    def show_templates(self, template_id: str = "") -> None:
        """The templates, at one of them."""
        from ui.panels.templates.dialog import TemplatesDialog

        window = self._window
        dialog = TemplatesDialog(window.desk, window)
        dialog.new_asked.connect(lambda source: window.verbs.attempt(partial(window.desk.new, source)))
        dialog.changed.connect(self._forms_changed)
        self._open("templates", dialog)
        shown = self._dialogs["templates"]
        if isinstance(shown, TemplatesDialog):
            shown.choose(template_id)

    def edit_form(self) -> None:
        """The form of the open draft as one of the person's own: a copy where it is ours."""
        desk = self._window.desk
        template, draft = desk.snapshot.template, desk.snapshot.draft
        if template is not None and not template.own:
            template = desk.own_templates.copy(template.id)
            desk.set_form(template.id)
            self._forms_changed()
        if draft is not None:
            self.show_templates(template.id if template is not None else "")

    def take_in_template(self, path: Path) -> None:
        """Keep the template in a file that was dropped, and show it; or list what is wrong with it."""
        from ui.panels.templates.files import TemplateFiles

        files = TemplateFiles(self._window.desk, self._window)
        files.kept.connect(self.show_templates)
        files.take_in(path)
        files.deleteLater()
        self._forms_changed()

    def _forms_changed(self) -> None:
        window = self._window
        window.shelf.refresh()
        if window.late.welcome is not None:
            window.late.welcome.show_forms()

    def save_preset(self) -> None:
        """Ask for a name and keep the draft as a preset."""
        from ui.panels.presets.save import SavePresetPopup

        window = self._window
        popup = SavePresetPopup(window.desk, window)
        popup.saved.connect(lambda _: window.shelf.refresh())
        popup.closed.connect(popup.deleteLater)
        popup.adjustSize()
        popup.move(window.mapToGlobal(QPoint((window.width() - popup.width()) // 2, BELOW)))
        popup.show()

    def show_versions(self, *, naming: bool = False) -> None:
        """The versions of the open draft; `naming`: at the field for a name."""
        from ui.panels.history.popup import HistoryPopup

        window = self._window
        popup = HistoryPopup(window.desk, window)
        popup.closed.connect(popup.deleteLater)
        popup.open_over(window, naming=naming)

    def show_settings(self, page: str = "") -> None:
        """The settings window, at one of its pages."""
        from ui.windows.dialogs import SettingsDialog

        dialog = SettingsDialog(self._window.desk, self._window.actions_table.book, self._window)
        dialog.pages.changed.connect(self._setting_changed)
        dialog.pages.connections_asked.connect(self.show_connections)
        dialog.pages.places.care.mended.connect(self._library_mended)
        self._open("settings", dialog)
        shown = self._dialogs["settings"]
        if page and isinstance(shown, SettingsDialog):
            shown.pages.open_page(page)

    def show_connections(self, provider: str = "") -> None:
        """The connections; with a provider that has none, at a new one to it."""
        from ui.windows.connections import ConnectionsDialog

        window = self._window
        dialog = ConnectionsDialog(window.desk, self._found, self._served, window)
        dialog.panel.aim_asked.connect(lambda model: window.verbs.attempt(partial(window.desk.set_aim, model)))
        self._open("connections", dialog)
        shown = self._dialogs["connections"]
        if provider and isinstance(shown, ConnectionsDialog):
            shown.panel.begin(provider)

    def _library_mended(self) -> None:
        late = self._window.late
        late.make_state_bar()
        if late.jobs is not None:
            late.jobs.refresh()

    def _setting_changed(self, name: str) -> None:
        if name == "language":
            # every word of the window is another one, so it is made anew over the same desk
            self._window.opens_again = True
            QTimer.singleShot(0, self._window, self._window.close)
        else:
            self._window.wear()

    def show_keys(self) -> None:
        """All keys on one sheet."""
        from ui.windows.dialogs import KeysDialog

        self._open("keys", KeysDialog(self._window.actions_table.book, self._window))

    def show_about(self) -> None:
        """What this is."""
        from ui.windows.dialogs import AboutDialog

        self._open("about", AboutDialog(self._window.desk, self._window))

    def open_home(self) -> None:
        """The folder where everything is kept."""
        from ui.windows.dialogs import open_folder

        open_folder(str(self._window.desk.home))

    def close(self) -> None:
        """Close what is open, with the window."""
        for dialog in list(self._dialogs.values()):
            dialog.close()

    def _open(self, name: str, dialog: QDialog) -> None:
        if (known := self._dialogs.get(name)) is not None:
            known.raise_()
            known.activateWindow()
            dialog.deleteLater()
            return
        self._dialogs[name] = dialog
        dialog.finished.connect(partial(self._gone, name))
        dialog.open()

    def _gone(self, name: str, *_: object) -> None:
        if (dialog := self._dialogs.pop(name, None)) is not None:
            dialog.deleteLater()
            self._window.activateWindow()

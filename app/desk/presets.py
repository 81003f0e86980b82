"""Presets: kept in versions, laid over the open draft whole or in parts, handed on and taken in as one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from app.desk.authoring import Authoring, new_id
from app.domain.draft import Draft
from app.domain.edit import free_id
from app.domain.errors import Conflict, StorageFault, UnknownName
from app.domain.job import Message
from app.domain.overlay import PARTS, cut, for_draft, lay, sorted_parts
from app.domain.preset import Preset, check_name
from app.domain.share import MOST_BYTES, assets, pack, unpack
from app.domain.variables import fill, fill_loosely
from app.store.files import read_capped, write_atomic


class Imported(NamedTuple):
    """A preset that was taken in, and what is not in it although one would think so."""

    preset: Preset
    remarks: tuple[Message, ...]


class PresetShelf(Authoring):
    """The presets there are and what is done with them."""

    def presets(self) -> list[Preset]:
        """Built-in presets, then the person's own."""
        return list(self._all_presets())

    def preset_ids(self) -> list[str]:
        """The ids that are taken by presets."""
        return self._preset_ids()

    def preset_problems(self) -> list[tuple[str, Message]]:
        """The person's preset files that cannot be read, by name, and why."""
        return [(problem.name, problem.message) for problem in self._rooms.presets.problems()]

    def preset(self, preset_id: str) -> Preset:
        """A preset by id. UnknownName names what comes near, BadFile says why its file cannot be read."""
        found = self.find_preset(preset_id)
        if found is None:
            raise UnknownName("preset", preset_id, self._preset_ids())
        return found

    # ---------------------------------------------------------------------------------------------------- kept

    def save_preset(
        self, name: str, about: str = "", draft: Draft | None = None, parts: Sequence[str] = (), note: str = ""
    ) -> Preset:
        """Keep a draft (the open one) or parts of it as a preset. The same name again makes its next version."""
        name = check_name(name)
        held = sorted_parts(_known_parts(parts))
        own = self._rooms.presets.list()
        same = next((preset for preset in own if preset.name == name), None)
        preset = Preset(
            id=same.id if same else free_id(name, self._preset_ids()),
            name=name,
            about=about or (same.about if same else ""),
            version=same.version + 1 if same else 1,
            note=note.strip(),
            created=self.now(),
            parts=held,
            draft=cut(draft or self._draft(), held),
        )
        self._rooms.presets.save(preset)
        self.notice("notice.preset_saved", "good", target=preset.id, name=name, version=preset.version)
        return preset

    def preset_versions(self, preset_id: str) -> list[Preset]:
        """Every version of a preset, the present one first. A built-in one has one."""
        found = self.preset(preset_id)
        return [found] if found.builtin else self._rooms.presets.versions(found.id) or [found]

    def preset_version(self, preset_id: str, version: int) -> Preset:
        """One version of a preset. UnknownName names those there are."""
        versions = self.preset_versions(preset_id)
        for each in versions:
            if each.version == version:
                return each
        raise UnknownName("version", str(version), [str(each.version) for each in versions])

    def bring_back(self, preset_id: str, version: int, note: str = "") -> Preset:
        """Make an older version the newest again; the ones between stay readable."""
        present, old = self._own_preset(preset_id), self.preset_version(preset_id, version)
        if old.version == present.version:
            raise Conflict("version_present", version=version, name=present.name)
        made: Preset = old.replace(
            name=present.name, about=present.about, version=present.version + 1, created=self.now(),
            note=note or old.note,
        )  # fmt: skip
        self._rooms.presets.save(made)
        return made

    def rename_preset(self, preset_id: str, name: str) -> Preset:
        """Give an own preset another name. Conflict for a built-in one."""
        preset = self._own_preset(preset_id).replace(name=check_name(name))
        self._rooms.presets.save(preset)
        renamed: Preset = preset
        return renamed

    def delete_preset(self, preset_id: str) -> None:
        """Put an own preset into the trash. Conflict for a built-in one."""
        preset = self._own_preset(preset_id)
        self._rooms.presets.trash(preset.id)
        self.notice("notice.preset_trashed", action="restore_preset", target=preset_id, name=preset.name)

    def restore_preset(self, preset_id: str) -> None:
        """Take a preset out of the trash."""
        self._rooms.presets.restore(preset_id)

    # ---------------------------------------------------------------------------------------------------- used

    def make_draft(self, source: str, title: str = "") -> Draft:
        """A new draft from a template or preset id, not opened and not saved. Parts fill the form they were made in."""
        draft = super().make_draft(source, title)
        if source in {template.id for template in self.templates()}:
            return draft
        preset = self.preset(source)
        return draft if preset.is_whole else self._from_parts(preset, draft)

    def new_from_preset(self, preset_id: str, values: Mapping[str, str]) -> Draft:
        """Open a new draft from a preset with its variables filled. BadValue lists what does not fit."""
        preset = self.preset(preset_id)
        draft: Draft = fill(preset.draft, values).replace(id=new_id(preset.id), title=preset.name)
        return self.adopt(draft if preset.is_whole else self._from_parts(preset, draft))

    def apply_preset(self, preset_id: str, parts: Sequence[str] = (), values: Mapping[str, str] | None = None) -> Draft:
        """Lay a preset over the open draft as one undo step; without an open draft, open a new one from it."""
        preset = self.preset(preset_id)
        if self._snapshot.draft is None:
            return self.new_from_preset(preset_id, values) if values else self.new(preset_id)
        merged = self.lay_over(self._draft(), preset, parts, values)
        self.versions.keep_before("preset", preset.name)
        self.replace(merged)
        return merged

    def lay_over(
        self,
        draft: Draft,
        preset: Preset,
        parts: Sequence[str] = (),
        values: Mapping[str, str] | None = None,
        *,
        loosely: bool = False,
    ) -> Draft:
        """The draft with a preset's parts (all it holds): its own id, title, form and aim stay.

        BadValue lists the variables that have no value or a wrong one; `loosely` shows their labels instead.
        """
        source, chosen = self.source_of(preset, parts)
        given = for_draft(source, draft, values or {})
        filled = (fill_loosely if loosely else fill)(source, given)
        return lay(draft, filled, chosen)

    def source_of(self, preset: Preset, parts: Sequence[str] = ()) -> tuple[Draft, Sequence[str]]:
        """What of a preset is laid over where these parts are wanted, with its variables, and which parts those are."""
        chosen = sorted_parts(_known_parts(parts) or preset.parts)
        return cut(preset.draft, chosen), chosen

    # ------------------------------------------------------------------------------------------------- handed on

    def export_preset(self, preset: Preset, path: Path, *, pictures: bool = True) -> int:
        """Write a preset to one file, with the pictures it shows. Returns how many of them are not here."""
        found: dict[str, bytes] = {}
        wanted = assets(preset.draft) if pictures else ()
        for asset in wanted:
            try:
                found[asset] = read_capped(self._rooms.home.asset_file(asset), MOST_BYTES)
            except (UnknownName, StorageFault):
                continue
        write_atomic(path, pack(preset, found))
        return len(wanted) - len(found)

    def import_preset(self, path: Path) -> Imported:
        """Keep the preset in a file beside the others, with its pictures. BadFile lists all that is wrong; then
        nothing is kept."""
        data = read_capped(path, MOST_BYTES)
        shared = unpack(data, path.name, self._pictures_here())
        for asset, (suffix, picture) in shared.pictures.items():
            self._rooms.presets.keep_picture(asset, suffix, picture)
        preset: Preset = shared.preset.replace(id=free_id(shared.preset.id, self._preset_ids()), builtin=False)
        self._rooms.presets.save(preset)
        self.notice("notice.preset_saved", "good", target=preset.id, name=preset.name, version=preset.version)
        return Imported(preset, shared.remarks)

    def _from_parts(self, preset: Preset, draft: Draft) -> Draft:
        form = next((each for each in self.templates() if each.id == draft.form), None)
        if form is None:
            return draft
        bare = self._rooms.catalog.new_draft(form, id=draft.id, title=draft.title)
        source = draft if draft.shots or not bare.shots else draft.replace(shots=bare.shots)
        laid: Draft = lay(bare, source, preset.parts).replace(variables=draft.variables, aim=draft.aim)
        return laid

    def _pictures_here(self) -> frozenset[str]:
        return frozenset(f"sha256:{path.stem}" for path in self._rooms.home.assets.iterdir())

    def _own_preset(self, preset_id: str) -> Preset:
        preset = self.preset(preset_id)
        if preset.builtin:
            raise Conflict("preset_builtin", name=preset.name)
        return preset


def _known_parts(parts: Sequence[str]) -> tuple[str, ...]:
    for part in parts:
        if part not in PARTS:
            raise UnknownName("part", part, PARTS)
    return tuple(parts)

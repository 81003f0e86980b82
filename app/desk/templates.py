"""Templates of one's own: copied, changed, thrown away, handed on and taken in; drafts are never touched by it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.catalog.template_file import MAX_BYTES, read_template, write_template
from app.desk.template_words import remember_names, template_name
from app.domain.edit import free_id
from app.domain.errors import BadValue, Conflict, Fault
from app.domain.template import Template
from app.domain.template_edit import begin_plain, begin_with, blank_draft, copy_of, first_value, rename, unsaid_draft
from app.store.files import read_capped, write_atomic
from app.store.templates import TemplateFiles

if TYPE_CHECKING:
    from app.catalog import Catalog
    from app.desk.desk import Desk


class OwnTemplates:
    """What is done with templates. Whoever changes one hands the whole new one to `keep`."""

    def __init__(self, desk: Desk, catalog: Catalog, files: TemplateFiles) -> None:
        self._desk = desk
        self._catalog = catalog
        self._files = files
        self._begun: set[str] = set()
        """Ids of those whose state before today's changes lies in the trash."""

    def every(self) -> tuple[Template, ...]:
        """Every template, ours first."""
        return self._desk.templates()

    def template(self, template_id: str) -> Template:
        """A template by id. UnknownName names what comes near."""
        return self._catalog.template(template_id)

    def base(self, template: Template) -> Template | None:
        """The template of ours that one of the person's own goes back to."""
        return self._catalog.base_of(template)

    def copy(self, template_id: str, name: str = "") -> Template:
        """Keep a copy of a template as one of one's own."""
        source = self.template(template_id)
        named = name.strip() or free_name(template_name(source), [template_name(each) for each in self.every()])
        stem = source.base or source.id
        copy = copy_of(source, self._free_id(f"{stem}-{name.strip() or 2}"), named)
        self._write(copy)
        return self.template(copy.id)

    def keep(self, template: Template, *, session: bool = False) -> Template:
        """Write a changed template. What it was is kept once before it is changed: once a `session` in the window."""
        self._own(template.id)
        if not (session and template.id in self._begun):
            self._files.keep_state(template.id)
        self._begun.add(template.id)
        self._write(template)
        return self.template(template.id)

    def begin_session(self, template_id: str) -> None:
        """From here on the changes to a template are one session."""
        self._begun.discard(template_id)

    def aim_at(self, template: Template, model_id: str) -> Template:
        """Let new drafts be aimed at a model. UnknownName names what comes near."""
        made: Template = template.replace(aim=self._catalog.model(model_id).id)
        return made

    def rename(self, template_id: str, name: str) -> Template:
        """Give one another name."""
        return self.keep(rename(self._own(template_id), name))

    def delete(self, template_id: str) -> None:
        """Put one into the trash. Drafts written with it stay whole and are shown in the nearest form."""
        template = self._own(template_id)
        self._files.trash(template_id)
        self._reread()
        self._desk.notice(
            "notice.template_trashed", action="restore_template", target=template_id, name=template_name(template)
        )

    def restore(self, template_id: str) -> Template:
        """Take one out of the trash; where it is in its place, take back its last change."""
        self._files.restore(template_id)
        self._reread()
        return self.template(template_id)

    def trashed(self) -> list[str]:
        """The ids of those in the trash, last thrown first; from then on their names are known."""
        ids = self._files.trashed()
        for each in ids:
            # one that cannot be read goes by its id
            with suppress(Fault):
                remember_names([read_template(self._files.read_trashed(each), each)])
        return ids

    def export(self, template_id: str, path: Path) -> None:
        """Write a template to one file; one of ours as a copy of it."""
        template = self.template(template_id)
        if not template.own:
            template = copy_of(template, template.id, template_name(template))
        write_atomic(path, write_template(template))

    def take_in(self, path: Path) -> Template:
        """Keep the template in a file beside the others. BadFile lists all that is wrong; then nothing is kept."""
        template = read_template(read_capped(path, MAX_BYTES), path.name)
        template = template.replace(id=self._free_id(template.id), name=template.name or template.id[:60])
        self._write(template)
        self._desk.notice("notice.template_kept", "good", target=template.id, name=template.name)
        return self.template(template.id)

    # ------------------------------------------------------------------------------------------------ beginnings

    def begins_with(self, template: Template, pattern: str) -> Any:
        """What a new draft holds in a field; None where it has no such place."""
        return first_value(blank_draft(template), pattern)

    def beginnings(self, template: Template) -> dict[str, Any]:
        """What its fields begin with by its own word, and not as in its base: values by the fields' paths."""
        blank, base = blank_draft(template), self.base(template)
        under = blank_draft(base) if base is not None else unsaid_draft(template)
        found = {}
        for section in template.sections:
            for field in section.fields:
                value = first_value(blank, field.path)
                if value != first_value(under, field.path):
                    found[field.path] = value
        return found

    def begin_as_draft(self, template: Template, pattern: str) -> Template:
        """Let a field begin with what the open draft holds. Conflict without one, BadValue where it is empty."""
        draft = self._desk.snapshot.draft
        if draft is None:
            raise Conflict("no_open_draft")
        value = first_value(draft, pattern)
        if value in (None, "", ()):
            raise BadValue("template_draft_empty", path=pattern, place=pattern)
        return begin_with(template, pattern, value)

    def begin_plain(self, template: Template, pattern: str) -> Template:
        """Let a field begin as in the base, or empty."""
        return begin_plain(template, pattern, self.base(template))

    # ------------------------------------------------------------------------------------------------------------

    def _own(self, template_id: str) -> Template:
        template = self.template(template_id)
        if not template.own:
            raise Conflict("template_builtin", name=template_name(template))
        return template

    def _write(self, template: Template) -> None:
        data = write_template(template)
        if len(data) > MAX_BYTES:
            raise BadValue("template_too_big", size_kb=len(data) // 1024, cap_kb=MAX_BYTES // 1024)
        # as strict as with a stranger's: what would not be read again is not written
        read_template(data, f"{template.id}.toml")
        self._files.save(template.id, data)
        self._reread()

    def _reread(self) -> None:
        self._desk.reread_templates()

    def _free_id(self, wish: str) -> str:
        taken = [each.id for each in self.every()]
        return free_id(wish, [*taken, *self._desk.preset_ids(), *self._files.ids(), *self._files.trashed()])


def free_name(name: str, taken: list[str]) -> str:
    """A name like this one that no template has: with the next free number."""
    number = 2
    while f"{name} {number}" in taken:
        number += 1
    return f"{name} {number}"

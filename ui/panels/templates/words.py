"""What a template says of itself in words: where it comes from, and what its fields begin with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from app.desk.snapshot import Snapshot
from app.domain.template import Field, Template
from app.domain.template_edit import blank_draft, first_value
from app.domain.vocabulary import Vocabulary
from app.strings import has, tr
from ui.panels.form.words import Chosen, View, in_words, settled

COUNTED = ("beats", "path", "lines", "cast")


class TemplateWork(Protocol):
    """What is done with templates; `app.desk.templates.OwnTemplates` says of each what it is."""

    def template(self, template_id: str) -> Template: ...
    def copy(self, template_id: str, name: str = "") -> Template: ...
    def keep(self, template: Template, *, session: bool = False) -> Template: ...
    def begin_session(self, template_id: str) -> None: ...
    def delete(self, template_id: str) -> None: ...
    def restore(self, template_id: str) -> Template: ...
    def trashed(self) -> list[str]: ...
    def export(self, template_id: str, path: Path) -> None: ...
    def take_in(self, path: Path) -> Template: ...
    def beginnings(self, template: Template) -> dict[str, Any]: ...
    def begin_as_draft(self, template: Template, pattern: str) -> Template: ...
    def begin_plain(self, template: Template, pattern: str) -> Template: ...


class TemplatesDesk(Protocol):
    """What templates ask of the desk."""

    @property
    def own_templates(self) -> TemplateWork:
        """Templates of the person's own."""

    @property
    def snapshot(self) -> Snapshot:
        """The present view of the open draft."""

    def templates(self) -> tuple[Template, ...]:
        """Every template."""

    def vocabulary_for(self, path: str) -> Vocabulary | None:
        """The vocabulary that serves a path."""


def about_words(template: Template) -> str:
    """One sentence on a template."""
    if has(f"template.{template.id}.about"):
        return tr(f"template.{template.id}.about")
    return tr("templates.own_of", base=tr(f"template.{template.base}")) if template.base else tr("templates.own")


def beginnings_in_words(template: Template, values: Mapping[str, Any], desk: TemplatesDesk) -> dict[str, str]:
    """What fields begin with, in few words, by their paths."""
    draft = blank_draft(template)
    view = View(draft, "brief", settled(draft, Chosen()))
    fields = {field.path: field for section in template.sections for field in section.fields}
    found = {}
    for path, value in values.items():
        said = _said(fields[path], value, view, desk)
        found[path] = said or ("" if value else tr("templates.begins_empty"))
    return found


def held_in_words(template: Template, desk: TemplatesDesk) -> dict[str, str]:
    """What a new draft holds in every field that holds something, in few words, by the fields' paths."""
    draft = blank_draft(template)
    paths = [field.path for section in template.sections for field in section.fields]
    values = {path: value for path in paths if (value := first_value(draft, path)) not in (None, "", (), 0)}
    return beginnings_in_words(template, values, desk)


def _said(field: Field, value: Any, view: View, desk: TemplatesDesk) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:g}"
    if field.kind in COUNTED and isinstance(value, tuple) and value:
        return tr(f"templates.count.{field.kind}", n=len(value))
    return in_words(field, view, desk.vocabulary_for)

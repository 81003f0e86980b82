"""What templates, their sections and fields are called: the person's own words where there are any, else ours."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.draft import Draft
from app.domain.template import Field, Section, Template
from app.strings import has, tr

_names: dict[str, str] = {}
"""Names of the person's own templates by id, as they were last seen: drafts and presets name a form by its id alone."""


def remember_names(templates: Iterable[Template]) -> None:
    """Know these by their names from now on."""
    _names.update((each.id, each.name) for each in templates if each.name)


def template_name(template: Template) -> str:
    """The title of a template."""
    return template.name or form_name(template.id)


def form_name(form: str) -> str:
    """The title of the template of this id; the id itself where it is not here."""
    known = _names.get(form)
    if known is not None:
        return known
    return tr(f"template.{form}") if has(f"template.{form}") else form


def section_name(section: Section) -> str:
    """The heading of a section."""
    return section.said or _ours(f"form_section.{section.id}", section.id)


def field_name(field: Field) -> str:
    """The label of a field."""
    return field.said or _ours(f"field.{field.label}", field.label)


def _ours(key: str, bare: str) -> str:
    """Our words under an id; a file by a stranger's hand may name one we have none for."""
    words = tr(key)
    return bare if words == key else words


def nearest_template(templates: Iterable[Template], draft: Draft) -> Template | None:
    """The form for a draft whose own is not here: the one its id begins with, as copies' ids do, else the first of
    sections, where everything is seen at once."""
    known = list(templates)
    bare = draft.form.rstrip("0123456789")
    named = [each for each in known if bare == each.id or draft.form.startswith(f"{each.id}-")]
    plain = [each for each in known if each.layout == "sections"]
    longest = sorted(named, key=lambda each: -len(each.id))
    return next(iter([*longest, *plain, *known]), None)

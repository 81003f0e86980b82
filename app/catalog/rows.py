"""Makes nouns out of tables: a vocabulary, a template, a model row. BadData or ValidationError where that fails."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.catalog.folders import BadData, Folder
from app.domain.draft import Draft
from app.domain.job import Message
from app.domain.model import Model
from app.domain.template import Template
from app.domain.template_edit import blank_draft
from app.domain.vocabulary import Vocabulary


def vocabularies_in(table: dict[str, Any], folder: Folder) -> list[Callable[[], Vocabulary]]:
    """A file holds one vocabulary; its terms are a table, id to phrase, in the order they are offered."""
    return [lambda: vocabulary_of(table)]


def templates_in(table: dict[str, Any], folder: Folder) -> list[Callable[[], Template]]:
    """A file holds one template. The person's are checked field by field; ours are by a test."""
    return [partial(template_of, table, check=not folder.ours)]


def models_in(table: dict[str, Any], folder: Folder) -> list[Callable[[], Model]]:
    """A file holds the rows of one provider as `[[model]]`; `[every]` holds what is so where a row says nothing."""
    rows, every = table.get("model"), table.get("every", {})
    if not isinstance(rows, list) or not isinstance(every, dict):
        raise BadData("problem.no_rows")
    return [partial(model_of, {**every, **row} if isinstance(row, dict) else row) for row in rows]


def vocabulary_of(table: dict[str, Any]) -> Vocabulary:
    """The vocabulary in a table."""
    terms = table.get("terms")
    if not isinstance(terms, dict):
        raise BadData("problem.no_terms")
    listed = tuple({"id": name, "phrase": phrase} for name, phrase in terms.items())
    return Vocabulary.model_validate({**table, "terms": listed})


def template_of(table: dict[str, Any], *, check: bool = True) -> Template:
    """The template in a table. With `check` it is one of the person's own: BadData lists what keeps it from use."""
    if not check:
        return Template.model_validate(table)
    # only who has templates of their own waits for what judges them
    from app.catalog.template_file import TOLD, table_faults

    wrong = table_faults(table)
    if wrong:
        more = [Message(id="templates.fault.more", args={"n": len(wrong) - TOLD})] if len(wrong) > TOLD else []
        raise BadData("problem.template", told=(*wrong[:TOLD], *more))
    return Template.model_validate(table)


def draft_of(template: Template, *, id: str, title: str) -> Draft:
    """A new draft with what the template begins with."""
    return blank_draft(template, id=id, title=title)


def unlisted(name: str, provider: str, dialect: str) -> Model:
    """A model that no row is about."""
    return Model(
        id=name, provider=provider, title=name.partition("/")[2], dialect=dialect, tags=("unlisted",), source="",
        checked_on="",
    )  # fmt: skip


def model_of(row: Any) -> Model:
    """A model row. Its provider is what stands before the first `/` of its id."""
    if not isinstance(row, dict):
        raise BadData("problem.no_rows")
    provider, _, name = str(row.get("id", "")).partition("/")
    model = Model.model_validate({"provider": provider, **row})
    if not name or model.provider != provider:
        raise BadData("problem.model_id", given=model.id)
    return model

"""The catalogue: what there is to choose from, read from files when it is asked for and not before."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from app.catalog.folders import Files, Folder, Problem, read_table
from app.catalog.rows import draft_of, models_in, templates_in, unlisted, vocabularies_in
from app.catalog.schema import pattern_of
from app.domain.draft import Draft
from app.domain.errors import UnknownName
from app.domain.model import Model
from app.domain.preset import Preset, read_preset
from app.domain.template import Template
from app.domain.template_edit import catch_up
from app.domain.vocabulary import Vocabulary
from app.resources import resources

UNLISTED = re.compile(r"[A-Za-z0-9][\w.\-/:@]{0,159}")
"""Names of models that are passed through as they are."""


class Catalog:
    """Templates, models, vocabularies and built-in presets.

    `user_folder` holds files of the same layout (templates, models, vocabulary); they are read after ours, and what
    has an id of ours takes its place. A bad file of theirs is left out and told in `problems`, a bad one of ours is
    a ValueError. Everything is read once; make another catalogue to read again.
    """

    def __init__(self, user_folder: Path | None = None) -> None:
        self._ours = Folder(resources(), ours=True)
        folders = [self._ours]
        if user_folder is not None:
            folders.append(Folder(user_folder, ours=False))
        self._folders = folders
        self._templates = Files("templates", folders, self._templates_in)
        self._models = Files("models", folders, models_in)
        self._vocabularies = Files("vocabulary", folders, vocabularies_in)
        self._presets: dict[str, Preset] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the person's own files; all of them are read for it."""
        for files in (self._templates, self._models, self._vocabularies):
            files.every()
        return tuple(problem for folder in self._folders for problem in folder.problems)

    def templates(self) -> tuple[Template, ...]:
        """Every template, ours first."""
        return tuple(self._templates.every().values())

    def template(self, template_id: str) -> Template:
        """A template by id. UnknownName names what comes near."""
        found = self._templates.find(template_id)
        if found is None:
            raise UnknownName("template", template_id, self._templates.every())
        return found

    def base_of(self, template: Template) -> Template | None:
        """The template of ours that one of the person's own was copied from, where there is one."""
        return self._templates.ours(template.base) if template.base else None

    def reread_templates(self) -> None:
        """Read the person's templates again; ours stay."""
        self._templates.reread()

    def reread_models(self) -> None:
        """Read the person's model rows again; ours stay."""
        self._models.reread()

    def new_draft(self, template: Template, *, id: str, title: str = "") -> Draft:
        """A blank draft of this template."""
        return draft_of(template, id=id, title=title)

    def models(self) -> tuple[Model, ...]:
        """Every model row, best first as the files rank them; the person's own last."""
        return tuple(self._models.every().values())

    def model(self, name: str) -> Model:
        """A model by its id, or by its name or title alone where only one has it (`kling-3.0`).

        What a provider has beyond our rows is passed through: a row without limits (its finding says so). UnknownName
        names what comes near.
        """
        found = self._models.find(name, name.partition("/")[0]) or self._unlisted(name)
        if found is not None:
            return found
        same = [model for model in self.models() if name in _bare_names(model)]
        if len(same) == 1:
            return same[0]
        known = {bare for model in self.models() for bare in (*_bare_names(model), model.id)}
        raise UnknownName("model", name, (model.id for model in same) if same else known)

    def _unlisted(self, name: str) -> Model | None:
        """A row that knows nothing but how to speak, where the provider's file says that it has more models."""
        provider, _, rest = name.partition("/")
        if ".." in rest or not UNLISTED.fullmatch(rest) or not self._ours.has("models", provider):
            return None
        dialect = self._ours.table(self._ours.root / "models" / f"{provider}.toml").get("unlisted")
        return unlisted(name, provider, str(dialect)) if dialect else None

    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """Every vocabulary, ours first."""
        return tuple(self._vocabularies.every().values())

    def vocabulary(self, vocabulary_id: str) -> Vocabulary:
        """A vocabulary by id. UnknownName names what comes near."""
        found = self._vocabularies.find(vocabulary_id)
        if found is None:
            raise UnknownName("vocabulary", vocabulary_id, self._vocabularies.every())
        return found

    def vocabulary_for(self, path: str) -> Vocabulary | None:
        """The vocabulary that serves a draft path or path pattern, or None: then the field is free text."""
        return self._served.get(pattern_of(path))

    def presets(self) -> tuple[Preset, ...]:
        """The built-in presets, in the order they are shown."""
        return tuple(self.preset(name) for name in self._preset_names)

    def preset(self, preset_id: str) -> Preset:
        """A built-in preset by id. UnknownName names what comes near."""
        if preset_id not in self._presets:
            if preset_id not in self._preset_names:
                raise UnknownName("preset", preset_id, self._preset_names)
            path = self._ours.root / "presets" / f"{preset_id}.json"
            self._presets[preset_id] = read_preset(path.read_bytes(), path.name, builtin=True)
        return self._presets[preset_id]

    def _templates_in(self, table: dict[str, Any], folder: Folder) -> list[Callable[[], Template]]:
        """The template in a table. One of the person's own gets what its base was given since."""
        makers = templates_in(table, folder)
        return makers if folder.ours else [partial(self._caught_up, make) for make in makers]

    def _caught_up(self, make: Callable[[], Template]) -> Template:
        template: Template = make().replace(own=True)
        base = self.base_of(template)
        return template if base is None else catch_up(template, base)

    @cached_property
    def _served(self) -> dict[str, Vocabulary]:
        return {pattern: vocabulary for vocabulary in self.vocabularies() for pattern in vocabulary.paths}

    @cached_property
    def _preset_names(self) -> list[str]:
        order: list[str] = read_table(self._ours.root / "presets" / "order.toml")["order"]
        names = self._ours.names("presets", ".json")
        return sorted(names, key=lambda name: (order.index(name) if name in order else len(order), name))


def _bare_names(model: Model) -> tuple[str, ...]:
    """What a model is called without its provider: the rest of its id, the end of that, its title in small letters."""
    name = model.id.partition("/")[2]
    return name, name.rpartition("/")[2], re.sub(r"[^a-z0-9.]+", "-", model.title.lower()).strip("-")

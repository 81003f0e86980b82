"""Models of the person's own: a provider's published schema becomes a row in a file of theirs, and so a target."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.desk.paying import Paying
from app.domain.errors import BadValue, Conflict, Fault, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.connection import Connection
    from app.domain.model import Model

MADE_HERE = "# Made by `shotwright models add` out of what the provider publishes."
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class OwnModels(Paying):
    """Adding models that no row of ours is about, and taking them away again."""

    async def add_model(self, name: str, connection: str | None = None) -> Model:
        """Ask a provider what a model takes and keep that as a row: `fal/owner/model/task`, `replicate/owner/name`.

        With a connection, its provider may be left out of the name. BadValue where the model cannot be had, or has no
        place for words; Conflict where there is no connection, or several.
        """
        way, full = self._way_to(name, connection)
        model = await self._provider(way).schema(self._rooms.http(), way, full)
        model = model.replace(checked_on=self.today())
        text = written(model)
        path = self._file_of(model.id)
        self._rooms.home.make_inside(path.parent)
        from app.store.files import write_atomic

        write_atomic(path, text.encode())
        self._rooms.catalog.reread_models()
        self.look_again()
        return self._rooms.catalog.model(model.id)

    def add_model_soon(self, name: str, connection: str, hear: Callable[[Model | Fault], object]) -> None:
        """`add_model` in the background; `hear` is told what came of it."""

        async def work() -> None:
            try:
                hear(await self.add_model(name, connection))
            except Fault as fault:
                hear(fault)

        self._rooms.tasks.spawn(work(), "add model")

    def remove_model(self, name: str) -> None:
        """Take a row away that was added so. UnknownName where none was; drafts that aim there keep their aim."""
        from app.store.files import storage_fault

        path = self._file_of(name)
        if not path.is_file():
            raise UnknownName("model", name, self._own_ids())
        try:
            path.unlink()
        except OSError as error:
            raise storage_fault(error, path) from error
        self._rooms.catalog.reread_models()
        self.look_again()

    def _own_ids(self) -> list[str]:
        return [model.id for model in self.models() if self._file_of(model.id).is_file()]

    def _way_to(self, name: str, connection: str | None) -> tuple[Connection, str]:
        """The connection that is asked, and the model's name with its provider."""
        name = name.strip().strip("/")
        if connection is not None:
            way = self.connection(connection)
            return way, name if name.startswith(f"{way.provider}/") else f"{way.provider}/{name}"
        provider = name.partition("/")[0]
        fitting = [each for each in self.connections() if each.provider == provider]
        chosen = self.settings.default_connections.get(provider)
        fitting = [each for each in fitting if each.id == chosen] or fitting
        if not fitting:
            raise Conflict("no_connection", model=name)
        if len(fitting) > 1:
            raise Conflict("several_connections", model=name, ids=", ".join(each.id for each in fitting))
        return fitting[0], name

    def _file_of(self, name: str) -> Path:
        """One file for each model, by a plain name that no other model has."""
        plain = re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.")[:80]
        digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
        return self._rooms.home.user_resources / "models" / f"own-{plain}-{digest}.toml"


def written(model: Model) -> str:
    """A row as a file. BadValue `schema_unreadable` for one that is not the same when it is read back."""
    import tomli

    from app.catalog.rows import models_in

    row = model.model_dump(mode="json", exclude_defaults=True, exclude={"provider"}) | {"checked_on": model.checked_on}
    lines = [f"{_key(name)} = {_value(value)}" for name, value in _told(row).items()]
    text = "\n".join([MADE_HERE, "[[model]]", *lines, ""])
    try:
        (make,) = models_in(tomli.loads(text), None)  # type: ignore[arg-type]
        same = make() == model
    except ValueError:
        same = False
    if not same:
        raise BadValue("schema_unreadable", name=model.id)
    return text


def _key(name: str) -> str:
    return name if PLAIN.fullmatch(name) else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(str(key))} = {_value(each)}" for key, each in _told(value).items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return repr(value)


def _told(table: dict[str, Any]) -> dict[str, Any]:
    """A table without what is not there: TOML has no word for that."""
    return {key: value for key, value in table.items() if value is not None}


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, except for one sign that JSON leaves as it is."""
    return json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")

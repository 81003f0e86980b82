"""What every verb shares: its home, its `--json`, how a fault becomes one JSON document or one sentence."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from app.domain.draft import Draft
from app.domain.errors import Fault, UnknownName
from app.strings import has, tr


def help_text(key: str) -> str:
    """The help sentence `cli.<key>`, looked up only when help is wanted: reading the sentences takes a while."""
    wanted = "--help" in sys.argv or len(sys.argv) < 2
    return tr(f"cli.{key}") if wanted else ""


HomeOption = Annotated[Path | None, typer.Option("--home", metavar="DIR", help=help_text("option.home"))]
JsonOption = Annotated[bool, typer.Option("--json", help=help_text("option.json"))]
ModelOption = Annotated[str | None, typer.Option("--model", metavar="ID", help=help_text("option.model"))]
DraftArgument = Annotated[str, typer.Argument(metavar="DRAFT", help=help_text("argument.draft"))]


class Ended(Exception):
    """Ends a verb with an exit code, after everything was said."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def open_desk(home: Path | None) -> Any:
    """The program over a home. Imported late, so that usage errors and help are quick."""
    from app.build import build

    return build(home)


def find_draft(desk: Any, name: str) -> Draft:
    """The draft meant by a word of the command line: a file, else a preset's id, else a draft of the shelf."""
    path = Path(name)
    if path.suffix == ".json" or path.exists():
        found = desk.read_file(path)
        return found if isinstance(found, Draft) else found.draft
    presets = {preset.id: preset for preset in desk.presets()}
    if name in presets:
        draft: Draft = presets[name].draft
        return draft
    drafts = [entry.id for entry in desk.drafts()]
    if name in drafts:
        loaded: Draft = desk.load_draft(name)
        return loaded
    raise UnknownName("draft", name, [*presets, *drafts])


def print_json(value: Any) -> None:
    """The verb's one JSON document."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    sys.stdout.flush()


def say(text: str = "") -> None:
    """A line for people, on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def show_rows(rows: list[list[str]], heads: list[str]) -> None:
    """A table for people, on stdout."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*heads, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*row)
    width = None if sys.stdout.isatty() else 160
    Console(width=width, highlight=False, markup=False).print(table)


def fault_document(fault: Fault) -> dict[str, Any]:
    """A fault as the contract prints it."""
    key = f"error.{fault.id}"
    document: dict[str, Any] = {"id": fault.id, "message": tr(key, **fault.args_by_name)}
    document["hint"] = tr(f"{key}.hint", **fault.args_by_name) if has(f"{key}.hint") else ""
    if fault.path:
        document["path"] = fault.path
    return document


@contextlib.contextmanager
def told(as_json: bool) -> Iterator[None]:
    """Turns a fault into words (or JSON) and its exit code."""
    try:
        yield
    except Fault as fault:
        document = fault_document(fault)
        if as_json:
            print_json({"error": document})
        else:
            say(document["message"])
            if document["hint"]:
                say(document["hint"])
        raise Ended(fault.exit_code) from fault


def json_wanted(arguments: list[str]) -> bool:
    """Whether `--json` was given, for faults that come before a verb runs."""
    return "--json" in arguments


def ended(run: Callable[[], Any]) -> int:
    """Run a typer application and give back its exit code."""
    try:
        result = run()
    except Ended as end:
        return end.code
    return result if isinstance(result, int) else 0

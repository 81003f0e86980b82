"""What every verb shares: its home, its `--json`, how a fault becomes one JSON document or one sentence."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from app.domain import path as paths
from app.domain.draft import Draft
from app.domain.errors import Fault, StorageFault, UnknownName
from app.store.files import storage_fault
from app.strings import has, tr

if TYPE_CHECKING:
    from app.desk.desk import Desk


def help_text(key: str) -> str:
    """The help sentence `cli.<key>`, looked up only when help is wanted: reading the sentences takes a while."""
    wanted = "--help" in sys.argv or "-h" in sys.argv or len(sys.argv) < 2
    return tr(f"cli.{key}") if wanted else ""


HomeOption = Annotated[Path | None, typer.Option("--home", metavar="DIR", help=help_text("option.home"))]
OutputOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help=help_text("option.output"))]
JsonOption = Annotated[bool, typer.Option("--json", help=help_text("option.json"))]
ModelOption = Annotated[str | None, typer.Option("--model", metavar="ID", help=help_text("option.model"))]
LanguageOption = Annotated[str | None, typer.Option("--language", metavar="en|zh", help=help_text("option.language"))]
DraftArgument = Annotated[str, typer.Argument(metavar="DRAFT", help=help_text("argument.draft"))]
JobArgument = Annotated[str, typer.Argument(metavar="JOB", help=help_text("argument.job"))]


Result = TypeVar("Result")


class Ended(Exception):
    """Ends a verb with an exit code, after everything was said."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def open_desk(home: Path | None) -> Desk:
    """The program over a home. Imported late, so that usage errors and help are quick."""
    from app.build import build

    return build(home)


def finish(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a verb's work to its end on a loop of its own."""
    import asyncio

    return asyncio.run(work)


def find_draft(desk: Desk, name: str) -> Draft:
    """The draft meant by a word of the command line: a file, else a preset's id, else a draft of the shelf."""
    path = Path(name)
    if path.suffix == ".json" or path.is_file():
        found = desk.read_file(path)
        return found if isinstance(found, Draft) else found.draft
    preset = desk.find_preset(name)
    if preset is not None:
        return preset.draft
    drafts = [entry.id for entry in desk.drafts()]
    if name in drafts:
        return desk.load_draft(name)
    raise UnknownName("draft", name, [*(preset.id for preset in desk.presets()), *drafts])


def draft_in(desk: Desk, name: str, language: str | None) -> Draft:
    """The draft meant by a word, with its prompt in this language where one is named. BadValue for an unknown one."""
    draft = find_draft(desk, name)
    return paths.write(draft, "language", language) if language is not None else draft


def speak_plainly() -> None:
    """Let every sentence through, whatever the terminal can show: into pipes and files goes UTF-8 with plain line
    ends on every system, to a terminal what it can show and escapes for the rest."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def put(text: str) -> None:
    """What the verb prints, on stdout. A reader that has read enough is no fault; a full disk behind it is one."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
    except OSError as error:
        _drop_stdout()
        raise storage_fault(error, Path("stdout")) from error


_stdout_lost = False


def _drop_stdout() -> None:
    global _stdout_lost
    _stdout_lost = True
    # what is still in the buffer must not fail a second time when Python ends
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_json(value: Any) -> None:
    """The verb's one JSON document."""
    put(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def say(text: str = "") -> None:
    """A line for people, on stderr."""
    # there may be nobody to hear it
    with contextlib.suppress(OSError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def show_rows(rows: list[list[str]], heads: list[str]) -> None:
    """A table for people, on stdout."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*heads, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*row)
    terminal = sys.stdout.isatty()
    page = io.StringIO()
    # into a pipe each row is one line, however long
    width = None if terminal else 10_000
    Console(file=page, width=width, force_terminal=terminal or None, highlight=False, markup=False).print(table)
    put("".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines()))


def say_problems(desk: Desk) -> None:
    """What of the person's own files is left out, one line each, on stderr."""
    for problem in desk.problems():
        say(tr(problem.id, **problem.args))


def fault_document(fault: Fault) -> dict[str, Any]:
    """A fault as the contract prints it."""
    key = f"error.{fault.id}"
    document: dict[str, Any] = {"id": fault.id, "message": tr(key, **fault.args_by_name)}
    document["hint"] = tr(f"{key}.hint", **fault.args_by_name) if has(f"{key}.hint") else ""
    if fault.path:
        document["path"] = fault.path
    if problems := fault.args_by_name.get("problems"):
        document["problems"] = [tr(each.id, **each.args) for each in problems]
    return document


@contextlib.contextmanager
def told(as_json: bool) -> Iterator[None]:
    """Turns a fault into words (or JSON) and its exit code."""
    try:
        yield
    except Fault as fault:
        document = fault_document(fault)
        if as_json and not _stdout_lost:
            # where stdout is full as well, the exit code is all that is left to say
            with contextlib.suppress(StorageFault):
                print_json({"error": document})
        else:
            say(document["message"])
            for problem in document.get("problems", ())[3:]:
                say(problem)
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

"""Verbs on a draft file: start one, read its words, look at its findings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli import frame
from app.cli.frame import (
    DraftArgument,
    Ended,
    HomeOption,
    JsonOption,
    LanguageOption,
    ModelOption,
    OutputOption,
    help_text,
)
from app.cli.shapes import compiled_shape, draft_shape, finding_shape, set_argument
from app.domain import path as paths
from app.domain.errors import BadUsage
from app.domain.upgrade import write_draft
from app.store.files import write_atomic
from app.strings import tr

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.domain.draft import Draft


def new(
    source: Annotated[str, typer.Argument(metavar="TEMPLATE|PRESET", help=help_text("argument.source"))],
    output: OutputOption = None,
    sets: Annotated[list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help=help_text("option.set"))] = None,
    title: Annotated[str, typer.Option("--title", help=help_text("option.title"))] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Write a new draft to a file, or to stdout."""
    with frame.told(json):
        desk = frame.open_desk(home)
        draft = desk.make_draft(source, title)
        for text in sets or []:
            try:
                path, value = set_argument(text)
            except ValueError:
                raise BadUsage("set_without_equals", given=text) from None
            draft = _with_value(desk, draft, path, value)
        if output is None:
            frame.put(write_draft(draft).decode())
            return
        write_atomic(output, write_draft(draft))
        if json:
            frame.print_json({"path": str(output), "draft": draft_shape(draft)})
        else:
            frame.say(tr("cli.said.new", path=output))


def _with_value(desk: Desk, draft: Draft, path: str, value: Any) -> Draft:
    """The draft with a value at a path. `@FILE` keeps a file where a picture or clip can stand."""
    if isinstance(value, str) and value.startswith("@"):
        from app.desk.references import takes_files

        if takes_files(path):
            return frame.finish(desk.references.placed(draft, path, Path(value[1:]).expanduser()))
    return paths.write(draft, path, value)


def compile_words(
    draft: DraftArgument,
    model: ModelOption = None,
    language: LanguageOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """What would be sent; without `--json` exactly the text. Exit 1 with findings of level error."""
    with frame.told(json):
        desk = frame.open_desk(home)
        written = frame.draft_in(desk, draft, language)
        row, compiled = desk.compile(written, model)
        if json:
            frame.print_json(compiled_shape(compiled, desk.payload(written, compiled, row)))
        else:
            frame.put(compiled.text)
        if not compiled.sendable:
            raise Ended(1)


def lint(
    draft: DraftArgument,
    model: ModelOption = None,
    language: LanguageOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """The findings of a draft at a model. Exit 1 with findings of level error."""
    with frame.told(json):
        desk = frame.open_desk(home)
        _, compiled = desk.compile(frame.draft_in(desk, draft, language), model)
        shown = [finding_shape(finding) for finding in compiled.findings]
        if json:
            frame.print_json({"findings": shown})
        elif not shown:
            frame.say(tr("cli.said.clean"))
        for finding in [] if json else shown:
            frame.put(f"{finding['level']}  {finding['id']}  {finding['path']}  {finding['message']}\n")
        if not compiled.sendable:
            raise Ended(1)


def notes(draft: DraftArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """The author's own notes of a draft, each with the text it stands beside."""
    with frame.told(json):
        found = frame.find_draft(frame.open_desk(home), draft)
        rows = [(place, note) for place, note in found.notes.items() if paths.exists(found, place)]
        if json:
            told = [{"path": place, "text": paths.read(found, place), "note": note} for place, note in rows]
            frame.print_json({"notes": told})
            return
        for place, note in rows:
            frame.put(f"{place}  {' '.join(note.split())}\n")
        if not rows:
            frame.say(tr("cli.said.no_notes"))

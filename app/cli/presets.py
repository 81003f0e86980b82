"""Verbs that keep and use presets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli import frame
from app.cli.frame import DraftArgument, HomeOption, JsonOption, help_text
from app.cli.shapes import draft_shape
from app.domain.draft import Draft
from app.domain.errors import BadFile
from app.domain.preset import dump_preset
from app.domain.upgrade import write_draft
from app.store.files import write_atomic
from app.strings import tr

PresetArgument = Annotated[str, typer.Argument(metavar="PRESET", help=help_text("argument.preset"))]


def listing(context: typer.Context, home: HomeOption = None, json: JsonOption = False) -> None:
    """The presets there are, where no verb follows."""
    if context.invoked_subcommand is not None:
        return
    with frame.told(json):
        desk = frame.open_desk(home)
        found = desk.presets()
        frame.say_problems(desk)
        if json:
            shown = [
                {
                    "id": each.id,
                    "name": each.name,
                    "version": each.version,
                    "builtin": each.builtin,
                    "form": each.draft.form,
                }
                for each in found
            ]
            frame.print_json({"presets": shown})
            return
        rows = [[each.id, each.name, str(each.version), f"{each.draft.seconds:g} s", each.about] for each in found]
        heads = ["id", "title", "version", "length", "about"]
        frame.show_rows(rows, [tr(f"cli.head.{head}") for head in heads])


def show(preset: PresetArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """One preset, whole."""
    with frame.told(json):
        found = frame.open_desk(home).preset(preset)
        if json:
            frame.print_json(dump_preset(found) | {"builtin": found.builtin})
            return
        frame.show_rows(
            [
                [tr("cli.head.title"), found.name],
                [tr("cli.head.about"), found.about],
                [tr("cli.head.version"), str(found.version)],
            ],
            ["", ""],
        )


def save(
    draft: DraftArgument,
    name: Annotated[str, typer.Option("--name", help=help_text("option.name"))],
    about: Annotated[str, typer.Option("--about", help=help_text("option.about"))] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Keep a draft as a preset; the same name again makes its next version."""
    with frame.told(json):
        desk = frame.open_desk(home)
        kept = desk.save_preset(name, about, frame.find_draft(desk, draft))
        if json:
            frame.print_json({"id": kept.id, "name": kept.name, "version": kept.version})
        else:
            frame.say(tr("cli.said.preset", id=kept.id, version=kept.version))


def apply(
    preset: PresetArgument,
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help=help_text("argument.draft_file"))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help=help_text("option.output"))
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Lay a preset over a draft file; the draft keeps its id, title, form and aim."""
    with frame.told(json):
        desk = frame.open_desk(home)
        under = desk.read_file(draft)
        if not isinstance(under, Draft):
            raise BadFile("file_not_draft", name=draft.name)
        laid = desk.lay_over(under, desk.preset(preset))
        target = output or draft
        write_atomic(target, write_draft(laid))
        if json:
            frame.print_json({"path": str(target), "draft": draft_shape(laid)})
        else:
            frame.say(tr("cli.said.new", path=target))


def delete(preset: PresetArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Put an own preset into the trash."""
    with frame.told(json):
        frame.open_desk(home).delete_preset(preset)
        if json:
            frame.print_json({"id": preset, "trashed": True})
        else:
            frame.say(tr("cli.said.preset_trashed", id=preset))

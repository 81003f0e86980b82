"""Verbs on models: list them, and add or remove those that no row of ours is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import frame
from app.cli.frame import HomeOption, JsonOption, help_text
from app.cli.shapes import model_shape
from app.strings import tr

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.domain.model import Model

ModelArgument = Annotated[str, typer.Argument(metavar="ID", help=help_text("argument.model"))]


def listing(context: typer.Context, home: HomeOption = None, json: JsonOption = False) -> None:
    """The models a draft can be aimed at, with their state, where no verb follows."""
    if context.invoked_subcommand is not None:
        return
    with frame.told(json):
        desk = frame.open_desk(home)
        today = desk.today()
        found = desk.models()
        frame.say_problems(desk)
        if json:
            frame.print_json({"models": [model_shape(model, today) for model in found]})
            return
        rows = []
        for model in found:
            state = tr("cli.model.retired", day=model.retired) if model.is_retired(today) else tr("cli.model.living")
            rows.append([model.id, model.title, state, model.checked_on])
        frame.show_rows(rows, [tr("cli.head.id"), tr("cli.head.title"), tr("cli.head.state"), tr("cli.head.checked")])


def add(
    model: ModelArgument,
    connection: Annotated[str | None, typer.Option("--connection", help=help_text("option.connection"))] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Ask the provider what a model takes, and keep that as a target."""
    with frame.told(json):
        desk = frame.open_desk(home)
        made = frame.finish(_added(desk, model, connection))
        if json:
            options = [option.model_dump(mode="json") for option in made.options]
            frame.print_json({"model": model_shape(made, desk.today()), "options": options})
            return
        names = ", ".join(option.name for option in made.options) or "-"
        frame.say(tr("cli.said.model_added", id=made.id, names=names))


def remove(model: ModelArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Take a model away that was added."""
    with frame.told(json):
        frame.open_desk(home).remove_model(model)
        if json:
            frame.print_json({"removed": model})
            return
        frame.say(tr("cli.said.model_removed", id=model))


async def _added(desk: Desk, name: str, connection: str | None) -> Model:
    try:
        return await desk.add_model(name, connection)
    finally:
        await desk.close()

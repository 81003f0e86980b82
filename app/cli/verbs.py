"""The table of verbs: which function answers which word of the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from app.cli import frame, library, lists, presets, work, writing
from app.cli.frame import Ended, help_text
from app.strings import tr

VERBS: dict[str, Callable[..., Any]] = {
    "doctor": lists.doctor,
    "templates": lists.templates,
    "models": lists.models,
    "providers": lists.providers,
    "connections": lists.connections,
    "new": writing.new,
    "compile": writing.compile_words,
    "lint": writing.lint,
    "render": work.render,
    "submit": work.submit,
    "jobs": work.jobs,
    "resume": work.resume,
    "cancel": work.cancel,
    "settle": work.settle,
    "attach": library.attach,
    "clips": library.clips,
    "inspect": library.inspect,
}
PRESET_VERBS: dict[str, Callable[..., Any]] = {
    "show": presets.show,
    "save": presets.save,
    "apply": presets.apply,
    "delete": presets.delete,
}


def application(wanted: str = "") -> typer.Typer:
    """The typer application, with every verb in it or only the one that is wanted: each costs a millisecond."""
    shotwright = typer.Typer(add_completion=False, no_args_is_help=True, help=help_text("about"))
    shotwright.callback()(version)
    if wanted in VERBS:
        shotwright.command(wanted, help=help_text(f"verb.{wanted}"))(VERBS[wanted])
        return shotwright
    for name, verb in VERBS.items():
        shotwright.command(name, help=help_text(f"verb.{name}"))(verb)
    keeping = typer.Typer(invoke_without_command=True, help=help_text("verb.presets"))
    keeping.callback()(presets.listing)
    for name, verb in PRESET_VERBS.items():
        keeping.command(name, help=help_text(f"verb.presets_{name}"))(verb)
    shotwright.add_typer(keeping, name="presets")
    return shotwright


def say_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        from importlib.metadata import version as installed

        frame.put(f"Shotwright {installed('shotwright')}\n")
        raise Ended(0)


def version(
    show: bool = typer.Option(
        False, "--version", is_eager=True, callback=say_version, help=help_text("option.version")
    ),
) -> None:
    """What comes before a verb."""


def run(arguments: list[str]) -> int:
    """Run a verb. Returns the contract's exit code; wrong usage is told in words, as JSON with `--json`."""
    try:
        shotwright = application(arguments[0] if arguments else "")
        return frame.ended(lambda: shotwright(args=arguments, prog_name="shotwright", standalone_mode=False))
    except typer.TyperException as error:
        _tell_usage(error, frame.json_wanted(arguments))
        return 2
    except typer.Abort:
        return 130


def _tell_usage(error: typer.TyperException, as_json: bool) -> None:
    # typer brings a copy of click of its own, whose usage errors know their words
    tell: Callable[[], str] = getattr(error, "format_message", lambda: str(error))
    message = tell()
    if as_json:
        frame.print_json({"error": {"id": "usage", "message": message, "hint": tr("error.usage.hint")}})
        return
    frame.say(message)
    frame.say(tr("error.usage.hint"))

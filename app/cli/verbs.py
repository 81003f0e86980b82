"""The table of verbs: which function answers which word of the command line."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer

from app.cli import frame
from app.cli.frame import Ended, help_text
from app.strings import tr

VERBS = {
    "doctor": "lists.doctor",
    "providers": "lists.providers",
    "connections": "lists.connections",
    "connect": "connect.connect",
    "new": "writing.new",
    "compile": "writing.compile_words",
    "lint": "writing.lint",
    "notes": "writing.notes",
    "advise": "advice.advise",
    "convert": "advice.convert",
    "render": "work.render",
    "submit": "work.submit",
    "resume": "work.resume",
    "cancel": "work.cancel",
    "settle": "work.settle",
    "attach": "library.attach",
    "clips": "library.clips",
    "inspect": "library.inspect",
}
"""Each verb's module and function. Only the module of the verb that is asked for is imported."""
PRESET_VERBS = {
    "show": "presets.show",
    "save": "presets.save",
    "apply": "presets.apply",
    "delete": "presets.delete",
    "back": "presets.bring_back",
    "import": "presets.take_in",
    "export": "presets.export",
}
TEMPLATE_VERBS = {
    "show": "templates.show",
    "copy": "templates.copy",
    "set": "templates.change",
    "delete": "templates.delete",
    "restore": "templates.restore",
    "import": "templates.take_in",
    "export": "templates.export",
}
LIBRARY_VERBS = {
    "check": "library.check",
    "backup": "library.backup",
    "restore": "library.restore",
    "rebuild": "library.rebuild",
}
JOB_VERBS = {"claim": "jobs.claim"}
MODEL_VERBS = {"add": "models.add", "remove": "models.remove"}
GROUPS = {
    "jobs": JOB_VERBS,
    "library": LIBRARY_VERBS,
    "models": MODEL_VERBS,
    "presets": PRESET_VERBS,
    "templates": TEMPLATE_VERBS,
}
"""Words that list things where no verb follows, and their verbs."""


def application(asked: str = "") -> typer.Typer:
    """The typer application with the verb that is asked for, or with every verb where that is none of them."""
    shotwright = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        # its own way to show a bug passes no redaction
        pretty_exceptions_enable=False,
        help=help_text("about"),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    shotwright.callback()(version)
    known = asked in VERBS or asked in GROUPS
    for name in [asked] if known else VERBS:
        if name in VERBS:
            shotwright.command(name, help=help_text(f"verb.{name}"))(_function(VERBS[name]))
    for name in [asked] if known else GROUPS:
        if name in GROUPS:
            shotwright.add_typer(_group(name), name=name)
    return shotwright


def _group(group: str) -> typer.Typer:
    """The verbs on the library, models, presets or templates, and their list where none follows."""
    keeping = typer.Typer(invoke_without_command=True, help=help_text(f"verb.{group}"))
    keeping.callback()(_function(f"{group}.listing"))
    for name, place in GROUPS[group].items():
        keeping.command(name, help=help_text(f"verb.{group}_{name}"))(_function(place))
    return keeping


def _function(place: str) -> Callable[..., Any]:
    module, name = place.split(".")
    function: Callable[..., Any] = getattr(import_module(f"app.cli.{module}"), name)
    return function


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

"""Verbs on templates: list and show them, copy one, change one's own, hand it on; drafts are never touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli import frame
from app.cli.frame import HomeOption, JsonOption, OutputOption, help_text
from app.cli.shapes import set_argument
from app.desk.template_words import field_name, section_name, template_name
from app.domain.draft import Draft
from app.domain.errors import BadUsage, BadValue, UnknownName
from app.domain.template import DEPTHS, Template
from app.strings import has, tr

if TYPE_CHECKING:
    from app.desk.desk import Desk

TemplateArgument = Annotated[str, typer.Argument(metavar="TEMPLATE", help=help_text("argument.template"))]


def many(option: str, metavar: str, key: str) -> Any:
    """An option that may be given several times."""
    return typer.Option(option, metavar=metavar, help=help_text(f"option.template_{key}"))


def listing(context: typer.Context, home: HomeOption = None, json: JsonOption = False) -> None:
    """The templates a draft can be started from, where no verb follows."""
    if context.invoked_subcommand is not None:
        return
    with frame.told(json):
        desk = frame.open_desk(home)
        found = desk.templates()
        frame.say_problems(desk)
        if json:
            frame.print_json({"templates": [_row(each) for each in found]})
            return
        rows = [[each.id, template_name(each), _about(each)] for each in found]
        frame.show_rows(rows, [tr("cli.head.id"), tr("cli.head.title"), tr("cli.head.about")])


def show(template: TemplateArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """One template: its sections and fields in order, what is hidden, and what a new draft begins with."""
    with frame.told(json):
        desk = frame.open_desk(home)
        _print(desk, desk.own_templates.template(template), json)


def copy(
    template: TemplateArgument,
    name: Annotated[str, typer.Option("--name", help=help_text("option.template_name"))] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Keep a copy of a template as one of one's own."""
    with frame.told(json):
        _tell_kept(frame.open_desk(home).own_templates.copy(template, name), json)


def change(
    template: TemplateArgument,
    name: Annotated[str | None, typer.Option("--name", help=help_text("option.template_name"))] = None,
    aim: Annotated[str | None, typer.Option("--aim", metavar="MODEL", help=help_text("option.template_aim"))] = None,
    show_: Annotated[list[str] | None, many("--show", "WHAT", "show")] = None,
    hide: Annotated[list[str] | None, many("--hide", "WHAT", "hide")] = None,
    label: Annotated[list[str] | None, many("--label", "WHAT=WORDS", "label")] = None,
    depth: Annotated[list[str] | None, many("--depth", "PATH=DEPTH", "depth")] = None,
    place: Annotated[list[str] | None, many("--place", "WHAT=N", "place")] = None,
    default: Annotated[list[str] | None, many("--default", "PATH=VALUE", "default")] = None,
    clear: Annotated[list[str] | None, many("--clear", "PATH", "clear")] = None,
    take: Annotated[list[str] | None, many("--take", "PATH", "take")] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="DRAFT", help=help_text("option.template_from"))
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Change one's own: all that is asked for, or nothing."""
    from app.domain import template_edit as edits

    with frame.told(json):
        desk = frame.open_desk(home)
        own = desk.own_templates
        draft = _draft_to_take(desk, take, source)
        made = before = own.template(template)
        if name is not None:
            made = edits.rename(made, name)
        if aim is not None:
            made = own.aim_at(made, aim)
        steps: list[tuple[list[str] | None, Callable[[Template, str], Template]]] = [
            (label, _relabelled),
            (depth, _deepened),
            (place, _placed),
            (clear, lambda now, path: own.begin_plain(now, _field(now, path))),
            (take, lambda now, path: _taken(now, _field(now, path), draft)),
            (default, _beginning),
            (show_, lambda now, word: edits.set_hidden(now, edits.find_place(now, word), False)),
            (hide, lambda now, word: edits.set_hidden(now, edits.find_place(now, word), True)),
        ]
        for texts, step in steps:
            for text in texts or []:
                made = step(made, text)
        if made != before or not before.own:
            # asked of one of ours, it is refused there
            made = own.keep(made)
        _tell_kept(made, json)


def delete(template: TemplateArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Put one's own into the trash."""
    with frame.told(json):
        frame.open_desk(home).own_templates.delete(template)
        if json:
            frame.print_json({"id": template, "trashed": True})
        else:
            frame.say(tr("cli.said.template_trashed", id=template))


def restore(template: TemplateArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Take one's own out of the trash, or take back its last change."""
    with frame.told(json):
        _tell_kept(frame.open_desk(home).own_templates.restore(template), json)


def export(
    template: TemplateArgument,
    output: OutputOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Write a template to one file."""
    with frame.told(json):
        target = output or Path(f"{template}.template.toml")
        frame.open_desk(home).own_templates.export(template, target)
        if json:
            frame.print_json({"path": str(target), "id": template})
        else:
            frame.say(tr("cli.said.new", path=target))


def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=help_text("argument.template_file"))],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Keep the template in a file, whole or not at all; every problem is listed."""
    with frame.told(json):
        _tell_kept(frame.open_desk(home).own_templates.take_in(file), json)


# ------------------------------------------------------------------------------------------------- what is asked for


def _relabelled(template: Template, text: str) -> Template:
    from app.domain.template_edit import find_place, relabel

    word, words = _pair(text)
    return relabel(template, find_place(template, word), words)


def _deepened(template: Template, text: str) -> Template:
    from app.domain.template_edit import find_place, set_depth

    word, wanted = _pair(text)
    found = next((each for each in DEPTHS if each == wanted.strip()), None)
    if found is None:
        raise UnknownName("depth", wanted, DEPTHS)
    return set_depth(template, find_place(template, word), found)


def _placed(template: Template, text: str) -> Template:
    from app.domain.template_edit import find_place, move

    word, number = _pair(text)
    if not number.strip().isascii() or not number.strip().isdigit() or int(number) < 1:
        raise BadUsage("template_place", given=number)
    return move(template, find_place(template, word), int(number) - 1)


def _beginning(template: Template, text: str) -> Template:
    from app.domain.template_edit import begin_with

    _pair(text)
    path, value = set_argument(text)
    return begin_with(template, _field(template, path), value)


def _taken(template: Template, path: str, draft: Draft | None) -> Template:
    from app.domain.template_edit import begin_with, first_value

    value = first_value(draft, path) if draft is not None else None
    if value in (None, "", ()):
        raise BadValue("template_draft_empty", path=path, place=path)
    return begin_with(template, path, value)


def _draft_to_take(desk: Desk, take: list[str] | None, source: str | None) -> Draft | None:
    if bool(take) != (source is not None):
        raise BadUsage("template_take_from")
    return frame.find_draft(desk, source) if source is not None else None


def _field(template: Template, word: str) -> str:
    """The path of a field of the template. UnknownName names what comes near."""
    every = [field.path for section in template.sections for field in section.fields]
    if word not in every:
        raise UnknownName("field", word, every)
    return word


def _pair(text: str) -> tuple[str, str]:
    word, equals, rest = text.partition("=")
    if not equals or not word.strip():
        raise BadUsage("set_without_equals", given=text)
    return word.strip(), rest


# ------------------------------------------------------------------------------------------------------ what is said


def _tell_kept(template: Template, json: bool) -> None:
    if json:
        frame.print_json(_row(template))
    else:
        frame.say(tr("cli.said.template", name=template_name(template), id=template.id))


def _row(template: Template) -> dict[str, Any]:
    row = {"id": template.id, "title": template_name(template), "aim": template.aim, "own": template.own}
    return row | ({"base": template.base} if template.base else {})


def _about(template: Template) -> str:
    if has(f"template.{template.id}.about"):
        return tr(f"template.{template.id}.about")
    return tr("templates.own_of", base=tr(f"template.{template.base}")) if template.base else tr("templates.own")


def _print(desk: Desk, template: Template, json: bool) -> None:
    if json:
        frame.print_json(_row(template) | {"layout": template.layout, "sections": _sections(template)})
        return
    rows = []
    begins = desk.own_templates.beginnings(template)
    for section in template.sections:
        rows.append([section.id, section_name(section), "", tr("cli.template.hidden") if section.hidden else "", ""])
        for field in section.fields:
            hidden = tr("cli.template.hidden") if field.hidden or section.hidden else ""
            rows.append([f"  {field.path}", field_name(field), field.depth, hidden, _short(begins.get(field.path))])
    heads = ["what", "title", "depth", "hidden", "begins"]
    frame.show_rows(rows, [tr(f"cli.head.{head}") for head in heads])


def _sections(template: Template) -> list[dict[str, Any]]:
    from app.domain.template_edit import blank_draft, first_value

    blank = blank_draft(template)
    return [
        {
            "id": section.id,
            "title": section_name(section),
            "label": section.said,
            "hidden": section.hidden,
            "fields": [
                {
                    "path": field.path,
                    "kind": field.kind,
                    "depth": field.depth,
                    "title": field_name(field),
                    "label": field.said,
                    "hidden": field.hidden,
                    "default": _plain(first_value(blank, field.path)),
                }
                for field in section.fields
            ],
        }
        for section in template.sections
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


def _short(value: Any) -> str:
    if isinstance(value, tuple):
        text = ", ".join(str(getattr(each, "label", "") or getattr(each, "id", "") or each) for each in value)
    else:
        text = "" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"

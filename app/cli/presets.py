"""Verbs that keep and use presets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli import frame
from app.cli.frame import DraftArgument, HomeOption, JsonOption, OutputOption, help_text
from app.cli.shapes import draft_shape
from app.desk.film_words import Row, diff_rows
from app.domain.draft import Draft, Variable
from app.domain.edit import free_id
from app.domain.errors import BadFile, BadUsage
from app.domain.overlay import shots_left
from app.domain.preset import Preset, dump_preset
from app.domain.upgrade import write_draft
from app.domain.variables import make_variable
from app.store.files import write_atomic
from app.strings import tr

PresetArgument = Annotated[str, typer.Argument(metavar="PRESET", help=help_text("argument.preset"))]
VersionOption = Annotated[int | None, typer.Option("--version", metavar="N", help=help_text("option.preset_version"))]
PartsOption = Annotated[str, typer.Option("--parts", metavar="PART,…", help=help_text("option.parts"))]


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
                    "parts": list(each.parts),
                    "form": each.draft.form,
                }
                for each in found
            ]
            frame.print_json({"presets": shown})
            return
        rows = [[each.id, each.name, str(each.version), f"{each.draft.seconds:g} s", each.about] for each in found]
        heads = ["id", "title", "version", "length", "about"]
        frame.show_rows(rows, [tr(f"cli.head.{head}") for head in heads])


def show(
    preset: PresetArgument,
    version: VersionOption = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="N|DRAFT", help=help_text("option.against"))
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """One preset, whole, with its versions; and what differs from another version or a draft."""
    with frame.told(json):
        desk = frame.open_desk(home)
        found = desk.preset(preset) if version is None else desk.preset_version(preset, version)
        versions = desk.preset_versions(preset)
        rows = None
        if against is not None:
            is_version = against.isascii() and against.isdigit()
            other = desk.preset_version(preset, int(against)).draft if is_version else frame.find_draft(desk, against)
            rows = diff_rows(other, found.draft if is_version else desk.lay_over(other, found, loosely=True))
        if json:
            frame.print_json(
                dump_preset(found) | {"builtin": found.builtin, "versions": _versions(versions)} | _changes(rows)
            )
            return
        frame.show_rows(_facts(found), ["", ""])
        for each in versions[1:]:
            said = tr("cli.said.preset_version", version=each.version, day=each.created[:10], note=each.note)
            frame.put(f"{said.rstrip(' ,')}\n")
        _put_changes(rows)


def save(
    draft: DraftArgument,
    name: Annotated[str, typer.Option("--name", help=help_text("option.name"))],
    about: Annotated[str, typer.Option("--about", help=help_text("option.about"))] = "",
    parts: PartsOption = "",
    sets: Annotated[
        list[str] | None, typer.Option("--set", metavar="VAR=WORDS", help=help_text("option.make_variable"))
    ] = None,
    note: Annotated[str, typer.Option("--note", help=help_text("option.note"))] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Keep a draft or parts of it as a preset; the same name again makes its next version."""
    with frame.told(json):
        desk = frame.open_desk(home)
        source = frame.find_draft(desk, draft)
        for variable, words in _sets(sets).items():
            made = Variable(id=free_id(variable, ()), label=variable, default=words)
            source = make_variable(source, words, made)
        kept = desk.save_preset(name, about, source, _listed(parts), note)
        if json:
            shown = {"id": kept.id, "name": kept.name, "version": kept.version, "parts": list(kept.parts)}
            frame.print_json(shown | {"variables": [each.id for each in kept.draft.variables]})
        else:
            frame.say(tr("cli.said.preset", id=kept.id, version=kept.version))


def apply(
    preset: PresetArgument,
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help=help_text("argument.draft_file"))],
    output: OutputOption = None,
    parts: PartsOption = "",
    sets: Annotated[list[str] | None, typer.Option("--set", metavar="VAR=VALUE", help=help_text("option.fill"))] = None,
    version: VersionOption = None,
    look: Annotated[bool, typer.Option("--dry-run", help=help_text("option.dry_run"))] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Lay a preset or parts of it over a draft file; the draft keeps its id, title, form and aim."""
    with frame.told(json):
        desk = frame.open_desk(home)
        under = desk.read_file(draft)
        if not isinstance(under, Draft):
            raise BadFile("file_not_draft", name=draft.name)
        found = desk.preset(preset) if version is None else desk.preset_version(preset, version)
        laid = desk.lay_over(under, found, _listed(parts), _sets(sets))
        rows = diff_rows(under, laid)
        target = output or draft
        if not look:
            write_atomic(target, write_draft(laid))
        if json:
            frame.print_json({"path": None if look else str(target), "draft": draft_shape(laid)} | _changes(rows))
            return
        _put_changes(rows)
        if left := shots_left(under, found.draft, _listed(parts) or found.parts):
            frame.say(tr("cli.said.shots_left", n=left))
        frame.say(tr("cli.said.dry_run") if look else tr("cli.said.new", path=target))


def delete(preset: PresetArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Put an own preset into the trash."""
    with frame.told(json):
        frame.open_desk(home).delete_preset(preset)
        if json:
            frame.print_json({"id": preset, "trashed": True})
        else:
            frame.say(tr("cli.said.preset_trashed", id=preset))


def bring_back(
    preset: PresetArgument,
    version: Annotated[int, typer.Argument(metavar="N", help=help_text("option.preset_version"))],
    note: Annotated[str, typer.Option("--note", help=help_text("option.note"))] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Make an older version the newest; the ones between stay."""
    with frame.told(json):
        made = frame.open_desk(home).bring_back(preset, version, note)
        if json:
            frame.print_json({"id": made.id, "name": made.name, "version": made.version})
        else:
            frame.say(tr("cli.said.preset", id=made.id, version=made.version))


def export(
    preset: PresetArgument,
    output: OutputOption = None,
    version: VersionOption = None,
    pictures: Annotated[bool, typer.Option("--pictures/--no-pictures", help=help_text("option.pictures"))] = True,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Write a preset to one file, with its pictures."""
    with frame.told(json):
        desk = frame.open_desk(home)
        found = desk.preset(preset) if version is None else desk.preset_version(preset, version)
        target = output or Path(f"{found.id}.preset.json")
        missing = desk.export_preset(found, target, pictures=pictures)
        if json:
            frame.print_json(
                {"path": str(target), "id": found.id, "version": found.version, "pictures_missing": missing}
            )
            return
        frame.say(tr("cli.said.new", path=target))
        if missing:
            frame.say(tr("presets.remark.pictures", n=missing))


def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=help_text("argument.preset_file"))],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Keep the preset in a file, whole or not at all; every problem is listed."""
    with frame.told(json):
        kept, remarks = frame.open_desk(home).import_preset(file)
        said = [tr(each.id, **each.args) for each in remarks]
        if json:
            frame.print_json({"id": kept.id, "name": kept.name, "version": kept.version, "remarks": said})
            return
        frame.say(tr("cli.said.preset", id=kept.id, version=kept.version))
        for each in said:
            frame.say(each)


def _facts(found: Preset) -> list[list[str]]:
    parts = [tr(f"presets.part.{part}") for part in found.parts] or [tr("presets.whole")]
    variables = [f"{each.id} = {each.default}".rstrip(" =") for each in found.draft.variables]
    facts = [
        ("title", found.name),
        ("about", found.about),
        ("version", str(found.version)),
        ("note", found.note),
        ("parts", ", ".join(parts)),
        ("variables", "; ".join(variables)),
    ]
    return [[tr(f"cli.head.{head}"), said] for head, said in facts if said]


def _versions(versions: list[Preset]) -> list[dict[str, Any]]:
    return [
        {"version": each.version, "created": each.created, "note": each.note, "parts": list(each.parts)}
        for each in versions
    ]


def _changes(rows: list[Row] | None) -> dict[str, Any]:
    if rows is None:
        return {}
    return {"changes": [{"where": row.where, "details": list(row.details), "text": row.text} for row in rows]}


def _put_changes(rows: list[Row] | None) -> None:
    for row in rows or ():
        frame.put(f"{row.text}\n")
    if rows == []:
        frame.say(tr("cli.said.same"))


def _listed(parts: str) -> list[str]:
    return [part.strip() for part in parts.split(",") if part.strip()]


def _sets(sets: list[str] | None) -> dict[str, str]:
    """`VAR=VALUE` pairs. BadUsage for one without an equals sign."""
    found = {}
    for text in sets or []:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise BadUsage("set_without_equals", given=text)
        found[name.strip()] = value
    return found

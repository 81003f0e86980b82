"""Verbs that list what there is: providers, connections, and what this machine has and lacks."""

from __future__ import annotations

from app.cli import frame
from app.cli.doctor import examine
from app.cli.frame import Ended, HomeOption, JsonOption
from app.cli.shapes import connection_shape, lanes_of
from app.net import host_of
from app.strings import tr


def providers(home: HomeOption = None, json: JsonOption = False) -> None:
    """The ways to reach a model."""
    with frame.told(json):
        specs = frame.open_desk(home).providers()
        if json:
            frame.print_json({"providers": [spec.model_dump(mode="json") for spec in specs]})
            return
        rows = [[spec.id, tr(spec.title_id), tr(f"cli.cancel.{spec.cancel}")] for spec in specs]
        frame.show_rows(rows, [tr("cli.head.id"), tr("cli.head.title"), tr("cli.head.cancel")])


def connections(home: HomeOption = None, json: JsonOption = False) -> None:
    """The connections there are."""
    with frame.told(json):
        found = frame.open_desk(home).connections()
        if json:
            frame.print_json({"connections": [connection_shape(each) for each in found]})
            return
        rows = [[each.id, each.provider, host_of(each.address), str(lanes_of(each) or "")] for each in found]
        frame.show_rows(rows, [tr("cli.head.id"), tr("cli.head.provider"), tr("cli.head.host"), tr("cli.head.lanes")])


def doctor(home: HomeOption = None, json: JsonOption = False) -> None:
    """What this machine has and lacks; each line says how to mend it. Exit 1 where something needed is missing."""
    with frame.told(json):
        lines = examine(home)
        if json:
            frame.print_json({"checks": lines})
        else:
            marks = {"ok": "ok", "warning": "!", "error": "x"}
            frame.show_rows(
                [[marks[line["state"]], line["title"], line["message"], line["hint"]] for line in lines],
                ["", tr("cli.head.what"), tr("cli.head.found"), tr("cli.head.mend")],
            )
        if any(line["state"] == "error" for line in lines):
            raise Ended(1)

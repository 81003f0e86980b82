"""Verbs on the ledger: what jobs there are, what they came to, and one of them as a file for the provider's support."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli import frame
from app.cli.frame import HomeOption, JobArgument, JsonOption, help_text
from app.cli.shapes import job_shape, money_shape, told_of
from app.domain.money import total
from app.strings import tr


def listing(context: typer.Context, home: HomeOption = None, json: JsonOption = False) -> None:
    """The ledger, where no verb follows: unsure jobs first, then open ones, then the ended; and the money."""
    if context.invoked_subcommand is not None:
        return
    with frame.told(json):
        desk = frame.open_desk(home)
        found, lines = desk.jobs(), desk.statement()
        if json:
            files = {job.id: str(desk.clip_file(desk.clip(job.clip))) if job.clip else None for job in found}
            shapes = [job_shape(job, files[job.id]) for job in found]
            frame.print_json({"jobs": shapes, "money": money_shape(lines)})
            return
        rows = [[job.id[:12], job.state, job.model, job.title, told_of(job)] for job in found]
        frame.show_rows(rows, [tr(f"cli.head.{head}") for head in ("job", "state", "model", "title", "message")])
        if lines:
            names = ("settled", "reserved", "possibly_lost", "refunded")
            sums = total(lines)
            frame.say(tr("cli.said.money", **{name: f"{getattr(sums, name):.2f}" for name in names}))


def claim(
    job: JobArgument,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.zip", help=help_text("option.output"))
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Write one job for the provider's support to look at: request, ids, times and answers, without secrets."""
    with frame.told(json):
        desk = frame.open_desk(home)
        found = desk.job(job)
        place = desk.save_claim(found.id, output)
        if json:
            frame.print_json({"id": found.id, "path": str(place)})
        else:
            frame.say(tr("claim.saved", path=place))

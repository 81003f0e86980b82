"""Verbs on clips: bring one in, search them, read one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import frame
from app.cli.frame import HomeOption, JsonOption, help_text
from app.cli.shapes import clip_shape, inspect_shape
from app.strings import tr

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.domain.clip import Clip

ClipArgument = Annotated[Path, typer.Argument(metavar="CLIP", help=help_text("argument.clip"))]


def attach(
    clip: ClipArgument,
    draft: Annotated[str, typer.Option("--draft", metavar="DRAFT", help=help_text("argument.draft"))],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Make a clip made elsewhere a take of a draft, verified like any other."""
    with frame.told(json):
        desk = frame.open_desk(home)
        added = frame.finish(_attach(desk, clip, draft))
        if json:
            frame.print_json(clip_shape(added, str(desk.clip_file(added))))
        else:
            frame.say(tr("cli.said.attached", title=added.title, take=added.take))


def clips(
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help=help_text("argument.query"))] = "",
    limit: Annotated[int, typer.Option("--limit", help=help_text("option.limit"))] = 200,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Search the library; without words, the newest clips."""
    with frame.told(json):
        desk = frame.open_desk(home)
        found = desk.clips(query, limit)
        if json:
            frame.print_json({"clips": [clip_shape(clip, str(desk.clip_file(clip))) for clip in found]})
            return
        rows = [_row(clip, desk.clip_file(clip)) for clip in found]
        frame.show_rows(rows, [tr(f"cli.head.{head}") for head in ("title", "take", "model", "length", "file")])


def inspect(clip: ClipArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Read the draft, the record and the format of a clip file."""
    with frame.told(json):
        desk = frame.open_desk(home)
        draft, record, media = frame.finish(desk.inspect(clip))
        shape = inspect_shape(draft, record, media)
        if json:
            frame.print_json(shape)
            return
        title = draft.title or draft.id if draft else tr("cli.said.no_draft")
        frame.show_rows(
            [[tr("cli.head.draft"), title], *([key, str(value)] for key, value in shape["media"].items())], ["", ""]
        )


def _row(clip: Clip, file: Path) -> list[str]:
    take = tr(f"cli.kind.{clip.kind}", n=clip.take)
    return [clip.title, take, clip.model, f"{clip.media.seconds:g} s", str(file)]


async def _attach(desk: Desk, clip: Path, draft: str) -> Clip:
    try:
        return await desk.attach(clip, frame.find_draft(desk, draft))
    finally:
        await desk.close()

"""Verbs on clips and on their library: bring one in, search, read one back; check, back up, restore, build anew."""

from __future__ import annotations

import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from app.cli import frame
from app.cli.frame import Ended, HomeOption, JsonOption, help_text
from app.cli.shapes import backup_shape, checked_shape, clip_shape, inspect_shape, mended_shape, sentence
from app.strings import tr

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.desk.storage import Checked, Mended
    from app.domain.clip import Clip

TOLD_SECONDS = 2.0
Result = TypeVar("Result")
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
        added = frame.finish(_closing(desk, desk.attach(clip, frame.find_draft(desk, draft))))
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


def listing(context: typer.Context, home: HomeOption = None, json: JsonOption = False) -> None:
    """Where the library is, how many clips it has, and its backups, where no verb follows."""
    if context.invoked_subcommand is not None:
        return
    with frame.told(json):
        desk = frame.open_desk(home)
        count, backups = desk.count_clips(), desk.storage.backups()
        if json:
            path = str(desk.home / "library.db")
            frame.print_json({"path": path, "clips": count, "backups": [backup_shape(each) for each in backups]})
            return
        frame.say(tr("cli.said.library", home=str(desk.home), n=count))
        rows = [[each.at, tr(f"storage.why.{each.why.partition('-')[0]}"), str(each.path)] for each in backups]
        frame.show_rows(rows, [tr(f"cli.head.{head}") for head in ("made", "why", "file")])


def check(
    quick: Annotated[bool, typer.Option("--quick", help=help_text("option.quick"))] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Hold every file against its row. Exit 1 where something is wrong."""
    with frame.told(json):
        desk = frame.open_desk(home)
        found = frame.finish(_check(desk, decode=not quick))
        if json:
            frame.print_json(checked_shape(found))
        else:
            frame.say(sentence(found.words))
            _show_problems(found)
        if found.problems:
            raise Ended(1)


def backup(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help=help_text("argument.backup_folder"))] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Back up the library's database; it counts only when it was opened and checked."""
    with frame.told(json):
        desk = frame.open_desk(home)
        made = frame.finish(_closing(desk, desk.storage.back_up(folder)))
        if json:
            frame.print_json(backup_shape(made))
        else:
            frame.put(f"{made.path}\n")
            frame.say(tr("storage.backed_up", size_kb=made.size // 1024))


def restore(
    backup: Annotated[Path | None, typer.Argument(metavar="[BACKUP]", help=help_text("argument.backup"))] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Put a backup, or the newest good one, in the library's place; what is there now is kept."""
    with frame.told(json):
        desk = frame.open_desk(home)
        _say_mended("restored", frame.finish(_closing(desk, desk.storage.restore(backup))), json)


def rebuild(home: HomeOption = None, json: JsonOption = False) -> None:
    """Make the library anew from what can be read of it, the newest good backup, and the clips themselves."""
    with frame.told(json):
        desk = frame.open_desk(home)
        _say_mended("rebuilt", frame.finish(_closing(desk, desk.storage.rebuild())), json)


def _say_mended(what: str, mended: Mended, json: bool) -> None:
    if json:
        frame.print_json(mended_shape(mended))
        return
    frame.say(tr(f"storage.{what}", n=mended.clips, jobs=mended.jobs))
    if mended.aside is not None:
        frame.say(tr("storage.set_aside", path=str(mended.aside)))
    for path in mended.unread:
        frame.say(tr("storage.file_broken", path=path))


def _show_problems(found: Checked) -> None:
    if found.problems:
        rows = [[tr(each.id, **each.args), str(each.args["path"])] for each in found.problems]
        frame.show_rows(rows, [tr("cli.head.what"), tr("cli.head.file")])


async def _check(desk: Desk, *, decode: bool) -> Checked:
    """The check, with a line of how far it is while somebody looks."""
    import asyncio

    checking = asyncio.gather(_closing(desk, desk.storage.check(decode=decode)))
    while not (await asyncio.wait([checking], timeout=TOLD_SECONDS))[0]:
        if sys.stderr.isatty():
            frame.say(tr("storage.doing.check", done=desk.storage.done, of=desk.storage.of))
    return checking.result()[0]


async def _closing(desk: Desk, work: Coroutine[Any, Any, Result]) -> Result:
    try:
        return await work
    finally:
        await desk.close()


def _row(clip: Clip, file: Path) -> list[str]:
    take = tr(f"cli.kind.{clip.kind}", n=clip.take)
    return [clip.title, take, clip.model, f"{clip.media.seconds:g} s", str(file)]

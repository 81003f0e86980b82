"""Has a child process of our own work on a clip: judge it, copy it, take a picture. Cancelling ends the child."""

from __future__ import annotations

import asyncio
import contextlib
import json
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from app.domain.errors import BadFile, StorageFault
from app.program import child_environment, own_command

FRAME_SECONDS = 60.0
"""How long a single picture may take."""
FAREWELL_SECONDS = 3.0
"""How long a child may take to end when it is not wanted any more."""
STORAGE = frozenset({"disk_full", "storage_failed"})


async def copy_in_child(clip: Path, out: Path, tell: Callable[[float], object]) -> None:
    """Make a copy of a clip that every player shows (see `app.media.playable`). `tell` hears the part that is done.

    BadFile `clip_*` where it cannot be decoded, StorageFault where the disk refuses; nothing is left then, and
    nothing when this is cancelled.
    """
    try:
        async with _child("_playable", str(clip), str(out)) as child:
            assert child.stdout is not None
            whole = False
            async for line in child.stdout:
                said = _said(line)
                if "done" in said:
                    tell(float(said["done"]))
                whole = whole or bool(said.get("whole"))
                _raise_fault(said)
            if not whole:
                raise BadFile("clip_deadly", name=clip.name)
    except BaseException:
        await asyncio.to_thread(out.unlink, missing_ok=True)
        raise


async def frame_in_child(clip: Path, out: Path, seconds: float) -> None:
    """Write the picture shown `seconds` after the start as PNG in full size. BadFile `clip_*` where that cannot be."""
    await said_in_child(clip, FRAME_SECONDS, "_frame", str(clip), str(out), f"{seconds:.6f}")


async def said_in_child(clip: Path, seconds: float, *words: str) -> dict[str, Any]:
    """The one thing a child of these words says of a clip. BadFile `clip_*` where it finds something wrong, dies over
    the clip, or takes longer than so many seconds; StorageFault where the disk refuses."""
    async with _child(*words) as child:
        assert child.stdout is not None
        try:
            async with asyncio.timeout(seconds):
                # not by `communicate`: from Python 3.12 on that closes the input of the child, which ends with it
                said = await child.stdout.read()
        except TimeoutError as error:
            raise BadFile("clip_endless", name=clip.name, seconds=seconds) from error
    answer = _said(said)
    _raise_fault(answer)
    if not answer:
        raise BadFile("clip_deadly", name=clip.name)
    return answer


@contextlib.asynccontextmanager
async def _child(*words: str) -> AsyncIterator[Process]:
    """A child that ends with this block, whatever happens in it."""
    child = await asyncio.create_subprocess_exec(
        *own_command(*words),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=child_environment(),
    )
    try:
        yield child
    finally:
        assert child.stdin is not None
        # it ends by itself then; to kill one that has just ended would take its exit code from asyncio
        child.stdin.close()
        try:
            async with asyncio.timeout(FAREWELL_SECONDS):
                await child.communicate()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()


def _said(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _raise_fault(said: dict[str, Any]) -> None:
    fault = said.get("fault")
    if isinstance(fault, dict):
        kind = StorageFault if fault["id"] in STORAGE else BadFile
        raise kind(str(fault["id"]), **fault["args"])

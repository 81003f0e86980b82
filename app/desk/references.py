"""Keeps the files that go along with a draft; a clip is judged in a child like any stranger's, and gets a poster."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain import path as paths
from app.domain.draft import Draft, Footage, Reference, ReferenceClip
from app.domain.edit import free_id
from app.domain.errors import BadFile, Fault

if TYPE_CHECKING:
    from app.desk.core import Rooms

MOST_BYTES = 1024**3
"""Larger clips than these no model takes."""
FRAMES = ("ends.start_image", "ends.end_image")
CLIPS, REFS = "clips", ".refs"


class KeptClip(NamedTuple):
    """A clip by its content, and what is inside it."""

    asset: str
    footage: Footage

    def beside(self, clips: tuple[ReferenceClip, ...]) -> tuple[ReferenceClip, ...]:
        """These clips and this one behind them, as a reference for how all moves."""
        own_id = free_id("clip", [clip.id for clip in clips])
        return (*clips, ReferenceClip(id=own_id, asset=self.asset, footage=self.footage))


Hear = Callable[["KeptClip | Fault"], object]


class References:
    """Files that were given, copied into the home by their content. The originals are only read."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def keep_clip(self, path: Path) -> KeptClip:
        """Keep a copy of a clip. BadFile `clip_*` where it is none that can be decoded; nothing is kept then."""
        import asyncio

        kind = await asyncio.to_thread(_checked, path)
        asset, is_new = await asyncio.to_thread(self._rooms.home.add_clip, path, f".{kind}")
        kept = self._rooms.home.asset_file(asset)
        try:
            footage = await self._read(kept, kind, asset)
        except BaseException as error:
            if is_new:
                await asyncio.to_thread(kept.unlink, missing_ok=True)
            if isinstance(error, BadFile):
                raise BadFile(error.id, **{**error.args_by_name, "name": path.name}) from None
            raise
        return KeptClip(asset, footage)

    def keep_clip_soon(self, path: Path, tell: Hear) -> None:
        """The same in the background. `tell` hears what was kept, or why not."""

        async def keep() -> None:
            try:
                kept: KeptClip | Fault = await self.keep_clip(path)
            except Fault as fault:
                kept = fault
            tell(kept)

        self._rooms.tasks.spawn(keep(), "keep clip")

    def clip_poster(self, asset: str) -> Path | None:
        """A small picture of a kept clip; None where there is none."""
        place = self._poster(asset)
        return place if place.is_file() else None

    async def placed(self, draft: Draft, place: str, file: Path) -> Draft:
        """The draft with a file kept and put at a place: a frame, among the pictures of somebody, or among the clips.
        Fault where it cannot be used, UnknownName where there is no such place."""
        if place == CLIPS:
            kept = await self.keep_clip(file)
            return paths.write(draft, place, kept.beside(draft.clips))
        asset = self._rooms.home.add_asset(file)
        if place in FRAMES:
            return paths.write(draft, place, asset)
        refs: tuple[Reference, ...] = paths.read(draft, place)
        shown = Reference(id=free_id("picture", [ref.id for ref in refs]), asset=asset)
        return paths.write(draft, place, (*refs, shown))

    async def _read(self, kept: Path, kind: str, asset: str) -> Footage:
        import asyncio

        poster = self._poster(asset)
        await asyncio.to_thread(poster.parent.mkdir, parents=True, exist_ok=True)
        media = (await self._rooms.inspect(kept, poster)).media
        return Footage(
            seconds=media.seconds,
            width=media.width,
            height=media.height,
            fps=media.fps,
            size=(await asyncio.to_thread(kept.stat)).st_size,
            kind=kind,
            sound=media.audio_codec is not None,
        )

    def _poster(self, asset: str) -> Path:
        return self._rooms.home.cache / "footage" / f"{asset.removeprefix('sha256:')}.jpg"


def takes_files(place: str) -> bool:
    """Whether a file can be put at this place of a draft."""
    return place in FRAMES or place == CLIPS or (place.startswith("cast[") and place.endswith(REFS))


def _checked(path: Path) -> str:
    """The container of a clip by its first bytes. BadFile for what is none, and for what is too large."""
    from app.media.opening import container_of

    if not path.is_file():
        raise BadFile("clip_missing", name=path.name)
    size = path.stat().st_size
    if not size:
        raise BadFile("clip_empty", name=path.name)
    if size > MOST_BYTES:
        raise BadFile("clip_large", name=path.name, size_mb=size // 1024**2, cap_mb=MOST_BYTES // 1024**2)
    kind = container_of(path)
    if not kind:
        raise BadFile("clip_unreadable", name=path.name, reason="MP4, MOV, WebM, MKV: 0")
    return kind

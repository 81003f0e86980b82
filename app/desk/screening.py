"""What is made out of clips for looking: copies that play where the clip does not, and single pictures."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.desk.core import Rooms
from app.desk.takes import Takes
from app.domain import path as paths
from app.domain.clip import Clip
from app.domain.draft import Reference
from app.domain.edit import free_id
from app.domain.errors import Conflict, Fault
from app.store.files import copy_atomic, remove_folder

if TYPE_CHECKING:
    import asyncio

    from app.desk.copying import Copying
    from app.store.copies import Copies

    Hear = Callable[[Copying], object]

REFS = ".refs"


class Screening(Takes):
    """Copies and pictures. The clips in the library are only read."""

    def __init__(self, rooms: Rooms) -> None:
        super().__init__(rooms)
        self._making: dict[str, asyncio.Task[Path | None]] = {}
        self._listeners: dict[str, Hear] = {}

    # ------------------------------------------------------------------------------------------------------- copies

    def playable_file(self, clip: Clip) -> Path | None:
        """The copy of a clip that every player shows, where one was made."""
        return self._copies().find(clip.sha256)

    def playable_soon(self, clip_id: str, tell: Hear) -> None:
        """Make such a copy in the background. `tell` hears how far it is, and at last the file or that there is none.

        What goes wrong becomes a notice. A copy that is being made already goes on and is told here instead.
        """
        clip = self.clip(clip_id)
        self._listeners[clip.id] = tell
        if clip.id not in self._making:
            task = self._rooms.tasks.spawn(self._make_copy(clip), "playable")
            self._making[clip.id] = task
            task.add_done_callback(lambda task: self._copy_ended(clip.id, task))

    def stop_playable(self, clip_id: str) -> None:
        """Make no copy of this clip any more; nothing of it is left."""
        if (task := self._making.get(clip_id)) is not None:
            task.cancel()

    async def _make_copy(self, clip: Clip) -> Path | None:
        import asyncio

        from app.desk.copying import Copying
        from app.media.children import copy_in_child

        copies = self._copies()
        try:
            if (found := copies.find(clip.sha256)) is not None:
                return found
            part = await asyncio.to_thread(copies.begin, clip.sha256)
            await copy_in_child(self.clip_file(clip), part, lambda share: self._tell_copy(Copying(clip.id, share)))
            return await asyncio.to_thread(copies.keep, part, clip.sha256)
        except Fault as fault:
            self.notice_fault(fault)
            return None

    def _tell_copy(self, copying: Copying) -> None:
        if (tell := self._listeners.get(copying.clip)) is not None:
            tell(copying)

    def _copy_ended(self, clip_id: str, task: asyncio.Task[Path | None]) -> None:
        """The one place that tells the end, also of a task that was stopped before it began."""
        from app.desk.copying import Copying

        made = None if task.cancelled() or task.exception() else task.result()
        del self._making[clip_id]
        self._tell_copy(Copying(clip_id, 1.0 if made else 0.0, made, ended=True))
        self._listeners.pop(clip_id, None)

    # ----------------------------------------------------------------------------------------------------- pictures

    def save_frame_soon(self, clip_id: str, seconds: float, to: Path) -> None:
        """Write the picture shown at a moment of a clip as PNG into a file, in the background."""

        async def save() -> None:
            import asyncio

            async with self._frame(clip_id, seconds) as picture:
                await asyncio.to_thread(copy_atomic, picture, to)
            self.notice("notice.frame_saved", "good", name=to.name)

        self._soon(save(), "save frame")

    def use_frame_soon(self, clip_id: str, seconds: float, place: str) -> None:
        """Put the picture shown at a moment of a clip into the open draft, in the background; see `use_picture`."""
        draft = self._draft()

        async def use() -> None:
            async with self._frame(clip_id, seconds) as picture:
                if self._snapshot.draft is None or self._snapshot.draft.id != draft.id:
                    raise Conflict("frame_draft_gone", title=draft.title)
                self.use_picture(picture, place)

        self._soon(use(), "use frame")

    def use_picture(self, picture: Path, place: str) -> None:
        """Put a picture into the open draft as one undo step.

        `place` is `ends.start_image`, `ends.end_image`, or `cast[<id>].refs`, to which it is added.
        """
        draft = self._draft()
        asset = self._rooms.home.add_asset(picture)
        if not place.endswith(REFS):
            self.edit(place, asset)
        else:
            refs: tuple[Reference, ...] = paths.read(draft, place)
            if all(ref.asset != asset for ref in refs):
                added = Reference(id=free_id("frame", (ref.id for ref in refs)), asset=asset)
                self.edit(place, [ref.model_dump(mode="json") for ref in (*refs, added)])
        kind = "refs" if place.endswith(REFS) else place.rpartition(".")[2]
        self.notice(f"notice.frame_used_{kind}", "good", "undo", title=draft.title)

    @asynccontextmanager
    async def _frame(self, clip_id: str, seconds: float) -> AsyncIterator[Path]:
        """A picture of a clip as a file that is gone afterwards."""
        import asyncio
        import tempfile

        from app.media.children import frame_in_child

        clip = self.clip(clip_id)
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="shotwright-frame-"))
        try:
            await frame_in_child(self.clip_file(clip), folder / "frame.png", seconds)
            yield folder / "frame.png"
        finally:
            await asyncio.to_thread(remove_folder, folder)

    def _copies(self) -> Copies:
        from app.store.copies import Copies

        return Copies(self._rooms.home)

"""A clip the machine's player cannot decode is played from a copy, and the picture at the playhead can be grabbed."""

from __future__ import annotations

import asyncio
import filecmp
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import av
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.build import build
from app.desk.desk import Desk
from app.desk.snapshot import Notice
from app.domain.clip import Clip, Media
from app.domain.draft import CastMember
from tests.fakes.counted import make_counted, read_number
from tests.patience import until
from tests.ui.clips import add_clip
from tests.ui.player.conftest import Shown, small_draft
from ui.panels.library.panel import LibraryPanel
from ui.panels.player import playback
from ui.panels.player.copies import CopyDesk
from ui.panels.player.panel import PlayerPanel
from ui.panels.player.picture import Picture
from ui.panels.player.words import failure_saying

AV1 = {"codec": "libsvtav1", "options": {"preset": "12", "svtav1-params": "lp=1"}}


class Seen:
    """A desk with the small draft open, and the player as the window wires it."""

    def __init__(self, desk: Desk, player: PlayerPanel) -> None:
        self.desk, self.player = desk, player
        self.notices: list[Notice] = []
        desk.noticed.connect(self.notices.append)

    @property
    def button(self) -> str:
        """What the button on the well says."""
        return self.player.picture.saying.button

    def press(self) -> None:
        """The button on the well."""
        self.player.picture.acted.emit()

    def pick(self, take: str) -> None:
        """A take, beside the preview and the others."""
        self.player.takes.picked.emit(take)

    def grabs(self) -> dict[str, QAction]:
        """What can be done with the picture at the playhead, by the words of the menu."""
        menu = self.player.grab_button.popup
        menu.aboutToShow.emit()
        return {action.text(): action for action in menu.actions()}

    def save_to(self, file: Path) -> None:
        """Save the picture at the playhead there."""
        self.grabs()["Save as picture…"].trigger()
        dialog = self.player.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(str(file))
        dialog.close()


@contextmanager
def undecoded() -> Iterator[None]:
    """A clip that shows nothing at once is one that cannot be shown: only where it certainly cannot."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(playback, "SILENCE_MS", 300)
        yield


@asynccontextmanager
async def opened(home: Path) -> AsyncIterator[Seen]:
    desk = build(home)
    desk.adopt(small_draft().replace(cast=(CastMember(id="ana", label="Ana"),)))
    player = PlayerPanel(desk)
    desk.changed.connect(player.show_snapshot)
    desk.clips_changed.connect(player.refresh)
    player.show_snapshot(desk.snapshot)
    player.resize(1076, 232)
    player.show()
    player.activateWindow()
    try:
        yield Seen(desk, player)
    finally:
        desk.changed.disconnect(player.show_snapshot)
        desk.clips_changed.disconnect(player.refresh)
        player.shut()
        player.close()
        player.deleteLater()
        await desk.close()


@pytest.fixture(scope="session")
def av1(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds in AV1, 48 numbered pictures."""
    return make_counted(tmp_path_factory.mktemp("films") / "av1.mp4", **AV1)  # type: ignore[arg-type]


def number_of(picture: Path) -> int:
    """The number a written picture carries."""
    with av.open(str(picture)) as container:
        frame = next(container.decode(video=0)).reformat(format="gray")
    line = bytes(frame.planes[0])[frame.planes[0].line_size * (frame.height // 2) :][: frame.width]
    return read_number(lambda part: line[int(part * frame.width)])


async def test_what_cannot_be_decoded_plays_from_a_copy(home: Path, still: None, av1: Path) -> None:
    async with opened(home) as seen:
        player, desk = seen.player, seen.desk
        clip = add_clip(desk, av1, "c1", small_draft())
        before = desk.clip_file(clip).read_bytes()
        with undecoded():
            player.watch("c1")
            await until(lambda: seen.button == "Make a copy that plays")
        assert "AV1 is not decoded on this machine" in player.picture.saying.sentence
        shown = Shown(player.projector.playback)
        seen.press()
        assert (seen.button, player.picture.saying.title) == ("Stop", "Making a copy that plays")
        assert player.picture.note == "Copying, 0 %"
        await until(lambda: shown.number > 3)
        assert (player.picture.saying.title, player.picture.note) == ("", "")
        assert player.record.text().endswith(", shown from a copy in H.264")
        player.step(1)
        player.go_to_beat(3)
        await until(lambda: shown.number == 24)
        seen.grabs()["Use as start frame"].trigger()
        await until(lambda: desk.snapshot.draft and desk.snapshot.draft.ends.start_image)
        assert desk.snapshot.draft is not None
        grabbed = desk.asset_file(desk.snapshot.draft.ends.start_image or "")
        assert number_of(grabbed) == 24, "the picture comes from the clip itself"
        assert desk.clip_file(clip).read_bytes() == before
        player.shut()

    async with opened(home) as seen:
        seen.player.watch("c1")
        shown = Shown(seen.player.projector.playback)
        await until(lambda: shown.number > 3)
        assert seen.player.picture.saying.title == "", "the copy is found again"


async def test_making_a_copy_can_be_stopped_and_goes_on_behind_another_take(
    home: Path, still: None, av1: Path, film: Path, tmp_path: Path
) -> None:
    long = make_counted(tmp_path / "long.mp4", 60.0, **AV1)  # type: ignore[arg-type]
    async with opened(home) as seen:
        player = seen.player
        add_clip(seen.desk, long, "c1", small_draft())
        add_clip(seen.desk, film, "c2", small_draft())
        with undecoded():
            player.watch("c1")
            await until(lambda: seen.button == "Make a copy that plays")
        seen.press()
        seen.pick("c2")
        assert (player.picture.saying.title, player.picture.note) == ("", "")
        seen.pick("c1")
        assert seen.button == "Stop"
        player.toggle_play()
        with undecoded():
            seen.press()
            await until(lambda: seen.button == "Make a copy that plays")
        assert list((home / "cache").rglob("*.mp4")) == []
        assert seen.notices == []


async def test_the_library_plays_the_copy_too(home: Path, still: None, av1: Path) -> None:
    async with opened(home) as seen:
        add_clip(seen.desk, av1, "c1", small_draft())
        library = LibraryPanel(seen.desk)
        library.refresh()
        library.show()
        record = library.record
        with undecoded():
            record.preview()
            await until(lambda: record.picture.saying.button == "Make a copy that plays")
        shown = Shown(record.projector.playback)
        record.picture.acted.emit()
        await until(lambda: shown.number > 3)
        library.shut()
        library.close()
        library.deleteLater()


# ---------------------------------------------------------------------------------------------------- grabbing


async def test_the_frame_at_the_playhead_goes_into_the_draft(home: Path, still: None, film: Path) -> None:
    async with opened(home) as seen:
        player, desk = seen.player, seen.desk
        add_clip(desk, film, "c1", small_draft())
        seen.pick("c1")
        player.scrub(17 / 24)
        entries = seen.grabs()
        assert list(entries) == [
            "Save as picture…", "", "Use as start frame", "Use as end frame", "Use as reference of Ana",
            "Use the whole take as a clip",
        ]  # fmt: skip
        before = desk.snapshot.draft
        for words in ("Use as start frame", "Use as reference of Ana"):
            entries[words].trigger()
            await until(lambda: len(seen.notices) == 1)
            assert seen.notices.pop().action == "undo"
        draft = desk.snapshot.draft
        assert draft is not None
        assert number_of(desk.asset_file(draft.ends.start_image or "")) == 17
        assert draft.cast[0].refs[0].asset == draft.ends.start_image
        entries["Use the whole take as a clip"].trigger()
        await until(lambda: len(seen.notices) == 1)
        assert seen.notices.pop().action == "undo"
        now = desk.snapshot.draft
        assert now is not None
        (used,) = now.clips
        kept, taken = desk.asset_file(used.asset), desk.clip_file(desk.clip("c1"))
        assert filecmp.cmp(kept, taken, shallow=False)
        for _ in range(3):
            desk.undo()
        assert desk.snapshot.draft == before


async def test_the_frame_is_saved_where_the_person_says(home: Path, still: None, film: Path, tmp_path: Path) -> None:
    async with opened(home) as seen:
        add_clip(seen.desk, film, "c1", small_draft())
        seen.pick("c1")
        seen.player.scrub(30.0 / 24)
        seen.grabs()["Save as picture…"].trigger()
        (dialog,) = seen.player.findChildren(QFileDialog)
        assert [Path(name).name for name in dialog.selectedFiles()] == ["Small, take 1, frame 30.png"]
        seen.player.scrub(0.0)
        dialog.fileSelected.emit(str(tmp_path / "thirty.png"))
        dialog.close()
        await until(lambda: [notice.id for notice in seen.notices] == ["notice.frame_saved"])
        assert number_of(tmp_path / "thirty.png") == 30, "the moment is the one at which it was grabbed"


async def test_the_preview_is_grabbed_as_a_clean_picture(home: Path, still: None, tmp_path: Path) -> None:
    async with opened(home) as seen:
        desk = seen.desk
        desk.edit("frame.resolution", "480p")
        await asyncio.sleep(0)
        seen.grabs()["Use as end frame"].trigger()
        draft = desk.snapshot.draft
        assert draft is not None
        with av.open(str(desk.asset_file(draft.ends.end_image or ""))) as picture:
            assert (picture.streams.video[0].width, picture.streams.video[0].height) == (854, 480)
        seen.save_to(tmp_path / "drawn.png")
        assert (tmp_path / "drawn.png").is_file()
        seen.save_to(tmp_path / "gone" / "drawn.png")
        assert [notice.id for notice in seen.notices][-1] == "error.storage_failed"


async def test_g_opens_the_menu_and_nothing_to_grab_says_so(home: Path, still: None) -> None:
    async with opened(home) as seen:
        player = seen.player
        player.picture.setFocus()
        QTest.keyClick(player.picture, Qt.Key.Key_G)
        menu = player.grab_button.popup
        assert menu.isVisible()
        assert menu.activeAction().text() == "Save as picture…"
        menu.close()
        seen.desk.close_draft()
        await until(lambda: not player.grab_button.isVisible())
        QTest.keyClick(player.picture, Qt.Key.Key_G)
        assert not menu.isVisible()
        seen.desk.adopt(small_draft("another"))
        player.resize(500, 200)
        await until(player.grab_button.isVisible)
        assert (player.grab_button.text(), player.grab_button.accessibleName()) == ("", "Grab frame")
        assert player.grab_button.mapTo(player, QPoint(player.grab_button.width(), 0)).x() <= player.width()


def test_no_copy_is_offered_where_it_would_be_no_help(home: Path, still: None) -> None:
    media = Media(seconds=2.0, width=160, height=90, fps=24.0, frames=48, video_codec="h264")
    clip = Clip(id="c1", path="clips/c1.mp4", sha256="0" * 64, media=media)
    assert failure_saying(clip, "no_picture", 0.0, copy=False).button == "Try again"
    picture = Picture()
    desk = build(home)
    copies = CopyDesk(desk, picture, lambda _: None)
    av1 = clip.replace(media=media.replace(video_codec="av1"))
    assert [copies.can_help(each, "no_picture") for each in (clip, av1)] == [False, True]
    assert [copies.can_help(av1, failure) for failure in ("cannot_open", "frozen")] == [True, False]
    assert not copies.can_help(av1.replace(missing=True), "no_picture")
    assert not copies.act(), "nothing is shown"
    picture.deleteLater()
    asyncio.run(desk.close())

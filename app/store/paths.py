"""Where everything lies: one home folder holds all the program's state."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from app.domain.draft import Asset
from app.domain.errors import StorageFault, UnknownName
from app.store.files import PRIVATE_FOLDER, copy_atomic, make_folder, storage_fault, write_atomic

ASSET_KINDS = (".png", ".jpg", ".jpeg", ".webp")
BARE_MOST = 128 * 1024 * 1024
"""Bytes of a picture that is looked into; no provider takes a larger one."""
VARIABLE = "SHOTWRIGHT_HOME"
LIBRARY = "library.db"


class Home:
    """The folders and files of one home. Folders are made when the home is found, not here."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache = root / "cache"
        """What can be made again at any time; its folders are made when something is put there."""
        self.drafts = root / "drafts"
        self.presets = root / "presets"
        self.versions = root / "versions"
        """Kept states of drafts, a folder for each; made when the first one is kept."""
        self.trash = root / "trash"
        self.clips = root / "clips"
        self.posters = root / "posters"
        self.assets = root / "assets"
        self.incoming = root / "incoming"
        self.logs = root / "logs"
        self.backups = root / "backups"
        self.records = root / "records"
        """What is known of each clip and its job, a file each: the library can be built anew from them."""
        self.quarantine = root / "quarantine"
        """Files that nobody knows, each with a note; made when the first one is put there."""
        self.user_resources = root / "resources"
        """The person's own templates, models and vocabularies; made by them, not by us."""
        self.database = root / LIBRARY
        self.lock = root / "owner.lock"
        self.raise_request = root / "raise.request"
        self.settings = root / "settings.json"
        self.starts = root / "starts"
        self.marks = root / "at-work"
        self.machine = root / "machine"
        self._found: tuple[int, int] | None = None
        """Which folder it was when it was found, by what the disk calls it: another may come to stand in its place."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder the program writes into."""
        return (
            *(self.root, self.drafts, self.presets, self.trash, self.clips),
            *(self.posters, self.assets, self.incoming, self.logs, self.backups, self.records),
        )

    def make(self) -> None:
        """Make the folders that are not there. StorageFault where that cannot be."""
        if self.root.exists() and not self.root.is_dir():
            raise StorageFault("home_not_folder", name=str(self.root))
        for folder in self.folders:
            make_folder(folder)
        self._close_to_others()
        self._found = self._identity()

    def prove(self) -> None:
        """StorageFault `home_gone` where the folder has been moved or taken away meanwhile. What is written then would
        begin an empty home in its place, and be missing in the one that has gone."""
        if self._found is not None and self._identity() != self._found:
            raise StorageFault("home_gone", name=str(self.root))

    def make_inside(self, folder: Path) -> None:
        """Make a folder of the home, and the ones above it. StorageFault as of `prove`, and where it cannot be."""
        self.prove()
        make_folder(folder)

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self.root.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def record(self, clip_id: str) -> Path:
        """Where the record of a clip is, or would be."""
        return self.records / f"{clip_id}.json"

    def _close_to_others(self) -> None:
        """Let nobody else look into the home, unless a person keeps other things in the same folder."""
        with suppress(OSError):
            if self.root.stat().st_mode & 0o077 and not {path.name for path in self.root.iterdir()} - self._names:
                self.root.chmod(PRIVATE_FOLDER)

    @property
    def _names(self) -> set[str]:
        own = {path.name for path in vars(self).values() if isinstance(path, Path)}
        beside = {f"{self.database.name}-{each}" for each in ("wal", "shm")}
        return own | beside | {"remote-ids", "window.session", "connections.json"}

    def add_asset(self, picture: Path) -> Asset:
        """Keep a copy of a picture by its content, without what it says beside what it shows: it goes to providers and
        along with presets. The same content is kept once. Returns `sha256:…`."""
        suffix = picture.suffix.lower()
        if suffix not in ASSET_KINDS:
            raise StorageFault("not_a_picture", name=picture.name, kinds=", ".join(ASSET_KINDS))
        return self._keep_bare(picture, suffix) or self._keep(picture, suffix)[0]

    def add_clip(self, clip: Path, suffix: str) -> tuple[Asset, bool]:
        """Keep a copy of a clip in the same way; `suffix` is that of its container. Also whether it was not here."""
        return self._keep(clip, suffix)

    def _keep(self, original: Path, suffix: str) -> tuple[Asset, bool]:
        import hashlib

        try:
            with original.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise storage_fault(error, original) from error
        is_new = not list(self.assets.glob(f"{digest}.*"))
        if is_new:
            copy_atomic(original, self.assets / f"{digest}{suffix}")
        return f"sha256:{digest}", is_new

    def _keep_bare(self, picture: Path, suffix: str) -> Asset | None:
        """Keep a picture that had something to be taken out of it; None for any other."""
        import hashlib

        from app.store.bare import bare

        try:
            data = picture.read_bytes() if picture.stat().st_size <= BARE_MOST else b""
        except OSError as error:
            raise storage_fault(error, picture) from error
        if (kept := bare(data)) is data:
            return None
        digest = hashlib.sha256(kept).hexdigest()
        if not list(self.assets.glob(f"{digest}.*")):
            write_atomic(self.assets / f"{digest}{suffix}", kept)
        return f"sha256:{digest}"

    def asset_file(self, asset: Asset) -> Path:
        """Where a kept picture or clip lies. UnknownName where it is not here."""
        digest = asset.removeprefix("sha256:")
        found = sorted(self.assets.glob(f"{digest}.*"))
        if not found:
            raise UnknownName("asset", asset, ())
        return found[0]


def find_home(option: str | None) -> Home:
    """The home that is meant: the option, else `SHOTWRIGHT_HOME`, else the platform's data folder. Its folders are
    there when this returns; StorageFault says why they cannot be."""
    chosen = option or os.environ.get(VARIABLE)
    home = Home(Path(chosen).expanduser().absolute() if chosen else _platform_folder())
    home.make()
    return home


def _platform_folder() -> Path:
    # 20 ms that most starts of the command line need not wait for
    from platformdirs import user_data_path

    return user_data_path("shotwright", appauthor=False)

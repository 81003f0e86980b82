"""Looks at the machine: what the program needs, whether it is there, and how to get it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from app.domain.errors import Fault
from app.strings import tr

Line = dict[str, str]
LOW_DISK = 2 * 1024**3
"""Below 2 GiB free a warning: one paid clip in 4K takes up to 0.5 GiB."""
QT_PROBE = (
    "from PySide6.QtGui import QGuiApplication, QFontDatabase; app = QGuiApplication([]);"
    "print(any(QFontDatabase.families(s) for s in (QFontDatabase.WritingSystem.SimplifiedChinese,)))"
)


def examine(home: Path | None) -> list[Line]:
    """Every check with its state `ok`, `warning` or `error`."""
    return [_python(), *_qt(), _display(), _codecs(), _keyring(), *_home(home)]


def _line(id: str, state: str, **args: object) -> Line:
    key = f"doctor.{id}.{state}"
    hint = tr(f"{key}.hint", **args) if state != "ok" else ""
    return {"id": id, "state": state, "title": tr(f"doctor.{id}.title"), "message": tr(key, **args), "hint": hint}


def _python() -> Line:
    found = ".".join(str(part) for part in sys.version_info[:3])
    return _line("python", "ok" if sys.version_info >= (3, 11) else "error", found=found)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _qt() -> list[Line]:
    version = _version("PySide6-Essentials")
    if version is None:
        return [_line("qt", "error", found="", reason="")]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    probe = subprocess.run(
        [sys.executable, "-c", QT_PROBE], capture_output=True, text=True, timeout=60, env=environment, check=False
    )
    if probe.returncode != 0:
        reason = (probe.stderr.strip().splitlines() or [""])[-1]
        return [_line("qt", "error", found=version, reason=reason)]
    multimedia = subprocess.run(
        [sys.executable, "-c", "import PySide6.QtMultimedia"], capture_output=True, text=True, timeout=60, check=False
    )
    sound = "ok" if multimedia.returncode == 0 else "error"
    reason = (multimedia.stderr.strip().splitlines() or [""])[-1]
    chinese = "ok" if "True" in probe.stdout else "warning"
    return [_line("qt", "ok", found=version), _line("multimedia", sound, reason=reason), _line("fonts", chinese)]


def _display() -> Line:
    if sys.platform in ("win32", "darwin"):
        return _line("display", "ok", found=sys.platform)
    found = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    return _line("display", "ok" if found else "warning", found=found or "")


def _codecs() -> Line:
    try:
        import av
    except ImportError as error:
        return _line("codecs", "error", reason=str(error))
    lacking = [name for name in ("libx264", "aac") if name not in av.codecs_available]
    return _line("codecs", "error" if lacking else "ok", found=_version("av") or "", reason=", ".join(lacking))


def _keyring() -> Line:
    if importlib.util.find_spec("keyring") is None:
        return _line("keyring", "warning", found="")
    import keyring

    backend = type(keyring.get_keyring())
    name = f"{backend.__module__}.{backend.__name__}"
    usable = "fail" not in backend.__module__ and "null" not in backend.__module__
    return _line("keyring", "ok" if usable else "warning", found=name)


def _home(home: Path | None) -> list[Line]:
    from app.store.backups import Backups
    from app.store.paths import find_home
    from app.store.starts import MOST_FAILED, Starts

    try:
        found = find_home(str(home) if home else None)
        place = found.root
    except Fault as fault:
        reason = tr(f"error.{fault.id}", **fault.args_by_name)
        return [_line("home", "error", found=str(home or ""), reason=reason)]
    free = shutil.disk_usage(place).free
    disk = _line("disk", "ok" if free > LOW_DISK else "warning", found=f"{free / 1024**3:.1f}")
    failed = Starts(found).failed()
    starts = _line("starts", "ok" if failed < MOST_FAILED else "warning", n=failed)
    last = next(iter(Backups(found.backups).list()), None)
    used = found.database.exists()
    backup = _line("backup", "ok" if last or not used else "warning", found=last.at if last else "–")
    return [_line("home", "ok", found=str(place)), disk, starts, backup]

"""Packs the program: draws its icons, gathers the licences it ships under, runs PyInstaller, tries what comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PLACE = Path(__file__).resolve().parent
ROOT = PLACE.parent
MADE = ROOT / "build" / "package"
DIST = ROOT / "dist"
PROGRAM = DIST / "shotwright" / ("shotwright.exe" if sys.platform == "win32" else "shotwright")
ICON_KINDS = {"win32": "ico", "darwin": "icns"}
"""What a system wants its icon as, where that is not a plain picture."""


def build() -> Path:
    """Everything into `dist/`. Gives the program that was made; CalledProcessError where PyInstaller fails."""
    from licences import gather

    shutil.rmtree(MADE, ignore_errors=True)
    MADE.mkdir(parents=True)
    gather("shotwright", MADE / "licences")
    draw_icons()
    if sys.platform == "win32":
        shutil.copy(PLACE / "windows" / "version.txt", MADE)
    _run("PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(DIST),
         "--workpath", str(MADE / "work"), str(PLACE / "shotwright.spec"))  # fmt: skip
    if sys.platform == "linux":
        for each in (PLACE / "linux").iterdir():
            shutil.copy(each, DIST / "shotwright")
        shutil.copy(MADE / "shotwright.png", DIST / "shotwright")
    return PROGRAM


def draw_icons() -> None:
    """The program's icon as a picture, and as this system's own kind."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.kit import theme
    from ui.kit.program_icon import SIZES, program_picture

    app = QApplication([])
    theme.install(app, "dark")
    for kind in ("png", ICON_KINDS.get(sys.platform, "png")):
        if not program_picture(SIZES[-1]).save(str(MADE / f"shotwright.{kind}")):
            raise SystemExit(f"Qt wrote no icon of kind {kind}.")


def _run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    # run by its path, so what stands beside it is found and the program itself is not
    sys.path.insert(1, str(ROOT))
    from smoke import try_program

    try_program(build())

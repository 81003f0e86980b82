"""Tries to break what the program promises, and prints of each promise the figure, the target and whether it held.

python3 dev.py faults [--sample] [--seed N] [--json FILE] [--planted]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tests.faults import promises
from tests.faults.ends import ROOT
from tests.faults.kills import has_strace
from tests.faults.promises import Extent, Figure

PARTS = (
    *("kills", "refusals", "powerloss", "fuzz", "soak", "deadlines", "poison", "owners", "binding", "scenes"),
    *("versions", "shipped", "keystrokes"),
)
"""Modules of this folder with a `measure`, in the order they are run."""


def measure(extent: Extent, parts: Sequence[str]) -> list[Figure]:
    """The figures of these parts. One that breaks down is a promise that did not hold, never one not measured."""
    figures: list[Figure] = []
    for part in parts:
        began = time.monotonic()
        folder = extent.folder / part
        folder.mkdir(parents=True)
        try:
            figures += import_module(f"tests.faults.{part}").measure(extent._replace(folder=folder))
        except Exception:
            sys.stderr.write(traceback.format_exc())
            figures.append(Figure("P1", f"“{part}” broke down", met=False, wrong=(traceback.format_exc(limit=-1),)))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        sys.stderr.write(f"{part}: {time.monotonic() - began:.0f} s\n")
    return figures


def set_up() -> None:
    """Have strace there, where that can be done without asking."""
    import dev

    before = dev.as_root() if sys.platform.startswith("linux") and not has_strace() else None
    if before is not None and shutil.which("apt-get"):
        dev.apt_install(before, ["strace"])


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """What is asked for."""
    reader = argparse.ArgumentParser(prog="dev.py faults", description=__doc__.partition("\n")[0] if __doc__ else "")
    reader.add_argument("--sample", action="store_true", help="a short sample of everything")
    reader.add_argument("--seed", type=int, default=1, help="another chance for what is chosen by chance")
    reader.add_argument("--json", type=Path, metavar="FILE", help="write the table there as well")
    reader.add_argument("--only", default="", metavar="PART,…", help=f"only some of: {', '.join(PARTS)}")
    reader.add_argument("--manners", default="", metavar="NAME,…", help="only some of the providers")
    reader.add_argument("--most", type=int, default=0, metavar="N", help="kills at N points of each")
    reader.add_argument("--planted", action="store_true", help="plant known faults in copies and see each one found")
    return reader.parse_args(given)


def main(given: Sequence[str]) -> int:
    """Measure, print, and end with 1 where a promise did not hold."""
    asked = arguments(given)
    parts = [part for part in PARTS if part in (asked.only.split(",") if asked.only else PARTS)]
    began = time.monotonic()
    if not asked.sample:
        set_up()
    with tempfile.TemporaryDirectory(prefix="shotwright-faults-", ignore_cleanup_errors=True) as name:
        if asked.planted:
            return int(import_module("tests.faults.planted").main(Path(name)))
        manners = tuple(filter(None, asked.manners.split(",")))
        figures = measure(Extent(Path(name), ROOT, asked.sample, asked.seed, manners, asked.most), parts)
    table = promises.rows(figures)
    seconds = round(time.monotonic() - began)
    sys.stdout.write(promises.show(table) + "\n")
    missed = [str(row["promise"]) for row in table if row["met"] is False]
    unmeasured = [str(row["promise"]) for row in table if row["met"] is None]
    sys.stdout.write(f"\n{seconds} s, seed {asked.seed}; missed: {', '.join(missed) or 'none'}")
    sys.stdout.write(f"; not measured: {', '.join(unmeasured) or 'none'}\n")
    if asked.json:
        promises.write(asked.json, table, seconds=seconds, seed=asked.seed, sample=asked.sample)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Tries the client of OpenAI's video protocol at server code nobody here wrote, and prints what held.

python -m tests.foreign [--scratch DIR] [--only NAME…] [--json FILE]

For each of vLLM-Omni, SGLang Diffusion and the LiteLLM proxy a scratch environment is made out of pip's configured
index (about 350 MB to download, once: it is kept in --scratch and used again), the foreign HTTP layer is started on
loopback over a stub engine that makes small real films (tests/foreign/servers), and the real command line is run at
it. Exit code 1 where any promise is missed. Not a part of the suite: it needs an index.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.foreign.lineup import LINEUP
from tests.foreign.trials import Result


def main() -> int:
    """Try what is asked for, print the table, and say by the exit code whether all of it held."""
    summary = __doc__.partition("\n")[0] if __doc__ else ""
    reader = argparse.ArgumentParser(prog="python -m tests.foreign", description=summary)
    reader.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "shotwright-foreign")
    reader.add_argument("--only", nargs="+", choices=[*LINEUP], default=[*LINEUP])
    reader.add_argument("--json", type=Path)
    asked = reader.parse_args()
    began = time.monotonic()
    results = [each for name in asked.only for each in measured(name, LINEUP[name], asked.scratch)]
    missed = [each for each in results if each.missed]
    sys.stdout.write(table(results))
    sys.stdout.write(f"{len(results)} promises, {len(missed)} missed, {time.monotonic() - began:.0f} s\n")
    if asked.json:
        asked.json.write_text(json.dumps([each._asdict() for each in results], indent=1))
    return 1 if missed else 0


def measured(name: str, measure: Callable[[Path, Path], list[Result]], scratch: Path) -> list[Result]:
    """The results of one line-up; one that breaks down is a promise missed."""
    folder = scratch / "runs" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        return measure(scratch / "places", folder)
    except Exception as wrong:  # what could not be started was not shown
        return [Result(name, "", "broke down", str(wrong) or type(wrong).__name__, 0.0)]


def table(results: list[Result]) -> str:
    """A line for each promise."""
    rows = [("server", "version", "tried", "result", "s")]
    rows += [
        (
            each.server,
            each.version,
            each.tried,
            f"MISSED: {each.missed}" if each.missed else "met",
            f"{each.seconds:.1f}",
        )
        for each in results
    ]
    wide = [max(len(row[column]) for row in rows) if column != 3 else 6 for column in range(5)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() + "\n" for row in rows
    )


if __name__ == "__main__":
    sys.exit(main())

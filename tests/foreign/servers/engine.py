"""The stub engine behind the foreign HTTP layers: it writes down what it is asked for and makes a small real film.

Runs in a scratch environment, so it imports nothing of the program; how the next job ends stands in a file that the
runner writes.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from pathlib import Path
from typing import Any

from tests.fakes.film import make_film


class Engine:
    """Jobs of one server, in a folder that outlives it: `asked.jsonl`, `films/<n>.mp4`, `stopped`, and `how`, which is
    empty (a film), `hang`, or the words of a failure."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "films").mkdir(parents=True, exist_ok=True)

    def take(self, **asked: Any) -> int:
        """Write down a job; its number, from 1."""
        place = self.folder / "asked.jsonl"
        number = len(place.read_text().splitlines()) + 1 if place.exists() else 1
        with place.open("a") as ledger:
            ledger.write(json.dumps({"number": number, **asked}, default=str) + "\n")
        return number

    async def film(self, number: int) -> bytes:
        """The film of a job: another for each."""
        place = self.folder / "how"
        how = place.read_text() if place.exists() else ""
        if how == "hang":
            await asyncio.Event().wait()
        elif how:
            raise RuntimeError(how)
        made = make_film(self.folder / "films" / f"{number}.mp4", seconds=1.0, shade=number * 7)
        return made.read_bytes()

    def stopped(self, job: str) -> None:
        """Write down that a job was to be stopped."""
        with (self.folder / "stopped").open("a") as ledger:
            ledger.write(f"{job}\n")


def digest(data: bytes) -> str:
    """By what the runner knows a picture or a clip again."""
    return hashlib.sha256(data).hexdigest()


def digest_file(path: object) -> str:
    """The same of a file, "" where there is none."""
    place = Path(str(path))
    return digest(place.read_bytes()) if path and place.is_file() else ""

"""What is promised, by number, and the table that says of each whether it held: what nothing measured is not met."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

PROMISES: dict[str, tuple[str, str]] = {
    "P1": ("What was paid for and is still held there is never lost", "0 lost"),
    "P2": ("Nothing is paid twice", "0 second charges"),
    "P3": ("What cannot be known is said to be unsure", "0 wrong; <= 12 % where nothing can be looked up"),
    "P4": ("No key stroke older than a second is lost", "<= 1,000 ms; median <= 350 ms"),
    "P5": ("The library opens after any kill", "100 %; <= 2 s at 10,000 clips"),
    "P6": ("No half clip is ever in the library", "0 half clips"),
    "P7": ("A full or broken disk leaves nothing half-written", "0 bad states"),
    "P8": ("After an hour of trouble every job is done", "100 % within 5 min; <= 1 request a lane in 30 s"),
    "P9": ("Clips are fetched before they are removed there", "margin > 0; 100 % warned"),
    "P10": ("An expired link is asked for anew", "100 % in <= 2 more requests"),
    "P11": ("A wrong clock breaks nothing", "0 failures"),
    "P12": ("After sleep the program is live in 10 s", "<= 10 s"),
    "P13": ("Two copies never both write", "0 double owners; takeover <= 2 s"),
    "P14": ("Every earlier library opens", "100 %, original kept"),
    "P15": ("A newer library is refused untouched", "same bytes"),
    "P16": ("A bad file gets a clear error and changes nothing", "0 crashes, 0 over 2 s or 200 MiB"),
    "P17": ("No secret reaches the disk", "0 hits"),
    "P18": ("A key goes to its own hosts only", "0 elsewhere"),
    "P19": ("A hostile download is refused", "0 through"),
    "P20": ("A job that crashes the program twice is set aside", "<= 2 starts"),
    "P21": ("Cancelling tells the truth", "0 cancelled with a charge not shown"),
    "P22": ("Quitting takes three seconds and loses nothing", "<= 3 s, 0 lost"),
    "P23": ("It stays flat for days", "files +-3; <= 2 MiB in 1,000 jobs; lag <= 50 ms"),
    "P24": ("What was shipped is what was reviewed", "0 unhashed, 0 unknown .pth"),
}


class Extent(NamedTuple):
    """How much of it is tried: a short sample or the whole, by which chance, and where."""

    folder: Path
    root: Path
    """The tree that is tried: this one, or a copy with a fault planted in it."""
    sample: bool = False
    seed: int = 1
    manners: tuple[str, ...] = ()
    """Only some of the providers, by the names in `ends`; all where there are none."""
    most: int = 0
    """So many points of each of them, whatever else is said."""

    def size(self, whole: int, sample: int) -> int:
        """How many of something."""
        return sample if self.sample else whole


class Figure(NamedTuple):
    """One measurement towards one promise."""

    promise: str
    value: str
    met: bool
    wrong: tuple[str, ...] = ()
    """What broke it, the first few of them for the reader."""


def counted(promise: str, wrong: Iterable[str], of: str) -> Figure:
    """A figure whose target is that nothing is wrong, out of so much that was tried."""
    found = tuple(wrong)
    return Figure(promise, f"{len(found)} of {of}", not found, found)


def rows(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """Each promise with its figures; `met` is None where nothing was measured."""
    by_promise: dict[str, list[Figure]] = {}
    for figure in figures:
        by_promise.setdefault(figure.promise, []).append(figure)
    table: list[dict[str, object]] = []
    for promise, (title, target) in PROMISES.items():
        found = by_promise.get(promise, [])
        table.append({
            "promise": promise, "title": title, "target": target,
            "figure": "; ".join(figure.value for figure in found) or "not measured",
            "met": all(figure.met for figure in found) if found else None,
            "wrong": [said for figure in found for said in figure.wrong],
        })  # fmt: skip
    return table


def show(table: list[dict[str, object]], first: int = 5) -> str:
    """The table for a person: a line to a promise, and what broke it below."""
    words = {True: "yes", False: "NO", None: "-"}
    lines = [f"{'':4} {'met':4} promise"]
    for row in table:
        lines.append(f"{row['promise']:4} {words[row['met']]:4} {row['title']}")  # type: ignore[index]
        lines.append(f"{'':10}{row['figure']}   (target: {row['target']})")
        wrong = row["wrong"]
        assert isinstance(wrong, list)
        lines += [f"{'':10}! {said}" for said in wrong[:first]]
        lines += [f"{'':10}! and {len(wrong) - first} more"] if len(wrong) > first else []
    return "\n".join(lines)


def write(file: Path, table: list[dict[str, object]], **more: object) -> None:
    """The same for a program."""
    file.write_text(json.dumps({**more, "promises": table}, indent=2, ensure_ascii=False) + "\n")

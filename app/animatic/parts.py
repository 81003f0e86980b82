"""Keeps the encoded groups of pictures of a film in a folder, each drawn by whichever process begins it first."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

GROUP = 12
"""Pictures from one key picture to the next: a player steps back at most that far."""
HEAD = struct.Struct(">IB")
"""Before each picture: its length, and 1 for a key picture."""


class Stopped(Exception):
    """The film was not wanted any more; nothing is left of it."""


def parts_of(out: str | Path) -> Path:
    """The folder beside a film that holds its groups until it is whole."""
    return Path(f"{out}.parts")


def groups(frames: int) -> Iterator[range]:
    """The numbers of the pictures of each group. The last ones are shorter, so that no process waits long."""
    first = 0
    while first < frames:
        left = frames - first
        size = GROUP if left > 2 * GROUP else GROUP // 2 if left > GROUP // 2 else GROUP // 4
        yield range(first, min(first + size, frames))
        first += size


def claimed(parts: Path, frames: int) -> Iterator[tuple[range, BinaryIO]]:
    """The groups that no process has begun yet, first to last: the numbers of the pictures, and where to put them."""
    for numbers in groups(frames):
        try:
            # whoever makes the file has the group; no system lets two do so
            file = (parts / str(numbers[0])).open("xb")
        except FileExistsError:
            continue
        with file:
            yield numbers, file


def put(file: BinaryIO, pictures: Iterable[tuple[bytes, bool]]) -> None:
    """Write encoded pictures into a group, each with whether it is a key picture."""
    for body, key in pictures:
        file.write(HEAD.pack(len(body), key))
        file.write(body)


def pictures_in(parts: Path, frames: int) -> Iterator[tuple[bytes, bool]]:
    """Every picture of a film whose groups are all drawn, in order, and whether it is a key picture."""
    for numbers in groups(frames):
        with (parts / str(numbers[0])).open("rb") as file:
            while head := file.read(HEAD.size):
                length, key = HEAD.unpack(head)
                yield file.read(length), bool(key)

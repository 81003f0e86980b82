"""Collects what a target does not carry as authored: one loss for each kind, with every field it touches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from app.domain.finding import Loss, LossLevel
from app.prompting.spans import build

ORDER: dict[str, int] = {"dropped": 0, "weakened": 1, "reworded": 2}


class Ledger:
    """Losses of one compile in the order they were noted. The same kind twice becomes one row with all its fields."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Any, ...], tuple[LossLevel, dict[str, None]]] = {}
        self.paths: set[str] = set()

    def note(self, id: str, level: LossLevel, path: str, **args: Any) -> None:
        """Note a loss of a field. Rows with equal `id` and arguments are shown as one."""
        key = (id, *args.items())
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = (level, {})
        row[1][path] = None
        self.paths.add(path)

    def note_all(self, id: str, level: LossLevel, paths: Sequence[str]) -> None:
        """Note a loss of many fields at once."""
        row = self._rows.setdefault((id,), (level, {}))
        row[1].update(dict.fromkeys(paths))
        self.paths.update(paths)

    def take(self, other: Ledger) -> None:
        """Note all that another ledger holds."""
        for key, (level, noted) in other._rows.items():
            self._rows.setdefault(key, (level, {}))[1].update(noted)
        self.paths |= other.paths

    def losses(self) -> tuple[Loss, ...]:
        """Every loss: dropped ones first, then weakened, then reworded."""
        return _losses(tuple([(level, tuple(noted), key) for key, (level, noted) in self._rows.items()]))


Row = tuple[LossLevel, tuple[str, ...], tuple[Any, ...]]
"""Level, fields, and what tells it from other rows: its id, then its arguments."""


@lru_cache(maxsize=64)
def _losses(rows: tuple[Row, ...]) -> tuple[Loss, ...]:
    """Losses in order; the same ones as at the key before where nothing differs, so that none is shown again."""
    return tuple(sorted([_loss(*row) for row in rows], key=lambda loss: ORDER[loss.level]))


@lru_cache(maxsize=512)
def _loss(level: LossLevel, paths: tuple[str, ...], key: tuple[Any, ...]) -> Loss:
    """A loss; the same one as before where nothing differs."""
    args = {**dict(key[1:]), "n": len(paths), "paths": paths}
    return build(Loss, id=key[0], level=level, path=paths[0], args=args)


def paths_of(loss: Loss) -> tuple[str, ...]:
    """Every field a loss speaks of."""
    paths = loss.args.get("paths")
    return tuple(paths) if paths else (loss.path,)

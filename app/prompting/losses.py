"""Collects what a target does not carry as authored: one loss for each kind, with every field it touches."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from app.domain.finding import Loss, LossLevel
from app.prompting.spans import build

ORDER: dict[str, int] = {"dropped": 0, "weakened": 1, "reworded": 2}
Key = tuple[Any, ...]
"""What tells a loss from others: its id, then its arguments."""


class Ledger:
    """Losses of one compile in the order they were noted. The same kind twice becomes one row with all its fields."""

    def __init__(self) -> None:
        self._rows: dict[Key, tuple[LossLevel, tuple[str, ...]]] = {}

    def paths(self) -> frozenset[str]:
        """Every field that a loss was noted of."""
        return frozenset().union(*[paths for _, paths in self._rows.values()])

    def note(self, id: str, level: LossLevel, path: str, **args: Any) -> None:
        """Note a loss of a field. Rows with equal `id` and arguments are shown as one."""
        self._put((id, *args.items()), level, (path,))

    def note_all(self, id: str, level: LossLevel, paths: tuple[str, ...]) -> None:
        """Note a loss of many fields at once."""
        self._put((id,), level, paths)

    def take(self, other: Ledger) -> None:
        """Note all that another ledger holds."""
        if not self._rows:
            self._rows = other._rows.copy()
            return
        for key, (level, paths) in other._rows.items():
            self._put(key, level, paths)

    def _put(self, key: Key, level: LossLevel, paths: tuple[str, ...]) -> None:
        there = self._rows.get(key)
        self._rows[key] = (level, paths) if there is None else (there[0], tuple(dict.fromkeys((*there[1], *paths))))

    def losses(self) -> tuple[Loss, ...]:
        """Every loss: dropped ones first, then weakened, then reworded."""
        return _losses(tuple(self._rows.items()))


@lru_cache(maxsize=64)
def _losses(rows: tuple[tuple[Key, tuple[LossLevel, tuple[str, ...]]], ...]) -> tuple[Loss, ...]:
    """Losses in order; the same ones as at the key before where nothing differs, so that none is shown again."""
    found = [_loss(key, level, paths) for key, (level, paths) in rows]
    return tuple(sorted(found, key=lambda loss: ORDER[loss.level]))


@lru_cache(maxsize=512)
def _loss(key: Key, level: LossLevel, paths: tuple[str, ...]) -> Loss:
    """A loss; the same one as before where nothing differs."""
    args = {**dict(key[1:]), "n": len(paths), "paths": paths}
    return build(Loss, id=key[0], level=level, path=paths[0], args=args)


def paths_of(loss: Loss) -> tuple[str, ...]:
    """Every field a loss speaks of."""
    paths = loss.args.get("paths")
    return tuple(paths) if paths else (loss.path,)

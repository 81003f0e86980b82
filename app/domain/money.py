"""What a connection's takes of one day came to, in dollars: what is certain apart from what is not."""

from collections.abc import Iterable

from app.domain.noun import Noun


class Money(Noun):
    """One line of a statement. Every take counts in `estimated`, by the price shown, and in one of the rest."""

    connection: str = ""
    day: str = ""
    """ISO day of the clock the jobs were written by."""
    jobs: int = 0
    estimated: float = 0.0
    reserved: float = 0.0
    """Of takes that are under way or in line."""
    settled: float = 0.0
    """Charged: by the provider's own word, or where it gives none, by the price shown of a take that is here."""
    possibly_lost: float = 0.0
    """Of unknown outcome, sent twice, or over without a clip after it was taken on: it may have been charged."""
    refunded: float = 0.0
    """Let go: the provider did not take it on."""
    unpriced: int = 0
    """Takes of which nobody knows a price, in none of these sums."""


def total(lines: Iterable[Money]) -> Money:
    """All lines in one."""
    found = list(lines)
    sums = {
        name: round(sum(getattr(line, name) for line in found), 4)
        for name in ("jobs", "estimated", "reserved", "settled", "possibly_lost", "refunded", "unpriced")
    }
    return Money.model_validate(sums)

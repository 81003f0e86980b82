"""Cast and props named inside texts: `{cast:marta}` read into pieces, called by their labels, offered to choose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from app.domain.draft import Draft
from app.domain.edit import free_id
from ui.fields.terms import MOST, capital

TOKEN = re.compile(r"\{(?:cast|prop):[a-z0-9][a-z0-9_-]{0,39}\}")
OBJECT = "\ufffc"
"""What stands in a text document for a drawn token."""


class Mention(NamedTuple):
    """A token and what it is called. `kind` is cast or prop."""

    token: str
    label: str
    kind: str


def mentions(draft: Draft | None) -> tuple[Mention, ...]:
    """Everybody and everything that texts of this draft may name."""
    if draft is None:
        return ()
    cast = [Mention(f"{{cast:{each.id}}}", each.label or each.id, "cast") for each in draft.cast]
    props = [Mention(f"{{prop:{each.id}}}", each.label or each.id, "prop") for each in draft.place.props]
    return (*cast, *props)


def labels(draft: Draft | None) -> dict[str, str]:
    """What each token of a draft is called."""
    return {each.token: each.label for each in mentions(draft)}


def pieces(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """A text in runs: known tokens (True) and the words between them. Tokens of nobody stay words."""
    start = 0
    for match in TOKEN.finditer(text):
        if match[0] in known:
            if match.start() > start:
                yield text[start : match.start()], False
            yield match[0], True
            start = match.end()
    if start < len(text):
        yield text[start:], False


def plain(text: str, draft: Draft | None) -> str:
    """A text as it is read: every token as its label, those of nobody as their id."""
    known = labels(draft)
    return TOKEN.sub(lambda match: known.get(match[0]) or capital(match[0].strip("{}").partition(":")[2]), text)


def card_id(name: str, kind: str, taken: Iterable[str]) -> str:
    """The id of a new card, made of its name where that has letters for it."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:24].strip("-")
    return free_id(stem or kind, set(taken))


def found_for(query: str, among: tuple[Mention, ...]) -> list[Mention]:
    """At most eight of the mentions that go with what is typed after `{`, those that begin so first."""
    wanted = query.casefold()
    hits = [each for each in among if wanted in each.label.casefold() or each.token[1:].startswith(wanted)]
    return sorted(hits, key=lambda each: not each.label.casefold().startswith(wanted))[:MOST]

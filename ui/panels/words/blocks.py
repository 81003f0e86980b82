"""Cuts compiled words into the paragraphs the words panel shows, each with its section, and keeps every offset exact.

A paragraph ends at a line break, and where a sentence ends one section and the next one begins. Either way one sign of
the text lies between two paragraphs, so that a place in the shown document is the place in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import is_
from typing import NamedTuple

from app.domain.model import Model
from app.domain.request import Compiled, Part, Span
from app.strings import tr

_ENDS = frozenset(".!?…。！？;:\"'”’])】」")


class Run(NamedTuple):
    """A run of the text that came from one field, or from the dialect ("" as path). Offsets are UTF-16, as Qt's."""

    start: int
    end: int
    path: str
    section: str
    track: str
    part: int


class Block(NamedTuple):
    """A paragraph as it is shown. `heads` is whether it begins a section, and so carries its name; an empty one has
    no section. `break_` is the sign of the text after it, and counts in `length`, which is as Qt counts. It does not
    know where it stands: so it is the same one wherever a letter ahead of it moves it.
    """

    text: str
    length: int
    section: str
    track: str
    part: int
    heads: bool
    break_: str

    @property
    def looks(self) -> tuple[str, str, int, bool, bool]:
        """What its name, its stripe and the room round it depend on."""
        return self.section, self.track, self.part, self.heads, bool(self.text)


class Layout(NamedTuple):
    """The words of a draft, ready to be shown."""

    text: str
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    """Where each span begins, and at last where all end, as Qt counts."""
    counted: str = ""
    """The text as Qt counts it."""
    places: tuple[int, ...] = (0,)
    """Where each paragraph begins, and at last where another one would."""

    @property
    def runs(self) -> list[Run]:
        """Every run."""
        return [self._run(place) for place in range(len(self.spans))]

    def run_at(self, place: int) -> Run | None:
        """The run at an offset."""
        return self._run(bisect_right(self.starts, place) - 1) if 0 <= place < self.starts[-1] else None

    def runs_of(self, path: str) -> list[Run]:
        """The runs that say a field, or anything inside it."""
        inner = (f"{path}.", f"{path}[")
        found = [
            place for place, span in enumerate(self.spans) if span.path == path or span.path.startswith(inner) if path
        ]
        return [self._run(place) for place in found]

    def _run(self, place: int) -> Run:
        span = self.spans[place]
        return Run(self.starts[place], self.starts[place + 1], span.path, span.section, span.track, span.part)


EMPTY = Layout("", (), (), (0,))


def lay_out(spans: Sequence[Span], before: Layout = EMPTY) -> Layout:
    """The paragraphs and runs of compiled spans. What they have in common with the layout `before` is taken over: after
    a keystroke that is nearly all of it.
    """
    spans = tuple(spans)
    head = _shared(spans, before.spans)
    tail = _shared(reversed(spans[head:]), reversed(before.spans[head:]))
    if spans and head == len(spans) == len(before.spans):
        return before
    texts = [units(span.text) for span in spans[head : len(spans) - tail]]
    begin, old_end = before.starts[head], before.starts[len(before.spans) - tail]
    starts = list(accumulate(map(len, texts), initial=begin))
    moved = starts[-1] - old_end
    rest = before.starts[len(before.starts) - tail :]
    starts = [*before.starts[:head], *starts, *([start + moved for start in rest] if moved else rest)]
    text = before.counted[:begin] + "".join(texts) + before.counted[old_end:]
    blocks = _blocks(text, spans, starts, before, (begin, old_end, moved))
    return Layout(whole(text), blocks, spans, tuple(starts), text, _places(blocks))


def alike(some: Sequence[Block], others: Sequence[Block]) -> bool:
    """Whether two rows of paragraphs differ in nothing but words."""
    if len(some) != len(others):
        return False
    # most are the very same ones
    changed = [pair for pair in zip(some, others, strict=True) if pair[0] is not pair[1]]
    return all(one.looks == other.looks for one, other in changed)


def _places(blocks: Iterable[Block]) -> tuple[int, ...]:
    return tuple(accumulate([block.length for block in blocks], initial=0))


def _shared(one: Iterable[Span], other: Iterable[Span]) -> int:
    """How many spans two rows begin with in common. The compiler hands out the same ones where nothing changed."""
    same = [*map(is_, one, other)]
    return same.index(False) if False in same else len(same)


def units(text: str) -> str:
    """A text as Qt counts it: a sign beyond the first 65,536 as its two halves."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    pairs = text.encode("utf-16-le")
    return "".join(chr(int.from_bytes(pairs[at : at + 2], "little")) for at in range(0, len(pairs), 2))


def whole(text: str) -> str:
    """The text that `units` came from."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def size(text: str) -> int:
    """How long a text is as Qt counts."""
    return len(text) if text.isascii() else len(units(text))


def _blocks(
    text: str,
    spans: Sequence[Span],
    starts: Sequence[int],
    before: Layout,
    changed: tuple[int, int, int],
) -> tuple[Block, ...]:
    """The paragraphs of a text. Those of a layout before that end ahead of the changed stretch stay, and those behind
    it too: it began at the first number, ended at the second, and what follows moved by the third.
    """
    begin, old_end, moved = changed
    known, places, count = before.blocks, before.places, len(before.blocks)
    # one sign lies between two paragraphs: where one begins, the one before it has ended. A cut looks at the two signs
    # before it, at the one behind it and at the span before it
    kept = max(0, bisect_right(places, begin - 1, 0, count) - 1)
    rest = bisect_right(places, old_end + 1, 0, count)
    made = list(known[:kept])
    start = places[kept]
    stop = places[rest] + moved - 1 if rest < count else len(text)
    last = next(((block.section, block.part) for block in reversed(made) if block.text), None)
    for cut in [*_cuts(text, spans, starts, start, stop), stop]:
        words, length = text[start:cut], cut + 1 - start
        if words:
            section, track, part = _kind(spans, starts, start, cut)
            heads = (section, part) != last
            made.append(Block(whole(words), length, section, track, part, heads, text[cut : cut + 1]))
            last = (section, part)
        else:
            made.append(Block("", length, "", "", 0, False, text[cut : cut + 1]))
        start = cut + 1
    return (*made, *_following(known[rest:], last))


def _following(blocks: tuple[Block, ...], last: tuple[str, int] | None) -> tuple[Block, ...]:
    """The paragraphs behind a change; the first one with words may head a section now, or no longer."""
    place = next((place for place, block in enumerate(blocks) if block.text), None)
    if place is None:
        return blocks
    first = blocks[place]
    heads = (first.section, first.part) != last
    if heads == first.heads:
        return blocks
    return (*blocks[:place], first._replace(heads=heads), *blocks[place + 1 :])


def _cuts(text: str, spans: Sequence[Span], starts: Sequence[int], start: int, stop: int) -> list[int]:
    """The offsets of the signs between paragraphs in a stretch."""
    cuts = _breaks(text, start, stop)
    for place in range(max(bisect_left(starts, max(start, 2)), 1), len(spans)):
        before, span, at = spans[place - 1], spans[place], starts[place]
        if at > stop:
            break
        if span.section != before.section or span.part != before.part:
            if text[at : at + 1] == " " and text[at - 1] in _ENDS:
                cuts.append(at)
            elif text[at - 1] == " " and text[at - 2] in _ENDS:
                cuts.append(at - 1)
    return sorted({cut for cut in cuts if start <= cut < stop})


def _breaks(text: str, start: int, stop: int) -> list[int]:
    """The offsets of the line breaks in a stretch."""
    found: list[int] = []
    at = text.find("\n", start, stop)
    while at >= 0:
        found.append(at)
        at = text.find("\n", at + 1, stop)
    return found


def _kind(spans: Sequence[Span], starts: Sequence[int], start: int, end: int) -> tuple[str, str, int]:
    """Section, track and part of a stretch: a shot's head names it, otherwise what it says most of."""
    place = bisect_right(starts, start) - 1
    first, first_end = spans[place], starts[place + 1]
    weights: dict[tuple[str, str], int] = {}
    last = bisect_left(starts, end, place + 1)
    for span, begins, ends in zip(spans[place:last], starts[place:last], starts[place + 1 : last + 1], strict=False):
        key = (span.section, span.track)
        if key in weights:
            weights[key] += ends - begins
        else:
            weights[key] = ends - begins
    section, track = max(weights, key=weights.__getitem__)
    if first.section == "shot" and first_end > start + 1:
        section = "shot"
    return section, track, first.part


class Measure(NamedTuple):
    """How long a text is against its limit: `limit` 0 where nobody knows one; `cut` is what lies beyond the cap."""

    length: int
    limit: int
    level: str
    cut: tuple[tuple[int, int], ...]


def measure(compiled: Compiled, model: Model | None) -> Measure:
    """The counter of the whole text, and the stretches that a model would cut off."""
    limits = model.limits if model else None
    length = len(compiled.text)
    cap = (limits.prompt_cap or 0) if limits else 0
    advised = (limits.prompt_advised or 0) if limits else 0
    over = [part for part in compiled.parts if part.cap and len(part.text) > part.cap]
    cut = _cut_parts(compiled) if over and len(compiled.parts) > 1 else []
    if cap and length > cap:
        cut.append((size(compiled.text[:cap]), size(compiled.text)))
    level = "error" if cut else "warn" if advised and length > advised else ""
    limit = advised if advised and length <= advised else cap or advised
    return Measure(length, limit, level, tuple(cut))


def count_words(found: Measure) -> str:
    """A counter in words: `649 of 2,500`, or only how many where no limit is known."""
    if not found.limit:
        return f"{found.length:,}"
    return tr("words.count", n=f"{found.length:,}", limit=f"{found.limit:,}")


def measure_part(part: Part) -> Measure:
    """The counter of one part."""
    cap, over = part.cap or 0, _is_over(part)
    cut = ((size(part.text[:cap]), size(part.text)),) if over else ()
    return Measure(len(part.text), cap, "error" if over else "", cut)


def _is_over(part: Part) -> bool:
    return bool(part.cap) and len(part.text) > (part.cap or 0)


def _cut_parts(compiled: Compiled) -> list[tuple[int, int]]:
    """What lies beyond the cap of each part."""
    text, cuts, at = compiled.text, [], 0
    for part in compiled.parts:
        found = text.find(part.text, at)
        if found >= 0:
            at = found + len(part.text)
            if part.cap and at > found + part.cap:
                cuts.append((found + part.cap, at))
    return cuts if units(text) is text else [(size(text[:cut]), size(text[:end])) for cut, end in cuts]


def part_layout(compiled: Compiled, index: int) -> Layout:
    """The runs of one part by itself, counted from its beginning, as one paragraph."""
    part = compiled.parts[index]
    if len(compiled.parts) == 1:
        return lay_out(compiled.spans)
    at = 0
    for earlier in compiled.parts[:index]:
        found = compiled.text.find(earlier.text, at)
        at = found + len(earlier.text) if found >= 0 else at
    start = compiled.text.find(part.text, at)
    if start < 0:
        only = (Block(part.text, size(part.text) + 1, "shot", "", index, True, ""),)
        return Layout(part.text, only, (), (0,), places=_places(only))
    spans = tuple(_within(compiled.spans, start, start + len(part.text)))
    blocks: list[Block] = []
    for line in part.text.split("\n"):
        blocks.append(Block(line, size(line) + 1, "shot", "", index, not blocks, "\n"))
    starts = tuple(accumulate((size(span.text) for span in spans), initial=0))
    return Layout(part.text, tuple(blocks), spans, starts, units(part.text), _places(blocks))


def _within(spans: Iterable[Span], start: int, end: int) -> Iterable[Span]:
    """What lies of some spans between two offsets of their text."""
    at = 0
    for span in spans:
        cut = span.text[max(start - at, 0) : max(end - at, 0)]
        at += len(span.text)
        if cut:
            yield span if cut == span.text else span.replace(text=cut)

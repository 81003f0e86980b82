"""Cuts compiled words into the paragraphs the words panel shows, each with its section, and keeps every offset exact.

A paragraph ends at a line break, and where a sentence ends one section and the next one begins. Either way one sign of
the text lies between two paragraphs, so that a place in the shown document is the place in the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
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
    no section. `break_` is the sign of the text after it.
    """

    text: str
    start: int
    section: str
    track: str
    part: int
    heads: bool
    break_: str


class Layout(NamedTuple):
    """The words of a draft, ready to be shown."""

    text: str
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]

    def run_at(self, place: int) -> Run | None:
        """The run at an offset."""
        index = bisect_right(self.runs, place, key=lambda run: run.start) - 1
        return self.runs[index] if index >= 0 and place < self.runs[index].end else None

    def runs_of(self, path: str) -> list[Run]:
        """The runs that say a field, or anything inside it."""
        inner = (f"{path}.", f"{path}[")
        return [run for run in self.runs if run.path == path or run.path.startswith(inner)] if path else []


EMPTY = Layout("", (), ())


def lay_out(spans: Iterable[Span]) -> Layout:
    """The paragraphs and runs of compiled spans."""
    runs: list[Run] = []
    texts: list[str] = []
    at = 0
    for span in spans:
        words = span.text
        if not words.isascii():
            words = units(words)
        end = at + len(words)
        runs.append(Run(at, end, span.path, span.section, span.track, span.part))
        texts.append(words)
        at = end
    text = "".join(texts)
    return Layout(whole(text), _blocks(text, runs), tuple(runs))


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
    return len(units(text))


def _blocks(text: str, runs: Sequence[Run]) -> tuple[Block, ...]:
    made: list[Block] = []
    last: tuple[str, int] | None = None
    start = index = 0
    for cut in [*_cuts(text, runs), len(text)]:
        while index < len(runs) - 1 and runs[index].end <= start:
            index += 1
        words = text[start:cut]
        if words:
            section, track, part = _kind(runs, index, start, cut)
            made.append(Block(whole(words), start, section, track, part, (section, part) != last, text[cut : cut + 1]))
            last = (section, part)
        else:
            made.append(Block("", start, "", "", 0, False, text[cut : cut + 1]))
        start = cut + 1
    return tuple(made)


def _cuts(text: str, runs: Sequence[Run]) -> list[int]:
    """The offsets of the signs between paragraphs."""
    cuts = _breaks(text)
    before = runs[0] if runs else None
    for run in runs:
        assert before is not None
        if run.section != before.section or run.part != before.part:
            at = run.start
            if text[at : at + 1] == " " and text[at - 1] in _ENDS:
                cuts.append(at)
            elif text[at - 1] == " " and text[at - 2] in _ENDS:
                cuts.append(at - 1)
        before = run
    return sorted(set(cuts))


def _breaks(text: str) -> list[int]:
    """The offsets of the line breaks."""
    found: list[int] = []
    at = text.find("\n")
    while at >= 0:
        found.append(at)
        at = text.find("\n", at + 1)
    return found


def _kind(runs: Sequence[Run], index: int, start: int, end: int) -> tuple[str, str, int]:
    """Section, track and part of a stretch: a shot's head names it, otherwise what it says most of."""
    first = runs[index]
    weights: dict[tuple[str, str], int] = {}
    while index < len(runs) and runs[index].start < end:
        run = runs[index]
        key = (run.section, run.track)
        weights[key] = weights.get(key, 0) + run.end - run.start
        index += 1
    section, track = max(weights, key=lambda key: weights[key])
    if first.section == "shot" and first.end > start + 1:
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
    cut = list(_cut_parts(compiled)) if len(compiled.parts) > 1 else []
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
    cap = part.cap or 0
    over = bool(cap) and len(part.text) > cap
    cut = ((size(part.text[:cap]), size(part.text)),) if over else ()
    return Measure(len(part.text), cap, "error" if over else "", cut)


def _cut_parts(compiled: Compiled) -> Iterable[tuple[int, int]]:
    at = 0
    for part in compiled.parts:
        found = compiled.text.find(part.text, at)
        if found < 0:
            continue
        at = found + len(part.text)
        if part.cap and len(part.text) > part.cap:
            yield size(compiled.text[: found + part.cap]), size(compiled.text[:at])


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
        return Layout(part.text, (Block(part.text, 0, "shot", "", index, True, ""),), ())
    begin, end = size(compiled.text[:start]), size(compiled.text[: start + len(part.text)])
    runs = tuple(
        run._replace(start=max(run.start, begin) - begin, end=min(run.end, end) - begin)
        for run in lay_out(compiled.spans).runs
        if run.end > begin and run.start < end
    )
    blocks: list[Block] = []
    place = 0
    for line in part.text.split("\n"):
        blocks.append(Block(line, place, "shot", "", index, not blocks, "\n"))
        place += size(line) + 1
    return Layout(part.text, tuple(blocks), runs)

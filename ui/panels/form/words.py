"""What a form knows of a draft: the path a field stands for, whether it holds something, what in few words. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.desk.template_words import field_name
from app.domain import path as paths
from app.domain.draft import Beat, Draft, Key, Shot
from app.domain.errors import UnknownName
from app.domain.finding import Finding
from app.domain.moves import segments
from app.domain.template import DEPTHS, Depth, Field
from app.domain.timing import find_shot
from app.domain.vocabulary import Vocabulary
from app.strings import listed, tr
from ui.panels.beats.words import move_words, plain, small, term

_ITEM = re.compile(r"\[[^\[\]]*\]")
_BLANK = Draft(id="x", form="", aim="", shots=(Shot(id="x", keys=(Key(id="x"),), beats=(Beat(id="x"),)),))
SEEN_IN_FACTS = {"frame.aspect", "frame.resolution", "frame.audio", "shots[*].seconds"}
"""Fields that the facts strip shows at every depth."""
LISTS = ("shots", "beats", "path")
MOST_PARTS = 6
Vocabularies = Callable[[str], Vocabulary | None]


class Chosen(NamedTuple):
    """The shot, key and beat that `[*]` stands for in a form; key and beat are of that shot."""

    shot: str = ""
    key: str = ""
    beat: str = ""


class View(NamedTuple):
    """All that the fields of a form show: made once for each snapshot and choice."""

    draft: Draft
    depth: Depth
    chosen: Chosen
    findings: tuple[Finding, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Ids and labels of cast and props, which are shown inside texts."""
    snapshot: Snapshot = NOTHING_OPEN


class Watch:
    """Says whether anything some fields show differs in a view: parts of a draft an edit left alone stay the same."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._patterns = tuple(dict.fromkeys(field.path for field in fields))
        roots = {str(paths.parse(pattern_of(each).replace("[*]", ""))[0]) for each in self._patterns}
        of_shots = [each for each in self._patterns if each.startswith("shots[*].")]
        beats = any(each.startswith("shots[*].beats") for each in of_shots)
        if not beats and "shots" not in self._patterns:
            roots -= {"shots"}
        # what leads to a key is told with the shot's length; beats are looked at by what shows them
        names = {each.removeprefix("shots[*].").partition(".")[0].partition("[")[0] for each in of_shots}
        self._of_shot = () if "shots" in roots else tuple(sorted(names | ({"seconds"} if "keys" in names else set())))
        self._roots = tuple(sorted(roots))
        self._seen: tuple[Any, ...] = ()
        self._told: tuple[Any, ...] = ()
        self._asked: tuple[tuple[Finding, ...], Chosen] | None = None
        self._answer: tuple[Finding, ...] = ()

    def differs(self, view: View) -> bool:
        """Whether this view shows another state than the one before."""
        draft = view.draft
        seen = (*(getattr(draft, root) for root in self._roots), *self._chosen_shot(view))
        seen = (*seen, view.snapshot.model, draft.notes)
        # each compilation makes its findings anew, most often equal ones
        row = tuple(shot.id for shot in draft.shots) if self._of_shot else ()
        told = (view.depth, view.chosen, view.names, self._found(view), row)
        same = len(seen) == len(self._seen) and all(a is b for a, b in zip(seen, self._seen, strict=True))
        if same and told == self._told:
            return False
        self._seen, self._told = seen, told
        return True

    def _chosen_shot(self, view: View) -> Iterable[Any]:
        """What the fields show of the chosen shot: a letter in a beat makes a new shot, of the same parts otherwise."""
        if not self._of_shot or not view.chosen.shot:
            return ()
        shot = find_shot(view.draft, view.chosen.shot)
        return [getattr(shot, name) for name in self._of_shot]

    def _found(self, view: View) -> tuple[Finding, ...]:
        """The findings that are about these fields."""
        if self._asked is not None and self._asked[0] is view.findings and self._asked[1] == view.chosen:
            return self._answer
        known = tuple([path for each in self._patterns if (path := concrete(each, view.chosen)) is not None])
        self._asked = (view.findings, view.chosen)
        self._answer = about(view.findings, known)
        return self._answer

    def reset(self) -> None:
        """Let the next view count as different."""
        self._seen = ()


def view_of(snapshot: Snapshot, chosen: Chosen) -> View | None:
    """What is shown of a snapshot; None without an open draft."""
    draft = snapshot.draft
    if draft is None:
        return None
    findings = snapshot.compiled.findings if snapshot.compiled else ()
    cast = tuple((each.id, each.label) for each in draft.cast)
    names = (*cast, *((each.id, each.label) for each in draft.place.props))
    return View(draft, snapshot.depth, settled(draft, chosen), findings, names, snapshot)


def settled(draft: Draft, chosen: Chosen) -> Chosen:
    """The choice with only ids this draft has; where one is missing the first of its kind."""
    shot = next((each for each in draft.shots if each.id == chosen.shot), draft.shots[0] if draft.shots else None)
    if shot is None:
        return Chosen()
    key = next((each.id for each in shot.keys if each.id == chosen.key), shot.keys[0].id if shot.keys else "")
    beat = next((each.id for each in shot.beats if each.id == chosen.beat), shot.beats[0].id if shot.beats else "")
    return Chosen(shot.id, key, beat)


def near(before: Draft, now: Draft, chosen: Chosen) -> Chosen:
    """The choice in a changed draft: where its beat or key is gone, what took its place in the row."""
    gone = settled(before, chosen)
    then = next((shot for shot in before.shots if shot.id == gone.shot), None)
    shot = next((shot for shot in now.shots if shot.id == gone.shot), None)
    if then is None or shot is None:
        return settled(now, chosen)
    key = _next_to([each.id for each in then.keys], [each.id for each in shot.keys], gone.key)
    beat = _next_to([each.id for each in then.beats], [each.id for each in shot.beats], gone.beat)
    return Chosen(shot.id, key, beat)


def _next_to(before: Sequence[str], now: Sequence[str], wanted: str) -> str:
    if wanted in now or not now:
        return wanted if now else ""
    place = before.index(wanted) if wanted in before else 0
    return now[min(place, len(now) - 1)]


def chosen_at(path: str, chosen: Chosen) -> Chosen:
    """The choice that shows a path: its shot, key or beat where it names one."""
    steps = paths.parse(path)
    for step, item in pairwise(steps):
        if isinstance(item, tuple):
            if step == "shots" and item[0] != chosen.shot:
                chosen = Chosen(item[0])
            elif step == "keys":
                chosen = chosen._replace(key=item[0])
            elif step == "beats":
                chosen = chosen._replace(beat=item[0])
    return chosen


@lru_cache(4096)
def concrete(pattern: str, chosen: Chosen) -> str | None:
    """The path a field's pattern stands for; None where nothing of that kind is chosen."""
    for stem, item in (("shots", chosen.shot), ("keys", chosen.key), ("beats", chosen.beat)):
        if f"{stem}[*]" in pattern:
            if not item:
                return None
            pattern = pattern.replace(f"{stem}[*]", f"{stem}[{item}]")
    return pattern


@lru_cache(4096)
def pattern_of(path: str) -> str:
    """A path with `[*]` for every item."""
    return _ITEM.sub("[*]", path)


def missing(pattern: str, chosen: Chosen) -> str:
    """Why a pattern has no path: the sentence to show."""
    if not chosen.shot:
        return tr("form.why.no_shot")
    return tr("form.why.no_key" if "keys[*]" in pattern else "form.why.no_beat")


def is_under(path: str, field: str) -> bool:
    """Whether a path is a field's own or lies inside of it."""
    return path.startswith(field) and (len(path) == len(field) or path[len(field)] in ".[")


def about(findings: Iterable[Finding], fields: tuple[str, ...]) -> tuple[Finding, ...]:
    """The findings at the paths of some fields or inside of them."""
    # most are about none of them: that is told by one comparison for all
    near = [each for each in findings if each.path.startswith(fields)]
    return tuple([each for each in near if any(is_under(each.path, field) for field in fields)])


def serves(field: Field, path: str) -> bool:
    """Whether a path is about this field: it is the field's own or inside of it. A list of shots, beats or keys is only
    about itself; what lies in its items has fields of its own.
    """
    pattern = pattern_of(path)
    return pattern == field.path or (field.kind not in LISTS and is_under(pattern, field.path))


def is_shown(field: Field, depth: Depth) -> bool:
    """Whether a form of this depth shows a field."""
    return DEPTHS.index(field.depth) <= DEPTHS.index(depth)


def value_at(draft: Draft, path: str | None) -> Any:
    """The value of a path; None where there is none."""
    if path is None:
        return None
    try:
        return paths.read(draft, path)
    except UnknownName:
        return None


def holds_content(field: Field, draft: Draft, chosen: Chosen) -> bool:
    """Whether a person has written something into a field that a form of less depth would hide."""
    if field.path in SEEN_IN_FACTS:
        return False
    value = value_at(draft, concrete(field.path, chosen))
    if field.kind in LISTS:
        return isinstance(value, tuple) and len(value) > 1
    return value not in (None, "", ()) and value != _default(field.path)


def needing(fields: Iterable[Field], view: View) -> dict[Depth, int]:
    """How many fields this depth hides that hold something or have a finding, by the depth that shows them."""
    counts: dict[Depth, int] = {}
    for field in fields:
        if not is_shown(field, view.depth):
            path = concrete(field.path, view.chosen)
            found = path is not None and about(view.findings, (path,))
            if found or holds_content(field, view.draft, view.chosen):
                counts[field.depth] = counts.get(field.depth, 0) + 1
    return counts


def summary(fields: Sequence[Field], view: View, vocabularies: Vocabularies) -> str:
    """What the shown fields of a section hold, in one line."""
    parts: list[str] = []
    for field in fields:
        if is_shown(field, view.depth) and len(parts) < MOST_PARTS:
            text = in_words(field, view, vocabularies).strip().rstrip(".")
            if text:
                parts.append(text if parts else text[:1].upper() + text[1:])
    return listed(parts) or tr("form.nothing")


def in_words(field: Field, view: View, vocabularies: Vocabularies) -> str:
    """What one field holds, in a few words; empty where it holds nothing to tell."""
    draft = view.draft
    value = value_at(draft, concrete(field.path, view.chosen))
    if not value:
        return ""
    if field.kind == "shots":
        return small(tr("form.shots.count", n=len(value)))
    if field.path == "frame.audio":
        return tr("form.audio", value=small(tr(f"form.sound.{value}")))
    if field.kind == "path":
        return _moves(draft, view.chosen.shot)
    if field.kind == "image":
        return field_name(field)
    if field.kind == "clips":
        return tr("form.clips", n=len(value))
    if field.kind in ("beats", "lines", "number"):
        return ""
    vocabulary = vocabularies(field.path)
    items = value if isinstance(value, tuple) else (value,)
    told = [_told(draft, each, vocabulary) for each in items]
    return listed(text for text in told if text)


def count_words(text: str) -> int:
    """Words of a text as a person counts them; a Chinese sign is a word."""
    if text.isascii():
        return len(text.split())
    return len(re.findall(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+", text))


def _moves(draft: Draft, shot_id: str) -> str:
    moving = [segment for segment in segments(find_shot(draft, shot_id)) if segment.moves]
    return listed(small(move_words(segment)) for segment in moving[:2])


def _told(draft: Draft, item: Any, vocabulary: Vocabulary | None) -> str:
    if not isinstance(item, str):
        label = getattr(item, "label", "") or getattr(item, "text", "") or getattr(item, "id", "")
        return plain(draft, str(label))
    if vocabulary is not None:
        return small(term(vocabulary.id, item))
    return plain(draft, item)


@cache
def _default(pattern: str) -> Any:
    return value_at(_BLANK, pattern.replace("[*]", "[x]"))

"""Says in film terms what differs between two drafts: “Beat 2: +1.5 s, move pan right → orbit left”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from app.domain.diff import Difference, differences
from app.domain.draft import Draft
from app.domain.variables import TOKEN
from app.strings import has, tr

LONGEST = 64
"""Characters of a text that are shown; of a longer one the words round what differs."""
_AROUND = 14
_TERMS = {
    "framing.size": "shot_size",
    "framing.angle": "angle",
    "key.source": "light_source",
    "key.side": "light_side",
    "key.height": "light_height",
    "key.quality": "light_quality",
    "link.type": "link",
    "at.side": "side",
    "at.depth": "depth",
    "facing": "direction",
    "moves_to": "direction",
    "lines.at": "line_at",
    "sounds.kind": "sound_kind",
    "clips.role": "clip_role",
    "refs.role": "reference_role",
    "kind": "cast_kind",
}
"""Vocabularies of fields that do not have their name."""
_ROLES = {"clips": "clip_role", "refs": "reference_role"}
"""What goes along, and the vocabulary of what it is for."""
_LABELS = {
    "purpose": "field.beat_purpose",
    "link.type": "field.link",
    "link.evidence": "field.evidence",
    "key.source": "field.key_source",
    "key.side": "field.key_side",
    "key.height": "field.key_height",
    "key.quality": "field.key_quality",
    "key.colour": "field.key_colour",
    "language": "field.sound_language",
}
"""Labels of the form for fields that do not have their name."""


class Row(NamedTuple):
    """One place of a draft and everything that differs there. `where` is "" where the part itself is the place."""

    part: str
    where: str
    details: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole row as one line."""
        said = tr("diff.and").join(self.details)
        return tr("diff.row", where=self.where, said=said) if self.where else said[:1].upper() + said[1:]


def diff_rows(before: Draft, after: Draft, *, by_part: bool = False) -> list[Row]:
    """What differs, one row a place. `by_part`: what a part changes stays with the part, for choosing among them."""
    found: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for each in differences(before, after):
        where = where_words(each) or ("" if by_part else tr(f"presets.part.{each.part}"))
        details = found.setdefault((each.part if by_part else "", where), (each.part, []))[1]
        details.append(detail_words(each, (before, after)))
    return [Row(part, where, tuple(details)) for (_, where), (part, details) in found.items()]


def where_words(found: Difference) -> str:
    """The place of a difference: “Beat 2”, “Ines”, “Key 2 of shot 1”."""
    if found.where == "draft":
        return ""
    if found.where in ("cast", "prop"):
        return found.name[:1].upper() + found.name[1:]
    if found.where == "key":
        return tr("diff.where.key", number=found.number, shot=found.name)
    return tr(f"diff.where.{found.where}", number=found.number)


def detail_words(found: Difference, drafts: tuple[Draft, Draft]) -> str:
    """What is another there: “+1.5 s”, “move pan right → orbit left”."""
    told = _WAYS.get(found.what)
    if told is not None:
        return told(found)
    if found.what.endswith((".added", ".removed")):
        item = found.after or found.before
        kind = found.what.partition(".")[0]
        if kind in _ROLES:
            return tr(f"diff.{found.what}", text=_small(term_words(_ROLES[kind], item.role)))
        return tr(f"diff.{found.what}", text=_quoted(_short(item.text, drafts)))
    before, after = _sides(found, drafts)
    return tr("diff.field", field=label_words(found.what), before=before, after=after)


def label_words(what: str) -> str:
    """What a field is called inside a sentence."""
    what = re.sub(r"\[[^\]]*\]", "", what)
    last = what.rpartition(".")[2]
    keys = (_LABELS.get(what, ""), f"diff.label.{what}", f"field.{last}", f"diff.label.{last}")
    return _small(next((tr(key) for key in keys if key and has(key)), last.replace("_", " ")))


def moves_words(moves: Sequence[tuple[str, str]]) -> str:
    """Moves in order as crews call them; “locked off” where there is none."""
    if not moves:
        return _small(tr("path.still"))
    return tr("diff.then").join(_move(name, speed) for name, speed in moves)


def seconds_words(seconds: float) -> str:
    """A length without its unit."""
    return f"{seconds:.2f}".rstrip("0").rstrip(".")


def _move(name: str, speed: str) -> str:
    move = _small(term_words("move", name))
    if speed in ("", "whip", "steady") or name == "complex":
        return move
    return tr("diff.speed", speed=_small(term_words("speed", speed)), move=move)


def term_words(vocabulary: str, value: str) -> str:
    """A stored term in the words of the screen; what somebody typed stands for itself."""
    key = f"term.{vocabulary}.{value}"
    return tr(key) if value and has(key) else value.replace("_", " ")


def _longer(found: Difference) -> str:
    grown = found.after - found.before
    return tr("diff.longer" if grown > 0 else "diff.shorter", seconds=seconds_words(abs(grown)))


_WAYS: dict[str, Callable[[Difference], str]] = {
    "seconds": _longer,
    "added": lambda found: tr("diff.added"),
    "removed": lambda found: tr("diff.removed"),
    "moved": lambda found: tr("diff.moved", before=found.before),
    "moves": lambda found: tr("diff.moves", before=moves_words(found.before), after=moves_words(found.after)),
    "path": lambda found: tr("diff.path"),
    "keys": lambda found: tr("diff.keys", before=found.before, after=found.after),
}


def _sides(found: Difference, drafts: tuple[Draft, Draft]) -> tuple[str, str]:
    """Both values in words; long texts only round what differs."""
    old, new = found.before, found.after
    texts = isinstance(old, str) and isinstance(new, str) and old and new and not old.startswith("sha256:")
    if texts and not _is_term(found.what, old):
        was, now = _plain(old, drafts), _plain(new, drafts)
        if max(len(was), len(now)) > LONGEST:
            return tuple(_quoted(each) for each in _round(was, now))  # type: ignore[return-value]
    return _value(found.what, old, drafts), _value(found.what, new, drafts)


def _value(what: str, value: Any, drafts: tuple[Draft, Draft]) -> str:
    if value is None or value in ("", ()):
        return tr("diff.nothing")
    if isinstance(value, bool):
        return tr("diff.yes" if value else "diff.no")
    if isinstance(value, float):
        return seconds_words(value)
    if isinstance(value, tuple):
        return _list([_value(what, each, drafts) for each in value])
    if not isinstance(value, str):
        return str(getattr(value, "take", value))
    if value.startswith("sha256:"):
        return tr("diff.clip" if what.startswith("clips.") else "diff.picture")
    if _is_term(what, value):
        return _small(term_words(_vocabulary(what), value))
    return _quoted(_short(value, drafts))


def _list(said: list[str]) -> str:
    return (
        tr("diff.and").join(said)
        if len(said) < 6
        else tr("diff.more", some=tr("diff.and").join(said[:5]), n=len(said) - 5)
    )


def _vocabulary(what: str) -> str:
    what = re.sub(r"\[[^\]]*\]", "", what)
    return _TERMS.get(what, what.rpartition(".")[2])


def _is_term(what: str, value: str) -> bool:
    return has(f"term.{_vocabulary(what)}.{value}")


def _plain(text: str, drafts: tuple[Draft, Draft]) -> str:
    """Tokens of cast and props as their labels, in whichever draft has them."""

    def label(match: re.Match[str]) -> str:
        for draft in drafts:
            item = draft.cast_member(match[2]) if match[1] == "cast" else draft.prop(match[2])
            if item is not None and item.label:
                return item.label
        return match[2]

    return " ".join(TOKEN.sub(label, text).split())


def _short(text: str, drafts: tuple[Draft, Draft]) -> str:
    text = _plain(text, drafts)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _round(was: str, now: str) -> tuple[str, str]:
    """Two long texts cut to what differs, with a few words on either side."""
    least = min(len(was), len(now))
    start = next((i for i in range(least) if was[i] != now[i]), least)
    end = next((i for i in range(least - start) if was[-1 - i] != now[-1 - i]), least - start)
    start = was.rfind(" ", 0, max(0, start - _AROUND)) + 1

    def window(text: str) -> str:
        last = text.find(" ", min(len(text), len(text) - end + _AROUND))
        last = len(text) if last < 0 else last
        inner = text[start:last]
        if len(inner) > 2 * LONGEST:
            inner, last = inner[: 2 * LONGEST].rsplit(" ", 1)[0], 0
        return f"{'… ' if start else ''}{inner}{' …' if last < len(text) else ''}"

    return window(was), window(now)


def _quoted(text: str) -> str:
    return tr("diff.quoted", text=text)


def _small(text: str) -> str:
    """A label inside a sentence: its first letter small, unless it is an abbreviation or a figure."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def said(rows: Iterable[Row]) -> list[str]:
    """The rows as lines."""
    return [row.text for row in rows]

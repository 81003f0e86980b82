"""The lines of the shelf as plain values: drafts, presets and searches under their groups, filtered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.desk.snapshot import DraftEntry
from app.desk.template_words import form_name
from app.domain.draft import Draft
from app.domain.job import Message
from app.domain.preset import Preset
from app.strings import listed, tr
from ui.kit.timebar import short_time
from ui.panels.send.figures import day_words

Kind = Literal["group", "draft", "preset", "search", "more", "empty"]
GROUPS = ("drafts", "presets", "library")
PRESETS_SHOWN = 6
SEARCHES = (("all", "", "library"), ("kept", "is:kept", "rating"), ("rehearsals", "is:rehearsal", "seen"))
"""Name, query and sign of the searches of the library."""


@dataclass(frozen=True)
class Row:
    """One line of the shelf. `id` is a draft's or preset's id, a group's name or a search's query."""

    kind: Kind
    id: str
    title: str
    second: str = ""
    track: str = ""
    poster: str = ""
    """Names the content that its poster shows."""
    sign: str = ""
    open: bool = True
    retired: str = ""
    broken: Message | None = None
    own: bool = False
    """Whether it is a preset of the person's own."""

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return f"{self.kind}:{self.id}"

    @property
    def spoken(self) -> str:
        """What a screen reader says after the title."""
        return listed(part for part in (self.second, self.retired) if part)


@dataclass(frozen=True)
class Shown:
    """How the shelf is looked at: what is typed, which groups are folded, and whether all presets show."""

    wanted: str = ""
    folded: frozenset[str] = frozenset()
    all_presets: bool = False


def draft_row(entry: DraftEntry, tracks: Mapping[str, str]) -> Row:
    """The line of a draft on disk."""
    if entry.unreadable is not None:
        return Row("draft", entry.id, entry.title or entry.id, tr("shelf.unreadable"), broken=entry.unreadable)
    retired = tr("shelf.retired", day=day_words(entry.aim_retired)) if entry.aim_retired else ""
    second = _second(entry.form, entry.seconds)
    poster = f"{entry.id}@{entry.changed}"
    title = entry.title or tr("shelf.untitled")
    return Row("draft", entry.id, title, second, tracks.get(entry.form, ""), poster, retired=retired)


def open_row(row: Row, draft: Draft, tracks: Mapping[str, str]) -> Row:
    """The line of the open draft, which says what is typed before it is on disk."""
    return Row(
        "draft",
        draft.id,
        draft.title or tr("shelf.untitled"),
        _second(draft.form, draft.seconds),
        tracks.get(draft.form, ""),
        row.poster,
        retired=row.retired,
    )


def preset_row(preset: Preset) -> Row:
    """The line of a preset; only own ones have versions."""
    second = "" if preset.builtin else tr("shelf.version", n=preset.version)
    return Row("preset", preset.id, preset.name, second, sign="preset", own=not preset.builtin)


def problem_row(name: str, why: Message) -> Row:
    """The line of a preset file that cannot be read."""
    return Row("preset", name, name, tr("shelf.unreadable"), sign="error", broken=why)


def search_rows(counts: Mapping[str, int]) -> list[Row]:
    """The lines of the library, with the counts that are known."""
    return [
        Row("search", query, tr(f"shelf.search.{name}"), f"{counts[query]:,}" if query in counts else "", sign=sign)
        for name, query, sign in SEARCHES
    ]


def arranged(drafts: Sequence[Row], presets: Sequence[Row] | None, searches: Sequence[Row], shown: Shown) -> list[Row]:
    """Everything under its group. With a filter, folded groups open and those without a hit go.

    Presets are None while they are not read yet.
    """
    wanted = shown.wanted.strip().casefold()
    found: dict[str, Sequence[Row]] = dict(zip(GROUPS, (drafts, presets or (), searches), strict=True))
    lines: list[Row] = []
    if searches and all(row.second == "0" for row in searches):
        found["library"] = ()
    for group in GROUPS:
        hits = [row for row in found[group] if wanted in row.title.casefold()]
        if wanted and not hits:
            continue
        is_open = group not in shown.folded or bool(wanted)
        count = "" if group == "library" or not found[group] else str(len(hits))
        lines.append(Row("group", group, tr(f"shelf.{group}"), count, open=is_open))
        if is_open and (group != "presets" or presets is not None):
            lines += _cut(group, hits, all_of_them=shown.all_presets or bool(wanted))
    return lines or [Row("empty", "none", tr("shelf.no_match", words=shown.wanted.strip()))]


def _cut(group: str, hits: list[Row], *, all_of_them: bool) -> list[Row]:
    if not hits:
        return [Row("empty", group, tr(f"shelf.no_{group}"))]
    if group != "presets" or all_of_them or len(hits) <= PRESETS_SHOWN + 1:
        return hits
    more = tr("shelf.more", n=len(hits) - PRESETS_SHOWN)
    return [*hits[:PRESETS_SHOWN], Row("more", "presets", more)]


def _second(form: str, seconds: float) -> str:
    return tr("shelf.draft", form=form_name(form), seconds=short_time(seconds))

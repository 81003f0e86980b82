"""What the list of versions says of each: its name, when it was kept, and what changed, in film terms. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.desk.film_words import diff_rows
from app.desk.versions import Version
from app.domain.draft import Draft
from app.strings import listed, tr
from ui.kit.timebar import short_time
from ui.panels.send.figures import day_words

SIGNS = {
    "opened": "folder",
    "work": "draft",
    "preset": "preset",
    "aim": "up-down",
    "restore": "undo",
    "take": "play",
    "hand": "pin",
}


def title_words(version: Version) -> str:
    """What a version is called: by a person, by its takes, or by why it was kept."""
    return version.name or takes_words(version) or kind_words(version)


def kind_words(version: Version) -> str:
    """Why it was kept."""
    return tr(f"history.kind.{version.kind}", about=version.about)


def takes_words(version: Version) -> str:
    """The takes that were made of it: `Take 3, Rehearsal 1`."""
    return listed(
        tr("history.take.rehearsal", n=take[1:]) if take.startswith("r") else tr("history.take.take", n=take)
        for take in version.takes
    )


def sign_of(version: Version) -> str:
    """The sign before its name."""
    return "pin" if version.stays else "play" if version.takes else SIGNS[version.kind]


def when_words(made: str, now: str) -> str:
    """When it was kept, on this machine's clock: `Today 14:03`, `Yesterday 14:03`, `21 Nov 2026 14:03`."""
    local = datetime.fromisoformat(made).astimezone()
    clock, day, today = local.strftime("%H:%M"), local.date(), _day(now)
    if day == today:
        return tr("history.today", time=clock)
    if day == today - timedelta(days=1):
        return tr("history.yesterday", time=clock)
    return f"{day_words(day.isoformat())} {clock}"


def since_words(before: Draft, after: Draft) -> str:
    """What changed from one version to the next, in one line."""
    found = change_lines(before, after)
    if not found:
        return tr("history.same")
    return found[0] if len(found) == 1 else tr("history.more", first=found[0], n=len(found) - 1)


def change_lines(before: Draft, after: Draft) -> list[str]:
    """What changes, a line a place."""
    return [each.text for each in diff_rows(before, after)]


def fact_words(version: Version, draft: Draft | None, aim: str, now: str) -> str:
    """When, how long, and for which model; and why it was kept where its name does not say it."""
    when = when_words(version.made, now)
    facts = tr("history.facts", when=when, seconds=short_time(draft.seconds), aim=aim) if draft is not None else when
    why = "" if version.kind == "take" else kind_words(version)
    more = [words for words in (takes_words(version), why) if words not in ("", title_words(version))]
    return "\n".join((facts, listed(more))) if more else facts


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone().date()

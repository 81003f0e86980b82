"""What the time editors say of a draft: its beats as cards, its terms and tokens as words. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from app.domain.beats import beat_spans
from app.domain.draft import Beat, Draft
from app.domain.finding import Finding
from app.domain.moves import Segment, arc_degrees
from app.domain.timing import LEAST_BEAT
from app.domain.variables import TOKEN
from app.strings import has, listed, tr

_RIGHT_TO_LEFT = ("R", "AL")


class Card(NamedTuple):
    """A beat as its card shows it. `fault` is why it cannot be as it is, `remark` why it had better not."""

    shot_id: str
    beat_id: str
    number: int
    start: float
    end: float
    title: str
    action: str
    link: str
    seconds: float
    fault: str = ""
    remark: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Shot and beat id."""
        return self.shot_id, self.beat_id


def is_in_beat(path: str, card: Card) -> bool:
    """Whether a draft path is about the beat of a card."""
    return path.startswith(f"shots[{card.shot_id}].beats[{card.beat_id}]")


def named_props(draft: Draft, beat: Beat) -> tuple[str, ...]:
    """The props of a draft that the texts of a beat name, in the order they are first named."""
    there = {each.id for each in draft.place.props}
    found = (name for kind, name in TOKEN.findall(beat.model_dump_json()) if kind == "prop")
    return tuple(dict.fromkeys(name for name in found if name in there))


def term(vocabulary: str, value: str) -> str:
    """A stored term in the words of the screen; what somebody typed stands for itself."""
    key = f"term.{vocabulary}.{value}"
    if value and has(key):
        return tr(key)
    return _capital(value.replace("_", " "))


def small(text: str) -> str:
    """A label inside a sentence: its first letter small, unless it is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def link_word(link: str) -> str:
    """The word of a link as it stands between two beats."""
    return small(term("link", link))


def plain(draft: Draft, text: str) -> str:
    """Text with the tokens of cast and props as their labels."""
    if "{" not in text:
        return text

    def label(match: re.Match[str]) -> str:
        found = draft.cast_member(match[2]) if match[1] == "cast" else draft.prop(match[2])
        return apart((found.label if found else "") or match[2])

    return TOKEN.sub(label, text)


def apart(label: str) -> str:
    """A name that is put into other words: one that runs from right to left does not turn the words round it."""
    if label.isascii() or not any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in label):
        return label
    return f"\u2068{label}\u2069"


def beat_title(draft: Draft, beat: Beat, number: int) -> str:
    """What a beat is called: its purpose, else who acts, else its number."""
    if beat.purpose:
        return _capital(term("purpose", beat.purpose))
    return _capital(plain(draft, beat.subject).strip()) or tr("beats.untitled", n=number)


def beat_action(draft: Draft, beat: Beat) -> str:
    """What is seen in a beat, in one line."""
    said = " ".join(part for part in (plain(draft, beat.subject), plain(draft, beat.action)) if part.strip())
    if not beat.purpose and not beat.action:
        return plain(draft, beat.ends_as)
    return _capital(said.strip())


def cards(draft: Draft, findings: Iterable[Finding] = ()) -> tuple[Card, ...]:
    """Every beat of a draft as a card. The beats of a shot they do not fit are drawn closer, so that all are seen."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(_beat_path(finding.path), []).append(finding)
    shots = {shot.id: (draft.shot_start(shot.id), shot) for shot in draft.shots}
    made: list[Card] = []
    for span in beat_spans(draft):
        start, shot = shots[span.shot_id]
        needed = sum(beat.seconds for beat in shot.beats)
        over = needed > shot.seconds + 1e-3
        squeeze = shot.seconds / needed if over else 1.0
        path = f"shots[{span.shot_id}].beats[{span.beat.id}]"
        fault, remark = _said(by_path.get(path, []))
        if over and span.end > start + shot.seconds + 1e-3:
            fault = fault or tr("beats.runs_over")
        elif span.beat.seconds < LEAST_BEAT:
            fault = fault or tr("beats.too_short", seconds=LEAST_BEAT)
        made.append(
            Card(
                shot_id=span.shot_id,
                beat_id=span.beat.id,
                number=span.number,
                start=start + (span.start - start) * squeeze,
                end=start + (span.end - start) * squeeze,
                title=beat_title(draft, span.beat, span.number),
                action=beat_action(draft, span.beat),
                link=span.beat.link.type if span.number > 1 else "opens",
                seconds=span.beat.seconds,
                fault=fault,
                remark=remark,
            )
        )
    return tuple(made)


def spoken(card: Card, count: int) -> str:
    """A card as a screen reader says it."""
    place = tr("beats.card", n=card.number, count=count, title=card.title)
    times = tr("beats.card.times", start=f"{card.start:.1f}", end=f"{card.end:.1f}")
    return listed(part for part in (place, times, card.action, card.fault) if part)


def _said(findings: list[Finding]) -> tuple[str, str]:
    errors = [tr(each.sentence, **each.args) for each in findings if each.level == "error"]
    warnings = [tr(each.sentence, **each.args) for each in findings if each.level == "warning"]
    return (errors[0] if errors else ""), (warnings[0] if warnings else "")


def _beat_path(path: str) -> str:
    match = re.match(r"shots\[[^\]]+\]\.beats\[[^\]]+\]", path)
    return match[0] if match else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def move_words(segment: Segment, *, short: bool = False) -> str:
    """What the camera does in a segment: “Arc right about 120°, steady”; short: “Slow push in”."""
    move = term("move", segment.name)
    if segment.name == "static":
        return move
    if segment.name.startswith(("arc", "orbit")) and not short:
        move = tr("path.arc", move=move, degrees=arc_degrees(segment))
    if segment.secondary and not short:
        move = tr("path.compound", move=move, second=small(term("move", segment.secondary)))
    speed = "" if segment.speed in ("", "whip") else term("speed", segment.speed)
    if not speed or segment.name == "complex" or (short and segment.speed == "steady"):
        return move
    if short:
        return tr("path.move.short", speed=speed, move=small(move))
    return tr("path.move.long", speed=small(speed), move=move)

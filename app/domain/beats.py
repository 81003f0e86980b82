"""What can be done to story beats on the time bar: add, split, merge, stretch, move, duplicate, remove.

Every operation is pure and one undo step. Beats own their seconds and a shot owns its own; what its beats leave over
is a hold. None of these change the length of the draft, but for one case that `add_beat` names. Ids stay; new items
get ids no other item of the draft has. What cannot be done gives the draft back as it was. UnknownName for an id
that is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeVar

from app.domain.draft import Beat, Draft, Line, Link, Shot, SoundCue
from app.domain.edit import free_id
from app.domain.errors import UnknownName
from app.domain.timing import LEAST_BEAT, find_beat, find_shot, fit_keys, hold_of, rounded, with_shot

NEW_BEAT = 2.0
"""Length of a new beat where there is room (seconds)."""
Edge = Literal["start", "end"]
Item = TypeVar("Item", Line, SoundCue)


class BeatSpan(NamedTuple):
    """A beat with its place: `number` counts from 1 over the whole draft, `start` and `end` in seconds of the draft."""

    shot_id: str
    beat: Beat
    number: int
    start: float
    end: float


def beat_spans(draft: Draft) -> tuple[BeatSpan, ...]:
    """Every beat with its place in time. Beats that do not fit their shot reach over its end."""
    spans: list[BeatSpan] = []
    shot_start = 0.0
    for shot in draft.shots:
        start = shot_start
        for beat in shot.beats:
            end = rounded(start + beat.seconds)
            spans.append(BeatSpan(shot.id, beat, len(spans) + 1, start, end))
            start = end
        shot_start = rounded(shot_start + shot.seconds)
    return tuple(spans)


def beat_at(draft: Draft, t: float) -> BeatSpan | None:
    """The beat that is under way `t` seconds into the draft, or None in a hold."""
    return next((span for span in beat_spans(draft) if span.start <= t < span.end), None)


def add_beat(draft: Draft, shot_id: str, after: str = "", seconds: float = NEW_BEAT) -> tuple[Draft, str]:
    """A new beat after another one (at the start of the shot without), and its id.

    It takes the shot's hold; where there is none, up to half of the beat before it, or of the longest where only that
    can give it all it wants. A shot whose beats are all too short to give half of themselves becomes `LEAST_BEAT`
    longer.
    """
    beat = Beat(id=_free_beat_id(draft), link=Link(type="then" if after else "opens"))
    return _insert(draft, shot_id, beat, after, seconds)


def duplicate_beat(draft: Draft, shot_id: str, beat_id: str) -> tuple[Draft, str]:
    """The same beat once more after itself, and the copy's id. It finds its time as `add_beat` does."""
    beat = find_beat(draft, shot_id, beat_id)
    taken_lines = {line.id for span in beat_spans(draft) for line in span.beat.lines}
    taken_sounds = {cue.id for span in beat_spans(draft) for cue in span.beat.sounds}
    copy = beat.replace(
        id=_free_beat_id(draft),
        lines=_renamed(beat.lines, taken_lines),
        sounds=_renamed(beat.sounds, taken_sounds),
    )
    return _insert(draft, shot_id, copy, beat_id, beat.seconds)


def split_beat(draft: Draft, shot_id: str, beat_id: str, t: float) -> tuple[Draft, str]:
    """Two beats out of one, `t` seconds into the draft, and the id of the later one.

    What is seen first stays with the first (action, touches, lines at its start); what is seen last goes to the second
    (end state, where it moves to, lines at the end, sounds after). `merge_beats` puts them together again.
    """
    shot, place = _place(draft, shot_id, beat_id)
    beat = shot.beats[place]
    first = rounded(t - draft.shot_start(shot_id) - sum(each.seconds for each in shot.beats[:place]))
    if not 0 < first < beat.seconds:
        return draft, beat_id
    late_lines = tuple(line for line in beat.lines if line.at in ("end", "after_action"))
    late_sounds = tuple(cue for cue in beat.sounds if cue.sync == "after")
    head = beat.replace(
        seconds=first,
        ends_as="",
        moves_to="",
        lines=tuple(line for line in beat.lines if line not in late_lines),
        sounds=tuple(cue for cue in beat.sounds if cue not in late_sounds),
    )
    tail = beat.replace(
        id=_free_beat_id(draft),
        seconds=rounded(beat.seconds - first),
        purpose="",
        action="",
        touches="",
        link=Link(),
        feeling_shown="",
        lines=late_lines,
        sounds=late_sounds,
    )
    return _with_beats(draft, shot, (*shot.beats[:place], head, tail, *shot.beats[place + 1 :])), tail.id


def merge_beats(draft: Draft, shot_id: str, beat_id: str) -> Draft:
    """A beat and the next one of its shot as one: their seconds, words, lines and sounds together, the first one's id.

    Nothing is lost: different words stand one after the other with a semicolon, what passed the cause on too.
    """
    shot, place = _place(draft, shot_id, beat_id)
    if place + 1 >= len(shot.beats):
        return draft
    first, second = shot.beats[place], shot.beats[place + 1]
    sees = second.action
    if sees and second.subject and second.subject != first.subject:
        sees = f"{second.subject} {sees}"
    merged = first.replace(
        seconds=rounded(first.seconds + second.seconds),
        purpose=first.purpose or second.purpose,
        subject=first.subject or second.subject,
        action=_joined(first.action, second.link.evidence, sees),
        touches=_joined(first.touches, second.touches),
        moves_to=_joined(first.moves_to, second.moves_to),
        ends_as=_joined(first.ends_as, second.ends_as),
        feeling_shown=_joined(first.feeling_shown, second.feeling_shown),
        lines=_together(first.lines, second.lines),
        sounds=_together(first.sounds, second.sounds),
        facing=first.facing or second.facing,
        eyeline=first.eyeline or second.eyeline,
        weight="key" if "key" in (first.weight, second.weight) else "normal",
    )
    joined = _with_beats(draft, shot, (*shot.beats[:place], merged, *shot.beats[place + 2 :]))
    return _relinked(joined, second.id, first.id)


def stretch_beat(draft: Draft, shot_id: str, beat_id: str, seconds: float, edge: Edge = "end") -> Draft:
    """Make a beat longer or shorter by moving one of its edges.

    Longer: the neighbours on that side give way, the nearest first, none below `LEAST_BEAT`, the shot's hold last; it
    grows as far as they can. Shorter: the neighbour takes the time; after the last beat it becomes hold. The start of
    a shot's first beat does not move.
    """
    shot, place = _place(draft, shot_id, beat_id)
    lengths = [beat.seconds for beat in shot.beats]
    lengths.append(rounded(shot.seconds - sum(lengths)))
    hold = len(lengths) - 1
    side = list(range(place + 1, hold + 1)) if edge == "end" else list(range(place - 1, -1, -1))
    change = max(seconds, LEAST_BEAT) - lengths[place]
    if not side or abs(change) < 1e-6:
        return draft
    if change > 0:
        change -= _take(lengths, side, change, hold)
    else:
        # beats that run over the end of their shot are brought back before anybody grows
        over = min(-change, max(0.0, -lengths[hold]))
        lengths[hold] += over
        lengths[side[0]] += -change - over
    lengths[place] += change
    return _with_beats(draft, shot, _with_lengths(shot, lengths[:hold]))


def move_beat(draft: Draft, shot_id: str, beat_id: str, to_shot_id: str, index: int) -> Draft:
    """Put a beat at another place, in its shot or in another; `index` counts without it.

    Into another shot it takes its time along: the cut moves, the draft keeps its length. A shot that would have
    nothing left keeps `LEAST_BEAT`, and the beats of the other one give way for it.
    """
    shot, place = _place(draft, shot_id, beat_id)
    beat = shot.beats[place]
    rest = (*shot.beats[:place], *shot.beats[place + 1 :])
    if to_shot_id == shot_id:
        index = max(0, min(index, len(rest)))
        return _with_beats(draft, shot, (*rest[:index], beat, *rest[index:]))
    moved = max(0.0, min(beat.seconds, rounded(shot.seconds - LEAST_BEAT)))
    target = _with_guest(draft, find_shot(draft, to_shot_id), beat, index, moved)
    left = rounded(shot.seconds - moved)
    shrunk: Shot = shot.replace(seconds=left, beats=rest, keys=fit_keys(shot.keys, shot.seconds, left))
    return with_shot(with_shot(draft, shrunk), target)


def remove_beat(draft: Draft, shot_id: str, beat_id: str) -> Draft:
    """Take a beat out. Its time goes to the beat before it, else to the one after it; a last beat before a hold leaves
    it to the hold. Links that named it name the beat before it."""
    shot, place = _place(draft, shot_id, beat_id)
    beat = shot.beats[place]
    rest = [*shot.beats[:place], *shot.beats[place + 1 :]]
    held = hold_of(shot)
    if rest and held >= 0 and not (held > 0 and place == len(rest)):
        heir = max(0, place - 1)
        rest[heir] = rest[heir].replace(seconds=rounded(rest[heir].seconds + beat.seconds))
    before = shot.beats[place - 1].id if place else ""
    return _relinked(_with_beats(draft, shot, tuple(rest)), beat_id, before)


def _place(draft: Draft, shot_id: str, beat_id: str) -> tuple[Shot, int]:
    shot = find_shot(draft, shot_id)
    for place, beat in enumerate(shot.beats):
        if beat.id == beat_id:
            return shot, place
    stem = f"shots[{shot_id}].beats"
    raise UnknownName("path", f"{stem}[{beat_id}]", [f"{stem}[{beat.id}]" for beat in shot.beats])


def _free_beat_id(draft: Draft) -> str:
    return free_id("b", {beat.id for shot in draft.shots for beat in shot.beats})


def _with_beats(draft: Draft, shot: Shot, beats: Sequence[Beat]) -> Draft:
    return with_shot(draft, shot.replace(beats=tuple(beats)))


def _with_lengths(shot: Shot, lengths: Sequence[float]) -> tuple[Beat, ...]:
    return tuple(beat.replace(seconds=rounded(each)) for beat, each in zip(shot.beats, lengths, strict=True))


def _take(lengths: list[float], givers: Sequence[int], wanted: float, hold: int) -> float:
    """Take `wanted` seconds from givers in their order, a beat keeping the least, the hold nothing; what is lacking."""
    for giver in givers:
        given = min(wanted, max(0.0, lengths[giver] - (0.0 if giver == hold else LEAST_BEAT)))
        lengths[giver] -= given
        wanted -= given
    return wanted


def _insert(draft: Draft, shot_id: str, beat: Beat, after: str, seconds: float) -> tuple[Draft, str]:
    shot = find_shot(draft, shot_id)
    index = _place(draft, shot_id, after)[1] + 1 if after else 0
    beats = [*shot.beats[:index], beat, *shot.beats[index:]]
    held = hold_of(shot)
    if held >= LEAST_BEAT:
        beats[index] = beat.replace(seconds=rounded(min(max(seconds, LEAST_BEAT), held)))
        return _with_beats(draft, shot, beats), beat.id
    giver = _giver(beats, index, seconds)
    length = min(seconds, beats[giver].seconds // (2 * LEAST_BEAT) * LEAST_BEAT) if giver is not None else 0.0
    if giver is None or length < LEAST_BEAT:
        beats[index] = beat.replace(seconds=LEAST_BEAT)
        longer: Shot = shot.replace(seconds=rounded(shot.seconds + LEAST_BEAT - max(held, 0.0)), beats=tuple(beats))
        return with_shot(draft, longer), beat.id
    beats[index] = beat.replace(seconds=rounded(length))
    beats[giver] = beats[giver].replace(seconds=rounded(beats[giver].seconds - length))
    return _with_beats(draft, shot, beats), beat.id


def _giver(beats: Sequence[Beat], index: int, seconds: float) -> int | None:
    """Which beat gives the one at `index` its time: the one beside it, or the longest where only that has enough."""
    others = [place for place in range(len(beats)) if place != index]
    if not others:
        return None
    beside = index - 1 if index else 1
    longest = max(others, key=lambda place: beats[place].seconds)
    enough = 2 * LEAST_BEAT if beats[longest].seconds < 2 * seconds else 2 * seconds
    return beside if beats[beside].seconds >= enough else longest


def _with_guest(draft: Draft, target: Shot, beat: Beat, index: int, brought: float) -> Shot:
    """A shot with a beat from another one, which brings some or all of its seconds."""
    index = max(0, min(index, len(target.beats)))
    if beat.id in {each.id for each in target.beats}:
        beat = beat.replace(id=_free_beat_id(draft))
    seconds = rounded(target.seconds + brought)
    guest: Shot = target.replace(
        seconds=seconds,
        beats=(*target.beats[:index], beat, *target.beats[index:]),
        keys=fit_keys(target.keys, target.seconds, seconds),
    )
    lacking = rounded(beat.seconds - brought - max(0.0, hold_of(target)))
    if lacking <= 0:
        return guest
    lengths = [each.seconds for each in guest.beats]
    longest_first = sorted((place for place in range(len(lengths)) if place != index), key=lambda n: -lengths[n])
    lengths[index] -= _take(lengths, longest_first, lacking, -1)
    fitted: Shot = guest.replace(beats=_with_lengths(guest, lengths))
    return fitted


def _joined(*parts: str) -> str:
    kept: list[str] = []
    for part in (each.strip() for each in parts):
        if part and part not in kept:
            kept.append(part)
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in "".join(kept))
    return ("；" if chinese else "; ").join(kept)


def _together(first: tuple[Item, ...], second: tuple[Item, ...]) -> tuple[Item, ...]:
    used = {item.id for item in first}
    together = list(first)
    for item in second:
        name = item.id if item.id not in used else free_id(item.id[0], used)
        used.add(name)
        together.append(item.replace(id=name))
    return tuple(together)


def _renamed(items: tuple[Item, ...], taken: set[str]) -> tuple[Item, ...]:
    used = set(taken)
    renamed: list[Item] = []
    for item in items:
        name = free_id(item.id[0], used)
        used.add(name)
        renamed.append(item.replace(id=name))
    return tuple(renamed)


def _relinked(draft: Draft, old: str, new: str) -> Draft:
    """Links that named a beat that is gone name another one, and never the beat they are of."""
    shots = []
    for shot in draft.shots:
        beats = tuple(
            beat.replace(link=beat.link.replace(to=new if new != beat.id else "")) if beat.link.to == old else beat
            for beat in shot.beats
        )
        shots.append(shot.replace(beats=beats))
    relinked: Draft = draft.replace(shots=tuple(shots))
    return relinked

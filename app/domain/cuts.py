"""What can be done to shots on the time bar: cut one in two, join two, move a cut, give a shot other seconds.

Pure; each is one undo step. Cutting, joining and moving a cut keep the length of the draft, and every beat, line,
sound and key keeps its moment as far as it can. UnknownName for a shot that is not there.
"""

from __future__ import annotations

from app.domain.beats import split_beat
from app.domain.draft import Axes, Draft, Key, Shot
from app.domain.edit import free_id
from app.domain.keys import KEY_GAP, add_key, less, more
from app.domain.timing import LEAST_BEAT, NEAR, find_shot, fit_beats, fit_keys, hold_of, rounded, with_shot

_EASE_BEFORE = {"in_out": "in", "out": "constant"}
_EASE_AFTER = {"in_out": "out", "in": "constant"}


def shot_at(draft: Draft, t: float) -> tuple[Shot, float] | None:
    """The shot under way `t` seconds into the draft, with its start; the last one at the very end. None without one."""
    start = 0.0
    for number, shot in enumerate(draft.shots):
        last = number == len(draft.shots) - 1
        if start - NEAR <= t < start + shot.seconds - NEAR or (last and t <= start + shot.seconds + NEAR):
            return shot, start
        start = rounded(start + shot.seconds)
    return None


def cut_times(draft: Draft) -> tuple[float, ...]:
    """The borders between shots, in seconds of the draft."""
    return tuple(draft.shot_start(shot.id) for shot in draft.shots[1:])


def cut_shot(draft: Draft, t: float) -> tuple[Draft, str]:
    """Two shots out of the one under way at `t`, and the id of the later one; at a border the draft as it was.

    A beat across the cut is split. The camera goes on where it was, with its axes counted from the cut.
    """
    found = shot_at(draft, t)
    if found is None:
        return draft, ""
    shot, start = found
    local = rounded(t - start)
    if local < NEAR or shot.seconds - local < NEAR:
        return draft, shot.id
    draft = _split_across(draft, shot, start, local)
    shot = find_shot(draft, shot.id)
    first_keys, second_keys = _divided_keys(draft, shot, local)
    count, end = 0, 0.0
    while count < len(shot.beats) and end + shot.beats[count].seconds <= local + NEAR:
        end += shot.beats[count].seconds
        count += 1
    later: Shot = shot.replace(
        id=free_id("s", {each.id for each in draft.shots}),
        seconds=rounded(shot.seconds - local),
        cut_in="cut",
        keys=second_keys,
        beats=shot.beats[count:],
    )
    earlier = shot.replace(seconds=local, keys=first_keys, beats=shot.beats[:count])
    place = draft.shots.index(shot)
    cut: Draft = draft.replace(shots=(*draft.shots[:place], earlier, later, *draft.shots[place + 1 :]))
    return cut, later.id


def join_shots(draft: Draft, shot_id: str) -> Draft:
    """A shot and the next one as one take, under the first one's id; the last shot has nothing to join.

    The camera's path goes on without a jump; a hold before the cut goes to the beat before it.
    """
    place = draft.shots.index(find_shot(draft, shot_id))
    if place + 1 >= len(draft.shots):
        return draft
    first, second = draft.shots[place], draft.shots[place + 1]
    beats = list(first.beats)
    if beats and second.beats and (held := hold_of(first)) > 0:
        beats[-1] = beats[-1].replace(seconds=rounded(beats[-1].seconds + held))
    taken = {beat.id for beat in beats}
    for beat in second.beats:
        name = beat.id if beat.id not in taken else free_id("b", taken)
        taken.add(name)
        beats.append(beat.replace(id=name))
    joined = first.replace(
        seconds=rounded(first.seconds + second.seconds), beats=tuple(beats), keys=_chained_keys(first, second)
    )
    whole: Draft = draft.replace(shots=(*draft.shots[:place], joined, *draft.shots[place + 2 :]))
    return whole


def move_cut(draft: Draft, shot_id: str, t: float) -> Draft:
    """Move the cut at the end of a shot to `t` seconds of the draft; both shots keep at least `LEAST_BEAT`.

    The draft keeps its length. Beats that filled a shot go on filling it; others keep their length while they fit.
    """
    place = draft.shots.index(find_shot(draft, shot_id))
    if place + 1 >= len(draft.shots):
        return draft
    first, second = draft.shots[place], draft.shots[place + 1]
    both = first.seconds + second.seconds
    if both < 2 * LEAST_BEAT:
        return draft
    seconds = min(max(rounded(t - draft.shot_start(shot_id)), LEAST_BEAT), rounded(both - LEAST_BEAT))
    return set_shot_seconds(set_shot_seconds(draft, first.id, seconds), second.id, rounded(both - seconds))


def set_shot_seconds(draft: Draft, shot_id: str, seconds: float) -> Draft:
    """Another length for a shot (the draft's length changes with it).

    Its camera path keeps its shape over the new time. Beats that filled the shot go on filling it, each with its
    share; otherwise they keep their seconds while they fit.
    """
    return with_shot(draft, with_seconds(find_shot(draft, shot_id), seconds))


def with_seconds(shot: Shot, seconds: float) -> Shot:
    """The shot in other seconds."""
    seconds = rounded(min(max(seconds, LEAST_BEAT), 600.0))
    beats = shot.beats
    full = hold_of(shot) <= NEAR
    if full or sum(beat.seconds for beat in beats) > seconds:
        beats = fit_beats(beats, seconds)
    changed: Shot = shot.replace(seconds=seconds, beats=beats, keys=fit_keys(shot.keys, shot.seconds, seconds))
    return changed


def _split_across(draft: Draft, shot: Shot, start: float, local: float) -> Draft:
    at = 0.0
    for beat in shot.beats:
        if at + NEAR < local < at + beat.seconds - NEAR:
            return split_beat(draft, shot.id, beat.id, rounded(start + local))[0]
        at += beat.seconds
    return draft


def _divided_keys(draft: Draft, shot: Shot, local: float) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """The keys before and after a cut. The path has a key at the cut where it was moving across it."""
    if not shot.keys:
        return (), ()
    whole, border_id = add_key(draft, shot.id, local)
    keys = find_shot(whole, shot.id).keys
    border = next(key for key in keys if key.id == border_id)
    before = [key for key in keys if key.t < border.t]
    after = [key for key in keys if key.t > border.t]
    if before and after and border_id not in {key.id for key in shot.keys}:
        before[-1] = before[-1].replace(ease=_EASE_BEFORE.get(before[-1].ease, before[-1].ease))
        border = border.replace(ease=_EASE_AFTER.get(border.ease, border.ease))
    taken = {key.id for each in whole.shots for key in each.keys}
    first = border.replace(id=free_id("k", taken), t=0.0, axes=Axes())
    second = [first, *(key.replace(t=rounded(key.t - local), axes=less(key.axes, border.axes)) for key in after)]
    ends = after or border.axes != (before[-1].axes if before else border.axes) or border_id in _ids(shot)
    if before and ends:
        before.append(border.replace(t=local, hold=0.0))
    return tuple(before) or (border,), tuple(second)


def _ids(shot: Shot) -> set[str]:
    return {key.id for key in shot.keys}


def _chained_keys(first: Shot, second: Shot) -> tuple[Key, ...]:
    if not second.keys:
        return first.keys
    if not first.keys:
        return (
            Key(id=free_id("k", _ids(second)), framing=second.keys[0].framing),
            *_later(first, second, Axes(), set()),
        )
    end = first.keys[-1]
    later = list(_later(first, second, end.axes, _ids(first)))
    kept = list(first.keys)
    if len(kept) > 1 and later[0].t - end.t < KEY_GAP:
        # two keys at one moment: the later framing goes on from here, and says nothing where it is empty
        new, old = later[0], end.framing
        framing = new.framing.replace(
            size=new.framing.size or old.size,
            angle=new.framing.angle or old.angle,
            target=new.framing.target or old.target,
        )
        later[0] = new.replace(id=end.id, framing=framing, reveal=new.reveal or end.reveal)
        kept.pop()
    return (*kept, *later)


def _later(first: Shot, second: Shot, start: Axes, taken: set[str]) -> tuple[Key, ...]:
    used = set(taken)
    later: list[Key] = []
    for key in second.keys:
        name = key.id if key.id not in used else free_id("k", used)
        used.add(name)
        later.append(key.replace(id=name, t=rounded(first.seconds + key.t), axes=more(key.axes, start)))
    return tuple(later)

"""Tells the price before sending from the model's row: its rate by resolution and sound, times the billed seconds."""

from __future__ import annotations

from functools import lru_cache

from app.domain.draft import Draft
from app.domain.model import Model, Price
from app.domain.request import Estimate
from app.prompting.clips import clips_sent, edited, limits_of
from app.prompting.fit import nearest_length, number
from app.prompting.spans import build


def estimate(draft: Draft, model: Model) -> Estimate:
    """The price of one take. `usd` is None where the row has no rate for what is asked; `per` is the sum in figures."""
    seconds = made_seconds(draft, model)
    price = rate(draft, model)
    source = model.price_source or model.source
    if price is None:
        return build(Estimate, source=source, checked_on=model.checked_on)
    if price.counts_clips:
        given = sum(clip.footage.seconds for clip in clips_sent(draft, model))
        seconds += max(given, seconds if price.counts_clips == "doubled" else 0.0)
    usd = round(price.usd_per_second * seconds, 4)
    per = f"{number(seconds)} s × ${_money(price.usd_per_second)}" if usd else ""
    return build(Estimate, usd=usd, per=per, source=source, checked_on=model.checked_on)


def made_seconds(draft: Draft, model: Model) -> float:
    """How long the clip becomes: as the draft asks, or as the clip that is edited is, where it follows that."""
    changed = edited(draft, model)
    limits = limits_of(changed, model) if changed is not None else None
    if changed is not None and limits is not None and limits.follows and changed.footage.seconds:
        return changed.footage.seconds
    return nearest_length(draft.seconds, model.limits.lengths)


def rate(draft: Draft, model: Model) -> Price | None:
    """The rate that fits the draft's resolution and sound best; None where the row knows none."""
    audio = sound_of(draft, model)
    resolution = resolution_of(draft, model)
    with_clip = bool(clips_sent(draft, model))
    fitting = [
        price
        for price in model.prices
        if price.resolution in ("", resolution) and price.audio in ("", audio) and price.video_in == with_clip
    ]
    return max(fitting, key=lambda price: (bool(price.resolution), bool(price.audio)), default=None)


def sound_of(draft: Draft, model: Model) -> str:
    """Whether the clip has sound, `on` or `off`: the draft's wish where the model has a switch."""
    audio = model.limits.audio
    return {"always": "on", "never": "off"}.get(audio or "", draft.frame.audio)


def resolution_of(draft: Draft, model: Model) -> str:
    """The resolution asked for: the draft's where the model offers it, else the nearest below it, else the least."""
    return _nearest_resolution(draft.frame.resolution, model.limits.resolutions)


@lru_cache(maxsize=256)
def _nearest_resolution(wish: str, offered: tuple[str, ...]) -> str:
    if not offered or wish in offered:
        return wish
    lines = _lines(wish)
    by_size = sorted(offered, key=_lines)
    return max((each for each in by_size if _lines(each) <= lines), key=_lines, default=by_size[0])


def _lines(resolution: str) -> float:
    """Picture lines of a resolution's name; 0 for a name without figures."""
    text = resolution.strip().lower()
    figures = "".join(char for char in text if char.isdigit() or char == ".").strip(".")
    try:
        value = float(figures)
    except ValueError:
        return 0.0
    return value * 540 if text.endswith("k") else value


def _money(usd: float) -> str:
    """Dollars with at least two decimals and no more than needed."""
    whole = f"{usd:.4f}".rstrip("0")
    decimals = len(whole.partition(".")[2])
    return whole + "0" * max(0, 2 - decimals)

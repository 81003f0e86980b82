"""Money, days and lengths as the program writes them, and who a provider is."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QLocale, Qt

from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.request import Compiled
from app.strings import has, language, listed, tr


def money(usd: float) -> str:
    """An amount with two decimals; one under a cent keeps what it has."""
    return f"${usd:.2f}" if usd >= 0.01 or usd == 0 else f"${usd:.4f}".rstrip("0")


def day_words(day: str) -> str:
    """An ISO day as it is written on the screen: `21 Nov 2026`, in Chinese as it is."""
    date = QDate.fromString(day[:10], Qt.DateFormat.ISODate)
    if not date.isValid() or language().startswith("zh"):
        return day[:10]
    return QLocale(QLocale.Language.English).toString(date, "d MMM yyyy")


def price_words(compiled: Compiled) -> str:
    """The price of one take, or that nobody knows it."""
    usd = compiled.estimate.usd
    if usd is None:
        return tr("send.price_unknown")
    return money(usd) if usd else tr("send.free")


def sum_words(compiled: Compiled, draft: Draft | None) -> str:
    """How a price comes about: `8 s × $0.168, 1080p with sound`; without a price, what is asked for."""
    asked = compiled.parameters
    resolution = str(asked.get("resolution") or (draft.frame.resolution if draft else ""))
    audio = asked.get("audio", draft.frame.audio == "on" if draft else False)
    frame = tr("send.with_sound" if audio in (True, "on") else "send.silent_frame", resolution=resolution)
    seconds, _, price = compiled.estimate.per.partition(" s × ")
    first = tr("send.sum", seconds=seconds, price=price) if price else tr("send.seconds", seconds=compiled.seconds)
    return listed((first, frame)) if resolution else first


def source_words(compiled: Compiled) -> str:
    """Where a price is from and when that was looked up."""
    estimate = compiled.estimate
    if not estimate.source:
        return ""
    key = f"price_source.{re.sub(r'[^a-z0-9]+', '_', estimate.source.lower())}"
    source = tr(key) if has(key) else estimate.source
    return tr("send.source", source=source, day=day_words(estimate.checked_on)) if estimate.checked_on else source


def provider_name(provider: str) -> str:
    """A provider's name for people."""
    key = f"send.provider.{provider}"
    return tr(key) if has(key) else provider


def way_words(model: Model, today: str, connected: frozenset[str]) -> str:
    """The state of the way to a model, in one sentence."""
    if model.is_retired(today):
        return tr("send.way.retired", day=day_words(model.retired))
    if model.provider == "animatic":
        return tr("send.way.local")
    name = provider_name(model.provider)
    return tr("send.way.connected" if model.provider in connected else "send.way.none", provider=name)

"""The price before sending: what it comes to, where it goes, what must be said first, and the person's caps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.desk.compiling import compile_for
from app.desk.connecting import Connecting
from app.domain.connection import Connection
from app.domain.draft import Draft
from app.domain.errors import BadValue, Conflict, Fault
from app.domain.job import Job, Message
from app.domain.model import Model, is_drawn_here
from app.domain.noun import Noun
from app.domain.request import Estimate

KEPT_BRIEFLY_SECONDS = 2 * 3600
"""A clip that is removed sooner is spoken of before sending and at quitting."""


OWN_SERVERS = "openai-videos"
"""The protocol that servers of one's own speak; any other provider bills, also through an address in one's network."""
GATEWAYS = ("litellm", "new-api")
"""Kinds of server that pass a job on to somebody who may send a bill, wherever they stand."""


class Quote(Noun):
    """What a person should know before a take is sent."""

    model: Model
    connection: Connection | None
    """Where it goes; None where nobody has said which of several, or there is none."""
    estimate: Estimate
    free: bool
    """Whether nobody sends a bill: it is drawn here, or made by a server in one's own network that is no gateway."""
    spent_today: float
    """Dollars charged or held today."""
    warnings: tuple[Message, ...] = ()
    """What must be said before: an unknown price, how soon the clip is removed, whether a refused one is billed."""

    @property
    def must_ask(self) -> bool:
        """Whether the person has to say yes to the price."""
        return not self.free and self.estimate.usd is None


class Paying(Connecting):
    """What a take costs, and whether it may."""

    def quote(self, draft: Draft, model_id: str | None = None, connection: str | None = None) -> Quote:
        """What sending this draft to a model (its aim) comes to."""
        model = self._rooms.catalog.model(model_id or draft.aim)
        estimate = compile_for(self._rooms.catalog, draft, model, self.today()).estimate
        name = connection or self.connection_for(model)
        way = self.connection(name) if name is not None else None
        free = _is_free(model, way)
        warnings = [] if free or estimate.usd is not None else [Message(id="quote.price_unknown")]
        kept = self._kept_seconds(model, way)
        if kept is not None and kept <= KEPT_BRIEFLY_SECONDS:
            warnings.append(Message(id="quote.kept_briefly", args={"minutes": round(kept / 60)}))
        if not free and model.refusals_billed in ("yes", "maybe"):
            warnings.append(Message(id=f"quote.refusals_{model.refusals_billed}"))
        return Quote(
            model=model,
            connection=way,
            estimate=estimate,
            free=free,
            spent_today=0.0 if free else sum(self.spent_today()),
            warnings=tuple(warnings),
        )

    def ways_to(self, model: Model) -> tuple[str, ...]:
        """The names of the connections that a take of this model may go to."""
        return tuple(each.id for each in self.connections() if each.provider == model.provider)

    def is_free(self, model: Model) -> bool:
        """Whether nobody sends a bill for a take of this model, as far as it is known where it goes."""
        name = self.connection_for(model)
        return _is_free(model, self.connection(name) if name is not None else None)

    def hurrying(self) -> list[tuple[str, float]]:
        """The takes that were sent, or may have been, and whose clip may be removed within two hours before
        it is here: with the seconds left at the least, what goes first is first."""
        from app.jobs.deadlines import removal

        if self._work is None:
            return []
        ways, now = {each.id: each for each in self.connections()}, self._rooms.clock()
        found = []
        for row in self.work.jobs.queue("unsure"):
            if row.state == "queued" or is_drawn_here(row.model):
                continue
            until = removal(row.sent, row.outputs, self._kept_seconds(self._known(row.model), ways.get(row.connection)))
            left = (until - now).total_seconds() if until is not None else KEPT_BRIEFLY_SECONDS + 1
            found += [(row.id, max(0.0, left))] if left <= KEPT_BRIEFLY_SECONDS else []
        return sorted(found, key=lambda each: each[1])

    def submit_again(self, job_id: str) -> Job:
        """Ask for the same once more: a new job with the same request, at the same connection. Presses that follow one
        another at once are one wish. BadValue where the price is above a cap."""
        intent = self._intents.token(("again", job_id))
        if (known := self.work.jobs.by_intent(intent)) is not None:
            return known
        job, model = self.job(job_id), self._rooms.catalog.model(self.job(job_id).model)
        way = next((each for each in self.connections() if each.id == job.connection), None)
        if not _is_free(model, way):
            self._check_caps(job.usd_estimate, sum(self.spent_today()))
        return self.work.dispatch.submit(
            request=job.request,
            model=model,
            connection=job.connection or None,
            intent=intent,
            usd_estimate=job.usd_estimate,
            title=job.title,
            draft_id=job.draft_id,
        )

    def check_price(self, quote: Quote, max_usd: float | None = None, *, sure: bool = False) -> None:
        """Refuse what is above a cap, before anything is written: the one given, the person's for a take, or the one
        for a day. An unknown price is above every cap; without any, the person must be `sure`. Where nothing leads to
        the model, that is said in its turn. BadValue `over_cap`, `over_day_cap`; Conflict `price_unknown`."""
        usd = quote.estimate.usd
        if max_usd is not None and (usd is None or usd > max_usd):
            raise _over(usd, max_usd)
        if quote.free:
            return
        self._check_caps(usd, quote.spent_today)
        if usd is None and not sure and quote.connection is not None:
            raise Conflict("price_unknown", model=quote.model.title)

    def check_prices(self, quotes: Sequence[Quote], max_usd: float | None = None, *, sure: bool = False) -> None:
        """The same for takes that go out together: each for itself, and then what they come to, before the first of
        them is written. Beside those, BadValue `over_batch_cap`."""
        if len(quotes) == 1:
            self.check_price(quotes[0], max_usd, sure=sure)
            return
        for quote in quotes:
            self.check_price(quote, sure=sure)
        whole = _sum(quotes)
        if max_usd is not None and (whole is None or whole > max_usd):
            raise _over(whole, max_usd)
        if billed := [quote for quote in quotes if not quote.free]:
            usd, cap = _sum(billed), self.settings.cap_batch
            if cap is not None and (usd is None or usd > cap):
                raise BadValue("over_batch_cap", n=len(billed), usd=_shown(usd), cap=_shown(cap))
            self._check_day(usd, billed[0].spent_today)

    def _check_caps(self, usd: float | None, spent: float) -> None:
        """Refuse what is above the person's caps for a take or a day."""
        settings = self.settings
        if settings.cap_job is not None and (usd is None or usd > settings.cap_job):
            raise _over(usd, settings.cap_job)
        self._check_day(usd, spent)

    def _check_day(self, usd: float | None, spent: float) -> None:
        cap = self.settings.cap_day
        if cap is not None and (usd is None or spent + usd > cap):
            raise BadValue("over_day_cap", usd=_shown(usd), spent=_shown(spent), cap=_shown(cap))

    def _kept_seconds(self, model: Model | None, way: Connection | None) -> float | None:
        """How long a clip of this model stays at its provider; None where nobody says."""
        if model is not None and model.kept_hours is not None:
            return model.kept_hours * 3600
        return self._provider(way).spec.kept_seconds if way is not None else None

    def _known(self, model_id: str) -> Model | None:
        """A model a job was made for, where it is still known."""
        try:
            return self._rooms.catalog.model(model_id)
        except Fault:
            return None


def _sum(quotes: Iterable[Quote]) -> float | None:
    """What takes come to; None where one of them has a price that nobody knows."""
    prices = [quote.estimate.usd for quote in quotes]
    return None if None in prices else sum(filter(None, prices))


def _over(usd: float | None, cap: float) -> BadValue:
    if usd is None:
        return BadValue("unknown_over_cap", cap=_shown(cap))
    return BadValue("over_cap", usd=_shown(usd), cap=_shown(cap))


def _shown(usd: float | None) -> str:
    return "?" if usd is None else f"{usd:.2f}"


def _is_free(model: Model, connection: Connection | None) -> bool:
    from app.net.addresses import is_local

    if model.provider == "animatic":
        return True
    if connection is None or model.provider != OWN_SERVERS or connection.kind in GATEWAYS:
        return False
    return is_local(connection.address)

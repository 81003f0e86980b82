"""The desk's doors to advice: which model a draft wants, one model at a time, and what carrying it there costs."""

from __future__ import annotations

from functools import cache
from typing import Any

from app.catalog import Catalog
from app.catalog.folders import read_table
from app.desk.compiling import aim_of
from app.domain.advice import Advice, Carried, CarryLine, Reason, Split, Weights
from app.domain.draft import Draft
from app.domain.model import Model
from app.prompting.advise import advise, conclude, is_strong_in_both
from app.prompting.convert import convert
from app.prompting.scores import Judged, World, judge, living
from app.prompting.splitting import split_of
from app.resources import resources
from app.strings import has, listed, tr


@cache
def weights() -> Weights:
    """The figures of the advice, from `resources/advice.toml`."""
    return Weights.model_validate(read_table(resources() / "advice.toml"))


class Trial:
    """The models tried for one draft, one at a time, so that a window can open before all are."""

    def __init__(self, draft: Draft, models: tuple[Model, ...], world: World) -> None:
        self.draft = draft
        self._models, self._world = models, world
        self._left = living(models, world.today)
        self._judged: list[Judged] = []
        self._split: tuple[Split | None] | None = None

    @property
    def is_over(self) -> bool:
        """Whether every model has been tried."""
        return not self._left

    @property
    def next_title(self) -> str:
        """Which model is tried next."""
        return self._left[0].title if self._left else ""

    def step(self) -> bool:
        """Try the next model; whether there are more."""
        if self._left:
            self._judged.append(judge(self.draft, self._left.pop(0), self._world))
        return bool(self._left)

    def advice(self, *, many: bool = False) -> Advice:
        """What can be said of the models that were tried."""
        made = conclude(self.draft, self._models, self._judged, self._world, many=many)
        if not self.is_over or not is_strong_in_both(made, self._world):
            return made
        if self._split is None:
            self._split = (split_of(self.draft, self._models, self._world),)
        return made._replace(split=self._split[0])


class Adviser:
    """Advice over a catalogue. `connected` are the providers there is a way to, `today` an ISO day."""

    def __init__(self, catalog: Catalog, today: str, connected: frozenset[str]) -> None:
        self._catalog = catalog
        self._world = World(catalog.vocabulary, weights(), today, connected)

    def advise(self, draft: Draft, *, many: bool = False) -> Advice:
        """Every living model, ranked for a draft. `many`: many drafts are wanted fast."""
        return advise(draft, self._catalog.models(), self._world, many=many)

    def trial(self, draft: Draft) -> Trial:
        """The same, one model at a time."""
        return Trial(draft, self._catalog.models(), self._world)

    def convert(self, draft: Draft, model_id: str) -> Carried:
        """A draft aimed at another model, with what becomes of each part. UnknownName where there is no such model."""
        return convert(draft, self._catalog.model(model_id), self._world, here=aim_of(self._catalog, draft))


def reason_words(reason: Reason) -> str:
    """A reason in the screen language."""
    return advice_words(reason.id, reason.args)


def line_words(line: CarryLine) -> str:
    """A line of the report in the screen language."""
    return advice_words(line.id, line.args)


def advice_words(id: str, args: dict[str, Any]) -> str:
    """A sentence with ids of others among its arguments: `move_id` fills `{move}`, `language_ids` `{language}`."""
    shown = dict(args)
    for name, value in args.items():
        if name.endswith("_id"):
            inner = tr(value, **{key: each for key, each in args.items() if key in ("target", "n")})
            shown["target_words" if name == "target_id" else name.removesuffix("_id")] = inner
        elif name.endswith("_ids"):
            names = [tr(each) if has(each) else each.rpartition(".")[2] for each in value]
            shown[name.removesuffix("_ids")] = listed(names)
    return tr(id, **shown)


def split_words(advice: Advice, draft: Draft) -> str:
    """Which shots are better sent to which model, shots by their number; "" where nothing is to be split."""
    split = advice.split
    if split is None:
        return ""
    titles = {verdict.model.id: verdict.model.title for verdict in advice.ranking}
    none = tr("advise.no_model")
    story, motion = titles.get(split.story_model, none), titles.get(split.motion_model, none)
    if story == motion:
        return tr("advise.split_one", model=story)
    number = {shot.id: str(place) for place, shot in enumerate(draft.shots, 1)}
    return tr(
        "advise.split_words",
        story=listed(number[each] for each in split.story),
        motion=listed(number[each] for each in split.motion),
        story_model=story,
        motion_model=motion,
    )

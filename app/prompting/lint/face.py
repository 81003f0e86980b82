"""What every check is given, and how it says what it found: a place, the row's field, and a fix where one is clear."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.draft import CastMember, Draft, Prop
from app.domain.edit import Edit
from app.domain.finding import Finding, Fix, Level
from app.domain.model import Limits, Model
from app.domain.request import Compiled
from app.prompting.sheet import Sheet
from app.prompting.spans import build
from app.resources import own_table, resources

if TYPE_CHECKING:
    from app.prompting.lint.facts import ShotFacts
    from app.prompting.lint.reading.text import Hit, Reading


class Case(NamedTuple):
    """A compiled draft under the eyes of the checks. `today` is an ISO day."""

    sheet: Sheet
    compiled: Compiled
    today: str

    @property
    def draft(self) -> Draft:
        """The draft as it was written."""
        return self.sheet.draft

    @property
    def model(self) -> Model:
        """The row of the model it was compiled for."""
        return self.sheet.model

    @property
    def limits(self) -> Limits:
        """What the row knows; what it does not know is not checked."""
        return self.sheet.model.limits


Check = Callable[[Case], Iterable[Finding]]
"""One check: every finding of its kind, none where all is well or nothing is known."""


def found(
    case: Case,
    id: str,
    level: Level,
    path: str,
    *,
    variant: str = "",
    field: str = "",
    fix: Fix | None = None,
    **args: Any,
) -> Finding:
    """A finding. One that comes from a field of the row (a path of it, `limits.shots`) names the row's source too."""
    if field:
        args["model"] = case.model.title
    code, _, source = check_of(id)
    source = case.model.source if field else source
    return build(
        Finding,
        id=id,
        level=level,
        path=path,
        args=args,
        variant=variant,
        field=field,
        source=source,
        code=code,
        fix=fix,
    )


def told(
    id: str, path: str, *, variant: str = "", level: Level | None = None, fix: Fix | None = None, **args: Any
) -> Finding:
    """A finding of craft: its level, its number and its source come from the catalogue."""
    code, usual, source = check_of(id)
    return build(
        Finding, id=id, level=level or usual, path=path, args=args, variant=variant, source=source, code=code, fix=fix
    )


def found_at_row(scene: Scene, id: str, path: str, field: str, *, variant: str = "", **args: Any) -> Finding:
    """An error of a shot: it names the row's field it comes from."""
    return build(
        Finding,
        id=id,
        level="error",
        path=path,
        args={**args, "model": scene.title},
        variant=variant,
        field=field,
        source=scene.source,
        code=check_of(id)[0],
    )


@cache
def catalogue() -> dict[str, Any]:
    """The checks by id with their sources, and the amounts they go by."""
    return own_table(resources() / "lint" / "catalogue.toml")


@cache
def check_of(id: str) -> tuple[str, Level, str]:
    """Number, level and source of a check; nothing where the catalogue does not have it."""
    code, level, source = catalogue()["checks"].get(id, ("", "warning", ""))
    return code, level, catalogue()["sources"].get(source, "")


def mend(id: str, edits: Iterable[Edit], **args: Any) -> Fix:
    """A change a machine can make; its button says `fix.<id>`."""
    return build(Fix, id=id, args=args, edits=tuple(edits))


def put(path: str, value: Any) -> Edit:
    """The edit that sets one value."""
    return build(Edit, op="set", path=path, value=value)


class Scene(NamedTuple):
    """What judging one shot depends on besides the shot: everything here is frozen or plain, so it can be kept."""

    cast: tuple[CastMember, ...]
    props: tuple[Prop, ...]
    limits: Limits
    dialect: str
    provider: str
    maker: str
    title: str
    source: str
    english: bool
    audible: bool
    pictured: bool
    """Whether the draft gives a first frame."""
    filmed: bool
    """Whether the words outside the shots say what the camera does."""
    place: int
    """Which shot of the draft it is, from 0."""
    last: bool
    final_picture: bool
    """Whether the last picture is told in words or by an end frame."""

    @property
    def dialect_of_kling(self) -> bool:
        """Whether Kling listens, in whatever dialect."""
        return self.maker == "Kuaishou" or self.dialect.startswith("kling")

    def speaks(self, family: str) -> bool:
        """Whether the words are of a family of dialects (`kling`, `sora`)."""
        return self.dialect.startswith(family)

    def member(self, text: str) -> CastMember | None:
        """The member of the cast whose token a text is."""
        name = text.strip().removeprefix("{cast:").removesuffix("}")
        return (
            next((each for each in self.cast if each.id == name), None) if text.strip().startswith("{cast:") else None
        )


ShotCheck = Callable[["ShotFacts", Scene], Iterable[Finding]]
"""One check of craft on one shot."""


def shot_number(scene: Scene) -> int:
    """How a shot is called in sentences."""
    return scene.place + 1


def words_said(reading: Reading, hits: Iterable[Hit]) -> str:
    """The words of hits as a sentence quotes them: each once, three at most."""
    return "”, “".join(list(dict.fromkeys(reading.said(hit) for hit in hits))[:3])

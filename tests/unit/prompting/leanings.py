"""Rows and drafts to advise on: one row of each kind, and short drafts that lean to one side."""

from __future__ import annotations

from typing import Any

from app.desk.advice import weights
from app.domain.advice import Advice, Verdict
from app.domain.draft import Axes, Beat, CastMember, Draft, Framing, Key, Line, Link, Reference, Shot
from app.domain.model import Lengths, Limits, Model, Price
from app.prompting.advise import advise
from app.prompting.scores import World
from tests.unit.prompting.cases import PICTURE, TODAY, catalog

WIDE = ("16:9", "9:16", "1:1")


def made(name: str, usd: float | None = 0.1, *, tags: tuple[str, ...] = (), retired: str = "", **limits: Any) -> Model:
    """A row with these limits, that takes up to 30 s, sound, and both end pictures unless told otherwise."""
    given: dict[str, Any] = {
        "lengths": Lengths(least=3, most=30),
        "aspects": WIDE,
        "resolutions": ("720p", "1080p"),
        "audio": "switch",
        "start_image": True,
        "end_image": True,
        "elements": 7,
    }
    return Model(
        id=f"{name.partition('-')[0]}/{name}",
        provider=name.partition("-")[0],
        title=name,
        dialect="timed",
        tags=tags,
        limits=Limits(**{**given, **limits}),
        prices=(Price(usd_per_second=usd),) if usd is not None else (),
        retired=retired,
        source="A test",
        checked_on=TODAY,
    )


STORY = made("seedance-2.5", 0.2)
MOTION = made("kling-4.0", 0.16, audio="always", languages=("en", "zh", "ja"))
SHORT = made("kling-3.0", 0.12, lengths=Lengths(least=3, most=15), shots=6, languages=("en", "zh", "ja"))
SILENT = made("gen-4.5", 0.05, audio="never", lengths=Lengths(least=2, most=10), elements=0, end_image=False)
LOCAL = made("ltx-2.5", None, tags=("local",), elements=None, seed=True)
GONE = made("sora-2", 0.1, retired="2026-09-24")
ROWS = (GONE, STORY, MOTION, SHORT, SILENT, LOCAL)


def advised(draft: Draft, *rows: Model, connected: tuple[str, ...] = (), many: bool = False) -> Advice:
    """The advice about a draft among some rows."""
    world = World(catalog().vocabulary, weights(), TODAY, frozenset(connected))
    return advise(draft, rows or ROWS, world, many=many)


def verdict(advice: Advice, row: Model) -> Verdict:
    """What was said of one row."""
    return next(each for each in advice.ranking if each.model is row)


def beat(number: int, action: str = "waits", **fields: Any) -> Beat:
    """A beat of two seconds."""
    return Beat(**{"id": f"b{number}", "seconds": 2.0, "subject": "{cast:ines}", "action": action, **fields})


def line(text: str = "Not tonight, captain.", **fields: Any) -> tuple[Line, ...]:
    return (Line(id="l1", speaker="{cast:ines}", text=text, **fields),)


def one_take(*beats: Beat, keys: tuple[Key, ...] = (), **fields: Any) -> Draft:
    """A draft of one shot with these beats."""
    held = Shot(id="s1", seconds=sum(each.seconds for each in beats), beats=beats, keys=keys)
    return of(held, **fields)


def of(*shots: Shot, **fields: Any) -> Draft:
    given: dict[str, Any] = {"cast": (CastMember(id="ines", label="Ines"), CastMember(id="teo", label="Teo"))}
    return Draft(id="d", form="sora-story-beats", aim="kling/kling-4.0", shots=shots, **{**given, **fields})


def orbit(seconds: float = 6.0) -> tuple[Key, ...]:
    framed = Framing(size="ms", target="{cast:ines}")
    return (
        Key(id="k1", framing=framed, lock="look_at"),
        Key(id="k2", t=seconds, framing=framed, axes=Axes(truck=24, pan=-24)),
    )


def talk() -> Draft:
    """Two people, two lines, one thing leading to another."""
    return one_take(
        beat(1, "sets a cup down", lines=line("You came back."), link=Link(type="opens")),
        beat(2, "looks up", subject="{cast:teo}", link=Link(type="because", to="b1"), feeling_shown="breath held",
             lines=(Line(id="l2", speaker="{cast:teo}", text="The road was closed."),)),
        beat(3, "pushes the cup across", link=Link(type="therefore", to="b2")),
        beat(4, "drinks", subject="{cast:teo}", link=Link(type="but", to="b3")),
    )  # fmt: skip


def chase(**fields: Any) -> Draft:
    return one_take(beat(1, "sprints along the wall", seconds=6.0), keys=orbit(), **fields)


def refs(kind: Any = "human", count: int = 1) -> tuple[CastMember, ...]:
    return tuple(
        CastMember(id=f"c{n}", label=f"C{n}", kind=kind, refs=(Reference(id="r1", asset=PICTURE),))
        for n in range(count)
    )

"""Made-up drafts and states of the form for the gallery: story, camera path, shot list, at several sizes and depths."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cache, partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desk.snapshot import Snapshot
from app.domain import path as paths
from app.domain.draft import (
    At,
    CastMember,
    Draft,
    Frame,
    KeyLight,
    Light,
    Look,
    Place,
    Prop,
    Sound,
)
from app.domain.edit import Edit, apply_all
from app.domain.errors import Fault
from app.domain.finding import Finding, Fix
from app.domain.model import Lengths, Limits, Model
from app.domain.request import Compiled
from app.domain.template import Depth, Template
from app.resources import resources
from ui.kit.specimen import Specimen
from ui.panels.form.panel import FormPanel
from ui.panels.path.specimens import KeptDesk, ferry_turn, last_loaf

KLING = Model(
    id="kling/kling-3.0", provider="kling", title="Kling 3.0", dialect="kling_scene", source="made up",
    checked_on="2026-11-20",
    limits=Limits(lengths=Lengths(least=3, most=15, step=1), aspects=("16:9", "9:16", "1:1"),
                  resolutions=("720p", "1080p"), shots=6, audio="switch"),
)  # fmt: skip
SORA = Model(
    id="openai/sora-2", provider="openai", title="Sora 2", dialect="sora", source="made up", checked_on="2026-11-20",
    limits=Limits(lengths=Lengths(list=(4, 8, 12)), audio="always", shots=1),
)  # fmt: skip


@cache
def forms() -> dict[str, Template]:
    """The program's own templates, by id."""
    files = (resources() / "templates").glob("*.toml")
    tables = sorted((tomllib.loads(path.read_text(encoding="utf-8")) for path in files), key=lambda each: each["rank"])
    found = [Template.model_validate({key: each[key] for key in each if key != "rank"}) for each in tables]
    return {each.id: each for each in found}


class FormKeptDesk(KeptDesk):
    """A desk that does to its draft what the form asks, and shows what comes of it."""

    def __init__(self, snapshot: Snapshot) -> None:
        assert snapshot.draft is not None
        super().__init__(snapshot.draft)
        self.snapshot = snapshot

    def replace(self, draft: Draft, group: str = "") -> None:
        """Keep one more step."""
        self.steps.append(draft)
        self._tell(draft=draft, template=forms().get(draft.form), can_undo=True, saved="saving")

    def edit(self, path: str, value: Any) -> None:
        """Set one value."""
        self.replace(paths.write(self.steps[-1], path, value), path)

    def apply(self, changes: tuple[Edit, ...], group: str = "") -> None:
        """Several edits at once."""
        self.replace(apply_all(self.steps[-1], changes), group)

    def undo(self) -> None:
        """One step back."""
        if len(self.steps) > 1:
            self.steps.pop()
        self._tell(draft=self.steps[-1], can_undo=len(self.steps) > 1)

    def redo(self) -> None:
        """Nothing is kept of what was undone."""

    def set_depth(self, depth: Depth) -> None:
        """Another depth."""
        self._tell(depth=depth)

    def set_form(self, template_id: str) -> None:
        """Another form."""
        self.edit("form", template_id)

    def templates(self) -> tuple[Template, ...]:
        """The program's own."""
        return tuple(forms().values())

    def models(self) -> tuple[Model, ...]:
        """Two."""
        return SORA, KLING

    def model_title(self, model_id: str) -> str:
        """One of the two."""
        return next((each.title for each in self.models() if each.id == model_id), model_id)

    def notice_fault(self, fault: Fault) -> None:
        """Nobody listens."""

    def telling_now(self) -> AbstractContextManager[None]:
        """Nobody listens."""
        return nullcontext()

    def _tell(self, **fields: Any) -> None:
        self.snapshot = self.snapshot.replace(**fields)
        self.show(self.snapshot)


def bakery() -> Draft:
    """The story of the mock-ups with look, light and sound."""
    draft = last_loaf()
    beats = list(draft.shots[0].beats)
    beats[1] = beats[1].replace(
        touches="palms on the counter edge",
        ends_as="hands still, eyes on the door, flour hanging",
        feeling_shown="breath held, one brow up",
        action="stops dusting her hands and looks up",
    )
    return draft.replace(  # type: ignore[no-any-return]
        frame=Frame(aspect="16:9", resolution="1080p", audio="on"),
        look=Look(style_line="neighbourhood drama, 1990s, 35 mm grain", medium="documentary", mood="wry, tender",
                  texture=("grain_35",), palette=("rust", "bone", "teal"), lens="50mm", depth_of_field="shallow"),
        light=Light(key=KeyLight(source="practical", side="left", height="above", quality="soft", colour="amber"),
                    fill="street spill behind", time_of_day="pre_dawn", weather="rain"),
        place=Place(
            setting="A narrow corner bakery before dawn. Rain runs down the street window; a brass lamp hangs low over "
                    "a scrubbed wooden counter, one oven door lit.",
            props=(Prop(id="loaf", label="loaf", description="round, dark crust", at=At()),)),
        cast=(
            CastMember(id="marta", label="Marta", at=At(side="left"),
                       identity=("late fifties", "copper hair pinned up"), wardrobe="striped shirt"),
            CastMember(id="teo", label="Teo", at=At(side="right"),
                       identity=("ten", "wet fringe"), wardrobe="green oilskin coat, yellow boots"),
        ),
        sound=Sound(ambience=("rain on the awning", "oven hum"), music="none"),
        shots=(draft.shots[0].replace(beats=tuple(beats)),),
        avoid=("text overlay",),
    )  # fmt: skip


def form(
    draft: Draft, *, depth: Depth = "standard", model: Model | None = KLING, findings: tuple[Finding, ...] = (),
    act: Callable[[FormPanel], object] | None = None,
) -> QWidget:  # fmt: skip
    """A form over a made-up draft, and what a hand did to it."""
    compiled = Compiled(model="x", dialect="x", seconds=8, text="", spans=(), parts=(), findings=findings)
    snapshot = Snapshot(
        draft=draft, template=forms().get(draft.form), model=model, compiled=compiled, depth=depth, can_undo=True
    )
    desk = FormKeptDesk(snapshot)
    panel = FormPanel(desk)
    desk.show = panel.show_snapshot
    panel.show_snapshot(snapshot)
    panel.set_time(3.2)
    if act is not None:
        act(panel)
    return panel


def _hook(panel: FormPanel) -> None:
    panel.go_to("shots[s1].beats[b2].action")
    panel.light("shots[s1].beats[b2].link.evidence")


def _props_named() -> Draft:
    """A beat that names two props: one with a state, one without."""
    draft = bakery()
    place = draft.place
    props = (place.props[0].replace(state="still steaming, split at one end"), Prop(id="coins", label="three coins"))
    shot = draft.shots[0]
    beats = list(shot.beats)
    beats[1] = beats[1].replace(touches="", action="lays {prop:coins} beside {prop:loaf}")
    return draft.replace(place=place.replace(props=props), shots=(shot.replace(beats=tuple(beats)),))  # type: ignore[no-any-return]


def _states(panel: FormPanel) -> None:
    panel.go_to("shots[s1].beats[b2].action")
    body: Any = panel.body
    body.inspector.props.rows[1].widget.focus_input()


def _turn(tab: int, panel: FormPanel) -> None:
    body: Any = panel.body
    body.tabs.setCurrentIndex(tab)


def _path_page(panel: FormPanel) -> None:
    body: Any = panel.body
    body.open_path()


def shot_list() -> Draft:
    """The ferry as a list of two shots."""
    return ferry_turn().replace(form="kling-shot-list", id="list")  # type: ignore[no-any-return]


def _faulty() -> tuple[Finding, ...]:
    late = "shots[s1].beats[b4].lines[l1]"
    fix = Fix(id="made_up", edits=(Edit(op="set", path=f"{late}.at", value="end"),))
    made_up = partial(Finding, id="made_up")
    return (
        made_up(level="warning", variant="warning", path=late, fix=fix),
        made_up(level="hint", variant="hint", path="place.setting"),
        made_up(level="error", variant="error", path="shots[s1].beats[b2].action", fix=fix),
        made_up(level="warning", variant="warning", path="shots[s1].beats[b2].feeling_shown"),
    )


def _wordy() -> Draft:
    long = " ".join(["Rain runs down the street window and along the sill, and nobody has swept the floor."] * 9)
    draft = bakery()
    return draft.replace(  # type: ignore[no-any-return]
        title="The last loaf of the corner bakery that closes before anybody has come in from the rain",
        place=draft.place.replace(setting=long),
    )


def _framing(panel: FormPanel) -> None:
    panel.go_to("shots[s1].keys[k2].framing.size")


STORY = (850, 830)
SPECIMENS: list[Specimen] = [
    Specimen("form story", partial(form, bakery(), act=_hook), STORY),
    Specimen("form story small", partial(form, bakery(), act=_hook), (820, 600)),
    Specimen("form story 1280", partial(form, bakery(), act=_hook), (750, 570)),
    Specimen("form story large", partial(form, bakery(), act=_hook), (1300, 1000)),
    Specimen("form story wide", partial(form, bakery(), act=_hook), (2220, 760)),
    Specimen("form story sketch", partial(form, bakery(), depth="sketch"), STORY),
    Specimen("form story brief", partial(form, bakery(), depth="brief"), STORY),
    Specimen("form story faults", partial(form, bakery(), findings=_faulty(), act=_hook), STORY),
    Specimen("form story long", partial(form, _wordy()), STORY),
    Specimen("form story empty", partial(form, Draft(id="e", form="sora-story-beats", aim=SORA.id), model=SORA), STORY),
    Specimen("form story props", partial(form, _props_named(), act=_states), STORY),
    Specimen("form story path", partial(form, bakery(), act=_path_page), STORY),
    Specimen("form story framing", partial(form, bakery(), act=_framing), STORY),
    Specimen("form stranger", partial(form, bakery().replace(form="film-noir")), STORY),
    Specimen("form camera", partial(form, ferry_turn()), (850, 620)),
    Specimen("form camera small", partial(form, ferry_turn()), (820, 560)),
    Specimen("form camera large", partial(form, ferry_turn()), (1300, 1000)),
    Specimen("form camera action", partial(form, ferry_turn(), act=partial(_turn, 3)), (850, 620)),
    Specimen("form camera lines", partial(form, ferry_turn(), act=partial(_turn, 4)), (850, 620)),
    Specimen("form camera look", partial(form, ferry_turn(), act=partial(_turn, 6)), (850, 620)),
    Specimen("form shot list", partial(form, shot_list()), STORY),
]

"""Which drafts are spoken to which models, and how a compiled draft is laid out to be read and compared."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.catalog import Catalog
from app.domain.cuts import cut_shot
from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.request import Compiled
from app.prompting import compile_draft, paths_of

HERE = Path(__file__).parent
TODAY = "2026-11-22"
SWITCH = "SHOTWRIGHT_WRITE_GOLDENS"
"""Set to 1 in the environment, this rewrites the files instead of comparing them."""


class Spoken(NamedTuple):
    """One dialect at a fitting model. `form` makes the draft ask for it; `cut`: a draft of one shot is cut in two;
    `words` is the choice among the model's ways of writing."""

    folder: str
    model: str
    form: str = ""
    cut: bool = False
    words: str = ""


SPOKEN = (
    Spoken("sora", "openai/sora-2"),
    Spoken("sora_brief", "openai/sora-2", words="sora_brief"),
    Spoken("kling_scene", "kling/kling-2.6", form="sora-story-beats"),
    Spoken("kling_path", "kling/kling-2.6", form="kling-camera-path"),
    Spoken("kling_shots", "kling/kling-3.0", cut=True),
    Spoken("kling_list", "fal/kling-v3-standard", cut=True),
    Spoken("kling_json", "replicate/kling-v3-video", cut=True),
    Spoken("veo", "fal/veo-3.1"),
    Spoken("seedance", "fal/seedance-2.0"),
    Spoken("seedance_marked", "fal/seedance-2.5"),
    Spoken("runway", "replicate/gen-4.5"),
    Spoken("ltx", "openai-videos/Lightricks/LTX-2.5-Diffusers"),
    Spoken("hailuo", "fal/hailuo-2.3"),
    Spoken("json", "fal/veo-3.1", words="json"),
    Spoken("timed", "openai-videos/MiniMaxAI/MiniMax-H3"),
    Spoken("timed-shots", "fal/kling-4.0", cut=True),
)


@cache
def catalog() -> Catalog:
    """The catalogue with nothing of anybody's own in it."""
    return Catalog()


def compiled(draft: Draft, model: Model) -> Compiled:
    """A draft at a model, on the day of these files; what the checks of craft have to say is no part of them."""
    return compile_draft(draft, model, catalog().vocabulary, today=TODAY, with_craft=False)


def every() -> Iterator[tuple[Spoken, str]]:
    """Each dialect with each preset it can be spoken for."""
    for spoken in SPOKEN:
        for preset in catalog().presets():
            yield spoken, preset.id


def place_of(spoken: Spoken, preset: str) -> Path:
    """The file of a dialect and a preset."""
    return HERE / spoken.folder / f"{preset}.txt"


@cache
def page(spoken: Spoken, preset: str) -> tuple[Compiled, bytes]:
    """What is compiled, and how its file reads: model, parameters and losses, then the exact words."""
    draft = catalog().preset(preset).draft
    if spoken.form:
        draft = draft.replace(form=spoken.form)
    if spoken.cut and len(draft.shots) == 1:
        draft, _ = cut_shot(draft, draft.seconds / 2)
    if spoken.words:
        draft = draft.replace(options={**draft.options, spoken.model: {"words": spoken.words}})
    found = compiled(draft, catalog().model(spoken.model))
    head = [f"model: {found.model}", f"dialect: {found.dialect}", f"seconds: {found.seconds:g}", "parameters:"]
    head += [f"  {name} = {value}" for name, value in found.parameters.items()]
    head.append("losses:")
    head += [f"  {loss.level} {loss.id}: {', '.join(paths_of(loss))}" for loss in found.losses]
    return found, "\n".join([*head, "---", found.text, ""]).encode()

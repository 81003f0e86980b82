"""The dialects by id: how each family of models wants to be addressed, one module each."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from app.domain.draft import Draft
from app.domain.model import Model
from app.prompting.clips import forbids_list
from app.prompting.dialects.face import Dialect

_CAMERA_FORMS = ("camera", "shot-list")
_HOMES = {
    "sora": "sora.SORA",
    "sora_brief": "sora_brief.SORA_BRIEF",
    "kling_scene": "kling_scene.KLING_SCENE",
    "kling_path": "kling_path.KLING_PATH",
    "kling_shots": "kling_shots.KLING_SHOTS",
    "kling_list": "kling_shots.KLING_LIST",
    "kling_json": "kling_shots.KLING_JSON",
    "veo": "veo.VEO",
    "seedance": "seedance.SEEDANCE",
    "seedance_marked": "seedance.SEEDANCE_MARKED",
    "runway": "runway.RUNWAY",
    "ltx": "ltx.LTX",
    "hailuo": "hailuo.HAILUO",
    "json": "brief_json.JSON",
    "timed": "timed.TIMED",
}
"""Where each dialect is defined. A draft is spoken in one of them; the others are not imported for it."""
CHOICE = "words"
"""The switch of a row that lets people choose among dialects; its choices are their ids."""
_FAMILIES = ("veo", "seedance", "runway", "ltx", "hailuo")
"""Names that tell how a model wants to be addressed which a row without a better word offers."""


def dialects() -> dict[str, Dialect]:
    """Every dialect by id."""
    return {id: dialect(id) for id in _HOMES}


@cache
def dialect(id: str) -> Dialect:
    """A dialect by id; the one that counts in seconds where there is none of that id."""
    module, _, name = _HOMES.get(id, _HOMES["timed"]).partition(".")
    found: Dialect = getattr(import_module(f"{__name__}.{module}"), name)
    return found


def choose(draft: Draft, model: Model) -> Dialect:
    """The dialect a draft is spoken in at a model: the chosen one, else the one for shots where there are several.

    Of Kling's two for a single take, the one that leads with the camera speaks for drafts of a camera form.
    """
    wish = _chosen(draft, model)
    if not wish:
        listed = len(draft.shots) > 1 and model.shots_dialect and not forbids_list(draft, model)
        wish = model.shots_dialect if listed else model.dialect
    if wish in ("kling_scene", "kling_path"):
        wish = "kling_path" if any(form in draft.form for form in _CAMERA_FORMS) else "kling_scene"
    if wish == "timed":
        name = model.id.lower()
        wish = next((family for family in _FAMILIES if family in name), wish)
    return dialect(wish)


def _chosen(draft: Draft, model: Model) -> str:
    """What a draft chooses among the dialects that the model's row lets it choose from; empty for no choice."""
    options = draft.options.get(model.id)
    asked = options.get(CHOICE) if options else None
    if not isinstance(asked, str) or asked not in _HOMES:
        return ""
    offered = (option.choices for option in model.options if option.name == CHOICE)
    return asked if asked in next(offered, ()) else ""

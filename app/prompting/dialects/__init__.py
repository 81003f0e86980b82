"""The dialects by id: how each family of models wants to be addressed, one module each."""

from __future__ import annotations

from app.domain.draft import Draft
from app.domain.model import Model
from app.prompting.dialects.brief_json import JSON
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.hailuo import HAILUO
from app.prompting.dialects.kling_path import KLING_PATH
from app.prompting.dialects.kling_scene import KLING_SCENE
from app.prompting.dialects.kling_shots import KLING_JSON, KLING_LIST, KLING_SHOTS
from app.prompting.dialects.ltx import LTX
from app.prompting.dialects.runway import RUNWAY
from app.prompting.dialects.seedance import SEEDANCE, SEEDANCE_MARKED
from app.prompting.dialects.sora import SORA
from app.prompting.dialects.sora_brief import SORA_BRIEF
from app.prompting.dialects.timed import TIMED
from app.prompting.dialects.veo import VEO

_ALL = (
    *(SORA, SORA_BRIEF, KLING_SCENE, KLING_PATH, KLING_SHOTS, KLING_LIST, KLING_JSON),
    *(VEO, SEEDANCE, SEEDANCE_MARKED, RUNWAY, LTX, HAILUO, JSON, TIMED),
)
_CAMERA_FORMS = ("camera", "shot-list")
_BY_ID = {dialect.id: dialect for dialect in _ALL}
CHOICE = "words"
"""The switch of a row that lets people choose among dialects; its choices are their ids."""
_FAMILIES = ("veo", "seedance", "runway", "ltx", "hailuo")
"""Names that tell how a model wants to be addressed which a row without a better word offers."""


def dialects() -> dict[str, Dialect]:
    """Every dialect by id."""
    return dict(_BY_ID)


def choose(draft: Draft, model: Model) -> Dialect:
    """The dialect a draft is spoken in at a model: the chosen one, else the one for shots where there are several.

    Of Kling's two for a single take, the one that leads with the camera speaks for drafts of a camera form.
    """
    wish = _chosen(draft, model)
    if not wish:
        wish = model.shots_dialect if len(draft.shots) > 1 and model.shots_dialect else model.dialect
    if wish in ("kling_scene", "kling_path"):
        wish = "kling_path" if any(form in draft.form for form in _CAMERA_FORMS) else "kling_scene"
    if wish == "timed":
        name = model.id.lower()
        wish = next((family for family in _FAMILIES if family in name), wish)
    return _BY_ID.get(wish, TIMED)


def _chosen(draft: Draft, model: Model) -> str:
    """What a draft chooses among the dialects that the model's row lets it choose from; empty for no choice."""
    asked = draft.options.get(model.id, {}).get(CHOICE)
    if not isinstance(asked, str) or asked not in _BY_ID:
        return ""
    offered = (option.choices for option in model.options if option.name == CHOICE)
    return asked if asked in next(offered, ()) else ""

"""The dialects by id: how each family of models wants to be addressed, one module each."""

from __future__ import annotations

from app.domain.draft import Draft
from app.domain.model import Model
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.kling_path import KLING_PATH
from app.prompting.dialects.kling_scene import KLING_SCENE
from app.prompting.dialects.kling_shots import KLING_SHOTS
from app.prompting.dialects.sora import SORA
from app.prompting.dialects.timed import TIMED

_ALL = (SORA, KLING_SCENE, KLING_PATH, KLING_SHOTS, TIMED)
_CAMERA_FORMS = ("camera", "shot-list")
_BY_ID = {dialect.id: dialect for dialect in _ALL}


def dialects() -> dict[str, Dialect]:
    """Every dialect by id."""
    return dict(_BY_ID)


def choose(draft: Draft, model: Model) -> Dialect:
    """The dialect a draft is spoken in at a model: the one for shots where there are several.

    Of Kling's two for a single take, the one that leads with the camera speaks for drafts of a camera form.
    """
    wish = model.shots_dialect if len(draft.shots) > 1 and model.shots_dialect else model.dialect
    if wish in ("kling_scene", "kling_path"):
        wish = "kling_path" if any(form in draft.form for form in _CAMERA_FORMS) else "kling_scene"
    return _BY_ID.get(wish, TIMED)

"""The dialects by id: how each family of models wants to be addressed, one module each."""

from __future__ import annotations

from app.domain.draft import Draft
from app.domain.model import Model
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.sora import SORA

_ALL = (SORA,)
_BY_ID = {dialect.id: dialect for dialect in _ALL}


def dialects() -> dict[str, Dialect]:
    """Every dialect by id."""
    return dict(_BY_ID)


def choose(draft: Draft, model: Model) -> Dialect:
    """The dialect a draft is spoken in at a model: the one for shots where there are several."""
    wish = model.shots_dialect if len(draft.shots) > 1 and model.shots_dialect else model.dialect
    return _BY_ID.get(wish, SORA)

"""Made-up options of a model for the gallery: the quiet row under the target, and every kind of control it opens."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.draft import Draft
from app.domain.model import Model, ModelOption
from ui.kit.specimen import Specimen
from ui.panels.send.panel import SendPanel
from ui.panels.send.specimens import SMALL, loaf, send, snapshot
from ui.panels.specimen_words import KLING, compiled_for, loaf_words
from ui.panels.target.options import OptionsPopup, OptionsRow

WORDS = ModelOption(
    name="words",
    kind="choice",
    choices=("sora", "sora_brief", "seedance_marked", "json"),
    default="sora",
    worded=True,
)
EXACT = ModelOption(name="exact_timing", kind="switch", default=False, worded=True)
MARK = ModelOption(name="watermark", kind="switch", default=False)
STEPS = ModelOption(name="steps", kind="number", default=30, least=10, most=50)
GUIDE = ModelOption(name="guidance", kind="number", default=4.5, least=1, most=12, step=0.5)
TAG = ModelOption(name="tag", kind="text", default="")
SORA_LIKE: Model = KLING.replace(title="Sora 2 Pro", options=(WORDS, EXACT))
EVERY: Model = KLING.replace(title="A model of one's own", options=(WORDS, EXACT, MARK, STEPS, GUIDE, TAG))


def aimed(model: Model, **options: str | bool | float) -> Draft:
    """The mock-up's draft with some options set."""
    draft: Draft = loaf().replace(options={model.id: options} if options else {})
    return draft


def popup(model: Model, **options: str | bool | float) -> OptionsPopup:
    """The popup, as part of the gallery's page."""
    made = OptionsPopup(aimed(model, **options), model)
    made.setWindowFlag(Qt.WindowType.Popup, False)
    made.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, False)
    return made


def quiet(**options: str | bool | float) -> OptionsRow:
    """The row by itself."""
    made = OptionsRow()
    made.show_options(aimed(SORA_LIKE, **options), SORA_LIKE)
    return made


def whole() -> SendPanel:
    """Send with the row between target and words."""
    shown = snapshot(model=SORA_LIKE, compiled=compiled_for(SORA_LIKE, loaf_words()))
    return send(shown.replace(draft=aimed(SORA_LIKE, exact_timing=True)))


SPECIMENS: list[Specimen] = [
    Specimen("options row", quiet, (364, 30)),
    Specimen("options row changed", lambda: quiet(words="json", exact_timing=True), (364, 30)),
    Specimen("options of two", lambda: popup(SORA_LIKE, words="sora_brief"), (0, 0)),
    Specimen("options of every kind", lambda: popup(EVERY, steps=20, tag="draft"), (0, 0)),
    Specimen("options unfit", lambda: popup(EVERY, words="haiku", steps=900), (0, 0)),
    Specimen("options in send", whole, (364, 652)),
    Specimen("options in send small", whole, SMALL),
]

"""Made-up states of Send for the gallery: what the mock-ups tell, and everything that can stand in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.domain.connection import Connection
from app.domain.draft import Draft, Frame
from app.domain.edit import Edit
from app.domain.errors import Fault
from app.domain.finding import Finding
from app.domain.job import Message
from app.domain.model import Model
from app.domain.request import Compiled, Estimate, Part
from ui.kit.fonts import scaled
from ui.kit.specimen import Specimen
from ui.panels.advice.specimens import ADVICE, AdviserMade
from ui.panels.path.specimens import ferry_turn, last_loaf
from ui.panels.send.panel import SendPanel
from ui.panels.specimen_words import (
    B2,
    FAL,
    KLING,
    LATE_LINE,
    LOSSES,
    MODELS,
    NO_PICTURE,
    SORA,
    TOO_LONG,
    WAN,
    compiled_for,
    loaf_words,
    shot_words,
)
from ui.panels.words.why import WhyPopup

SIZE = (364, 652)
SMALL = (332, 600)
PICKER = (scaled(600), scaled(494))


def loaf() -> Draft:
    """The draft of the mock-up, aimed at Kling."""
    draft: Draft = last_loaf().replace(frame=Frame(resolution="1080p"), aim=KLING.id)
    return draft


class QuoteOf(NamedTuple):
    """What is told before a take."""

    model: Model = WAN
    connection: Connection | None = None
    estimate: Estimate = Estimate(usd=None)
    free: bool = False
    spent_today: float = 6.02
    warnings: tuple[Message, ...] = ()
    must_ask: bool = True


class CapsOf(NamedTuple):
    """The part of the settings that is about money."""

    cap_day: float | None = 20.0


class SendDeskMade:
    """A desk that knows four models and says what it was asked."""

    def __init__(self, connected: frozenset[str] = frozenset({"kling", "animatic"})) -> None:
        self._connected = connected
        self.said: list[tuple[str, Any]] = []
        self.snapshot = NOTHING_OPEN
        self.settings = CapsOf()
        self.over: Fault | None = None
        unknown = Message(id="quote.price_unknown")
        self.quoted = QuoteOf(connection=Connection(id="studio", provider="x", address="https://api.example/v1"),
                              warnings=(unknown,))  # fmt: skip
        self.adviser = AdviserMade(ADVICE)

    def models(self) -> tuple[Model, ...]:
        """Four rows."""
        return MODELS

    def compile(self, draft: Draft, model_id: str | None = None) -> tuple[Model, Compiled]:
        """The same words everywhere; the fewer losses the newer."""
        model = next(each for each in MODELS if each.id == model_id)
        kept = {KLING.id: 3, FAL.id: 1, WAN.id: 2, SORA.id: 0}[model.id]
        return model, compiled_for(model, loaf_words(), losses=LOSSES[:kept])

    def connected(self) -> frozenset[str]:
        """Who can be reached."""
        return self._connected

    def today(self) -> str:
        """A day of the mock-ups."""
        return "2026-11-21"

    def payload(self, draft: Draft, compiled: Compiled, model: Model) -> dict[str, Any] | None:
        """A body as Kling takes it; none for others."""
        if model.provider != "kling":
            return None
        return {"model_name": "kling-v3", "prompt": compiled.text, "duration": 8, "resolution": "1080p", "sound": "on"}

    def set_aim(self, model_id: str) -> None:
        """Remember it."""
        self.said.append(("aim", model_id))

    def apply(self, changes: Sequence[Edit]) -> None:
        """Remember them."""
        self.said.append(("apply", tuple(changes)))

    def is_free(self, model: Model) -> bool:
        """None is."""
        return False

    def ways_to(self, model: Model) -> tuple[str, ...]:
        """As many as the quote leaves open."""
        return ("studio", "spare") if self.quoted.connection is None else ("studio",)

    def connection(self, name: str) -> Connection:
        """A connection to Kling."""
        return Connection(id=name, provider="kling", address=f"https://{name}.example")

    def quote(self, draft: Draft) -> QuoteOf:
        """The one it was given, where the price is not known."""
        model = next((each for each in MODELS if each.id == draft.aim), WAN)
        return self.quoted if model is not KLING or self.over else self.quoted._replace(must_ask=False, warnings=())

    def check_prices(self, quotes: Sequence[object], *, sure: bool = False) -> None:
        """Refuse, if it was told to."""
        if self.over is not None:
            raise self.over

    def prefer_connection(self, name: str, model_id: str = "") -> None:
        """Remember it."""
        self.said.append(("prefer", (name, model_id)))

    def apply_fix(self, finding: Finding) -> None:
        """Remember it."""
        self.said.append(("fix", finding))


def snapshot(**more: Any) -> Snapshot:
    """The mock-up's draft at Kling 3.0."""
    model: Model = more.pop("model", KLING)
    compiled = more.pop("compiled", None) or compiled_for(model, loaf_words())
    return Snapshot(draft=loaf(), model=model, compiled=compiled, **more)


class _Soon(QObject):
    """Does something once a widget has got its place, as a hand would."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._act = act
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._act)
        return False


def send(shown: Snapshot, tab: int = 0, act: Callable[[SendPanel], object] | None = None) -> SendPanel:
    """Send over a made-up snapshot."""
    panel = SendPanel(SendDeskMade())
    panel.show_snapshot(shown)
    panel.words.set_tab(tab)
    if act is not None:
        _Soon(panel, lambda: act(panel))
    return panel


def _lit(panel: SendPanel) -> None:
    panel.light(f"{B2}.link.evidence")


def _pointed(panel: SendPanel) -> None:
    text = panel.words.text
    text.point(next(run for run in text.shown.runs if run.path.endswith("axes.dolly")))


def _shots(over: bool = False) -> Snapshot:
    first, second = shot_words(over)
    texts = ["".join(span.text for span in spans[1:-1]) for spans in (first, second)]
    parts = tuple(
        Part(text=text, path=f"shots[s{n}]", seconds=6.0 if n == 1 else 4.0, cap=512) for n, text in enumerate(texts, 1)
    )
    compiled = compiled_for(
        KLING,
        [*first, *second],
        parts=parts,
        dialect="kling_shots",
        seconds=10.0,
        losses=LOSSES[:1],
        findings=(),
        estimate=Estimate(usd=1.12, per="10 s × $0.112", source="Kling list", checked_on="2026-11-20"),
        parameters={"resolution": "1080p", "audio": False},
    )
    return snapshot(compiled=compiled).replace(draft=ferry_turn())  # type: ignore[no-any-return]


def _many() -> Snapshot:
    findings = (
        NO_PICTURE,
        LATE_LINE,
        TOO_LONG,
        *(NO_PICTURE.replace(path=path) for path in ("look.era", "place.setting", "sound.music")),
    )
    why = Message(id="why_not.errors", args={"n": 1})
    return snapshot(compiled=compiled_for(KLING, loaf_words(), findings=findings), why_not_generate=why)


def _clean() -> Snapshot:
    return snapshot(compiled=compiled_for(FAL, loaf_words(), losses=(), findings=()), model=FAL)


def _retired() -> Snapshot:
    why = Message(id="why_not.retired", args={"model": "Sora 2", "day": "2026-09-24"})
    return snapshot(model=SORA, why_not_generate=why)


def _unreached() -> Snapshot:
    why = Message(id="why_not.no_connection", args={"model": "Kling 4.0"})
    return snapshot(model=FAL, why_not_generate=why)


def _stranger() -> Snapshot:
    why = Message(id="why_not.unknown_model", args={"model": "acme/one"})
    return snapshot(why_not_generate=why).replace(model=None, draft=loaf().replace(aim="acme/one"))  # type: ignore[no-any-return]


def _unpriced() -> Snapshot:
    return snapshot(model=WAN).replace(draft=loaf().replace(aim=WAN.id))  # type: ignore[no-any-return]


def _press_twice(panel: SendPanel) -> None:
    panel.foot.generate.click()
    panel.foot.generate.click()


def _four(panel: SendPanel) -> None:
    panel.foot.generate.takes = 4
    panel.foot.generate.counted.emit()


def _press(panel: SendPanel) -> None:
    panel.foot.generate.click()


def _long() -> Snapshot:
    spans = loaf_words()
    spans[0] = spans[0].replace(text=spans[0].text + " And every jar on every shelf is named and lit." * 60)
    return snapshot(compiled=compiled_for(KLING, spans))


def _cut_part(panel: SendPanel) -> None:
    bar = panel.words.text.verticalScrollBar()
    bar.setValue(bar.maximum())


def picker(key: str = "", walk: int = 0) -> QWidget:
    """The target picker, tried out, as a page of its own."""
    panel = SendPanel(SendDeskMade())
    panel.show_snapshot(snapshot())
    made = panel.picker
    holder = QWidget()
    panel.setParent(holder)
    panel.hide()
    made.fill(snapshot())
    while not made.tried:
        made.try_next()
    made.try_next()
    made.search.setText(key)
    made.walk(walk)
    made.setParent(holder)
    made.move(0, 0)
    made.show()
    holder.setMinimumSize(made.sizeHint())
    return holder


def why(shown: Snapshot) -> QWidget:
    """Why the words stand in this order, as a page of its own."""
    assert shown.compiled is not None
    assert shown.model is not None
    popup = WhyPopup(shown.compiled, shown.model.title)
    popup.setWindowFlag(Qt.WindowType.Popup, False)
    popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, False)
    return popup


SPECIMENS: list[Specimen] = [
    Specimen("send", lambda: send(snapshot()), SIZE),
    Specimen("send lit", lambda: send(snapshot(), act=_lit), SIZE),
    Specimen("send pointed", lambda: send(snapshot(), act=_pointed), SIZE),
    Specimen("send small", lambda: send(snapshot(), act=_lit), SMALL),
    Specimen("send four takes", lambda: send(snapshot(), act=_four), SMALL),
    Specimen("send large", lambda: send(snapshot()), (480, 900)),
    Specimen("send empty", lambda: send(Snapshot()), SIZE),
    Specimen("send nothing said", lambda: send(snapshot(compiled=compiled_for(KLING, [], losses=()))), SIZE),
    Specimen("send clean", lambda: send(_clean()), SIZE),
    Specimen("send many findings", lambda: send(_many()), SIZE),
    Specimen("send retired", lambda: send(_retired()), SIZE),
    Specimen("send not connected", lambda: send(_unreached()), SIZE),
    Specimen("send stranger", lambda: send(_stranger()), SIZE),
    Specimen("send price unknown", lambda: send(_unpriced(), act=_press), SIZE),
    Specimen("send another take", lambda: send(snapshot(), act=_press_twice), SIZE),
    Specimen("send over the cap", lambda: send(_long(), act=_cut_part), SIZE),
    Specimen("send shots", lambda: send(_shots()), SIZE),
    Specimen("send parts", lambda: send(_shots(), 1), SIZE),
    Specimen("send parts over", lambda: send(_shots(over=True), 1), SIZE),
    Specimen("send part whole", lambda: send(snapshot(), 1), SIZE),
    Specimen("send payload", lambda: send(snapshot(), 2), SIZE),
    Specimen("send payload neutral", lambda: send(_clean(), 2), SIZE),
    Specimen("send copied", lambda: send(snapshot(), act=SendPanel.copy_words), SIZE),
    Specimen("send why", lambda: why(snapshot()), (360, 268)),
    Specimen("send why shots", lambda: why(_shots()), (360, 138)),
    Specimen("send picker", picker, PICKER),
    Specimen("send picker walked", lambda: picker(walk=1), PICKER),
    Specimen("send picker search", lambda: picker("kling"), PICKER),
    Specimen("send picker none", lambda: picker("zzz"), PICKER),
]

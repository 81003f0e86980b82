"""Made-up advice for the gallery: a ranking with every kind of row, choices on the way, a split, nothing to advise."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.domain.advice import Advice, Carried, CarryLine, Choice, Point, Reason, Split, Verdict
from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.finding import Fix
from app.domain.model import Model
from ui.kit.fonts import scaled
from ui.kit.specimen import Specimen
from ui.panels.advice.banner import RetiredBanner
from ui.panels.advice.popup import AdvicePopup
from ui.panels.path.specimens import last_loaf
from ui.panels.specimen_words import FAL, KLING, SORA, WAN, compiled_for, loaf_words

SIZE = (880, 600)
BANNER = (scaled(364), scaled(84))
OMNI = KLING.replace(id="kling/kling-3.0-omni", title="Kling 3.0 Omni")
LONG = WAN.replace(id="openai-videos/hunyuan", title="HunyuanVideo 1.5, 720p, as your own server names it")
POINTS = (
    Point("lines", "story", 2.0, {"n": 2}),
    Point("links", "story", 2.0, {"n": 2}),
    Point("take", "story", 1.0, {"n": 4}),
    Point("ambience", "story", 1.0, {"n": 1}),
    Point("odd", "motion", 1.0, {"seconds": 9.0}),
)


def _verdict(model: Model, score: float, *reasons: Reason, against: Reason | None = None, fits: bool = True) -> Verdict:
    prices = {OMNI.id: KLING, LONG.id: WAN}
    compiled = compiled_for(prices.get(model.id, model), loaf_words()).replace(model=model.id)
    lost = {FAL.id: 1.2, OMNI.id: 0.5}.get(model.id, 2.0)
    return Verdict(model, compiled, score, reasons, against, fits, lost, (2.0, 4.0) if model is OMNI else ())


RANKING = (
    _verdict(
        FAL, 84.0,
        Reason("advice.for.links", {"n": 2, "model": "Kling 4.0"}),
        Reason("advice.for.keeps", {"model": "Kling 4.0", "kept": 19, "count": 21}),
        Reason("advice.for.lines", {"n": 2, "model": "Kling 4.0"}),
        against=Reason("advice.against.price", {"model": "Kling 4.0", "usd": "1.88", "least": "1.12"}),
    ),
    _verdict(
        OMNI, 81.0,
        Reason("advice.for.cheapest", {"model": OMNI.title, "usd": "1.12"}),
        Reason("advice.for.links", {"n": 2, "model": OMNI.title}),
        Reason("advice.for.way", {"model": OMNI.title}),
        against=Reason("loss.no_music", {"model": OMNI.title}),
    ),
    _verdict(KLING, 77.4, Reason("advice.for.way", {"model": KLING.title})),
    _verdict(WAN, 14.0, Reason("advice.out.silent", {"model": WAN.title}), fits=False),
    _verdict(LONG, 11.0, Reason("advice.out.one_take", {"model": LONG.title, "count": 3, "limit": 1}), fits=False),
)  # fmt: skip
ADVICE = Advice(
    points=POINTS,
    story=6,
    motion=1,
    side="story",
    ranking=RANKING,
    retired=((SORA, Reason("advice.out.retired", {"model": "Sora 2", "day": "2026-09-24"})),),
    flip=Reason("advice.flip.more.cuts", {"n": 2, "model": OMNI.title}),
    split=None,
)
LINES = (
    CarryLine("dropped", "camera", "carry.move.dropped", "shots[s1].keys[k2].axes",
              {"move_id": "term.move.pedestal_u", "target_words": "", "shot": 1, "seconds": "2", "model": "Sora 2"}),
    CarryLine("weakened", "camera", "carry.move.weakened", "shots[s1].keys[k3].axes",
              {"move_id": "term.move.dolly_in", "target_id": "carry.framed", "target": "their hands", "seconds": "3.5",
               "stop_id": "carry.stop.gentle", "model": "Sora 2"}),
    CarryLine("weakened", "sound", "loss.no_music", "sound.music", {"model": "Sora 2"}, False),
    CarryLine("reworded", "length", "loss.length", "shots[s1].seconds",
              {"asked": "9", "given": "8", "model": "Sora 2"}),
    CarryLine("kept", "pictures", "carry.kept.pictures", "ends.start_image", {"model": "Sora 2", "n": 1}),
    *(CarryLine("kept", part, f"carry.kept.{part}", part, {"model": "Sora 2", "n": 1, "seconds": 8}, False)
      for part in ("frame", "style", "place", "cast", "beats", "lines", "ending")),
)  # fmt: skip
_PUT = (Edit(op="set", path="note", value="x"),)
CHOICES = (
    Choice(
        "length",
        {"asked": "9", "given": "8", "model": "Sora 2"},
        (
            Fix(id="carry_trim", args={"seconds": "8"}, edits=_PUT),
            Fix(id="carry_stretch", args={"seconds": "12"}, edits=_PUT),
            Fix(id="carry_clips", args={"n": 2}, edits=()),
        ),
    ),
    Choice(
        "frame",
        {"asked": "1:1", "given": "16:9", "model": "Sora 2"},
        tuple(Fix(id="carry_frame", args={"given": each}, edits=_PUT) for each in ("16:9", "9:16")),
    ),
)


class TrialMade:
    """Models that were all tried; or one that is being tried for ever."""

    def __init__(self, advice: Advice, over: bool) -> None:
        self._advice, self.is_over = advice, over
        self.next_title = "Kling 3.0 Omni"

    def step(self) -> bool:
        """Nothing happens."""
        return not self.is_over

    def advice(self, *, many: bool = False) -> Advice:
        """The made-up advice."""
        return self._advice


class AdviserMade:
    """Says the same of every draft."""

    def __init__(self, advice: Advice, over: bool = True) -> None:
        self._advice, self._over = advice, over

    def trial(self, draft: Draft) -> TrialMade:
        """Everything is tried."""
        return TrialMade(self._advice, self._over)

    def convert(self, draft: Draft, model_id: str) -> Carried:
        """Few losses at Kling, many at others."""
        models = (FAL, OMNI, KLING, WAN, LONG, SORA)
        model = next(each for each in models if each.id == model_id)
        compiled = compiled_for({OMNI.id: KLING, LONG.id: WAN}.get(model_id, model), loaf_words())
        few = model.provider in ("kling", "fal")
        lines = tuple(line for line in LINES if line.level in ("kept", "reworded")) if few else LINES
        return Carried(draft, model, compiled, lines, () if few else CHOICES, (), None)


class AdviceDeskMade:
    """A desk with the mock-up's draft open, or none."""

    def __init__(self, advice: Advice = ADVICE, *, open_draft: bool = True, over: bool = True) -> None:
        self.adviser = AdviserMade(advice, over)
        self.snapshot = Snapshot.model_construct(draft=last_loaf(), model=KLING) if open_draft else NOTHING_OPEN
        self.said: list[object] = []

    def connected(self) -> frozenset[str]:
        """Who can be reached."""
        return frozenset({"kling", "animatic"})

    def today(self) -> str:
        """A day of the mock-ups."""
        return "2026-11-21"

    def set_aim(self, model_id: str) -> None:
        """Remember it."""
        self.said.append(model_id)

    def apply(self, changes: Sequence[Edit]) -> None:
        """Remember them."""
        self.said.append(tuple(changes))


def popup(desk: AdviceDeskMade, at: str = "", *, kept: bool = False, all_lines: bool = False) -> QWidget:
    """The advice, at a model."""
    made = AdvicePopup(desk)
    made.order.set_value("kept" if kept else "fit")
    made.fill()
    made.try_next()
    made.choose(at)
    if all_lines:
        made.detail.kept.click()
    return made


def _split() -> QWidget:
    split = Split(("s1", "s3"), ("s2",), WAN.id, FAL.id)
    ferry: Draft = last_loaf().replace(shots=tuple(last_loaf().shots[0].replace(id=f"s{n}") for n in (1, 2, 3)))
    desk = AdviceDeskMade(ADVICE._replace(story=7, motion=6, side="either", split=split))
    desk.snapshot = Snapshot.model_construct(draft=ferry, model=KLING)
    return popup(desk)


def _banner() -> QWidget:
    made = RetiredBanner()
    made.show_model(SORA)
    return made


SPECIMENS = [
    Specimen("advice/ranking", lambda: popup(AdviceDeskMade()), SIZE),
    Specimen("advice/what keeps most", lambda: popup(AdviceDeskMade(), OMNI.id, kept=True), SIZE),
    Specimen("advice/out", lambda: popup(AdviceDeskMade(), LONG.id), SIZE),
    Specimen("advice/closed, with choices", lambda: popup(AdviceDeskMade(), SORA.id), SIZE),
    Specimen("advice/all lines", lambda: popup(AdviceDeskMade(), SORA.id, all_lines=True), SIZE),
    Specimen("advice/present aim", lambda: popup(AdviceDeskMade(), KLING.id), SIZE),
    Specimen("advice/split", _split, SIZE),
    Specimen("advice/trying", lambda: popup(AdviceDeskMade(over=False)), SIZE),
    Specimen("advice/no draft", lambda: popup(AdviceDeskMade(open_draft=False)), SIZE),
    Specimen("advice/closed model banner", _banner, BANNER),
]

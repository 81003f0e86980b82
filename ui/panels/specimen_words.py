"""Made-up models, words, losses and findings that the gallery's pages of Send are put together from."""

from __future__ import annotations

from typing import Any

from app.domain.edit import Edit
from app.domain.finding import Finding, Fix, Loss
from app.domain.model import Limits, Model
from app.domain.request import Compiled, Estimate, Part, Span, Track

B2 = "shots[s1].beats[b2]"
Paragraph = tuple[str, Track, tuple[tuple[str, str], ...]]
EVIDENCE = "the street draught curls a ribbon of flour up into the lamp light"


def _spans(*paragraphs: Paragraph, part: int = 0) -> list[Span]:
    made: list[Span] = []
    for section, track, runs in paragraphs:
        if made:
            made.append(Span(text="\n", section=section, track=track, part=part))
        made += [Span(text=text, path=path, section=section, track=track, part=part) for text, path in runs]
    return made


_STORY: tuple[Paragraph, ...] = (
    (
        "place",
        "",
        (("A corner bakery before dawn, rain on the window, one brass lamp low over a counter.", "place.setting"),),
    ),
    (
        "cast",
        "",
        (
            ("[Marta: ", "cast[marta].label"),
            ("late fifties, copper hair pinned up, striped shirt", "cast[marta].identity"),
            ("] [Teo: ", ""),
            ("ten, green oilskin coat", "cast[teo].identity"),
            ("]", ""),
        ),
    ),
    (
        "beats",
        "beat",
        (
            ("First, ", ""),
            ("Marta sets the last loaf down and dusts her hands twice.", "shots[s1].beats[b1].action"),
            (" Then the bell rings and, because ", ""),
            (EVIDENCE, f"{B2}.link.evidence"),
            (", ", ""),
            ("she looks up.", f"{B2}.action"),
            (" Then ", ""),
            ("Teo lays three coins on the wood; one rolls off.", "shots[s1].beats[b3].action"),
            (" Finally ", ""),
            ("she traps it and pushes both back.", "shots[s1].beats[b4].action"),
        ),
    ),
)
_REST: tuple[Paragraph, ...] = (
    (
        "camera",
        "cam",
        (
            ("Medium shot, eye level", "shots[s1].keys[k1].framing"),
            (", one slow ", ""),
            ("push-in", "shots[s1].keys[k3].axes.dolly"),
            (" that settles on their hands.", "shots[s1].keys[k1].ease"),
        ),
    ),
    (
        "lines",
        "line",
        (
            ("[Teo, hushed]: ", "shots[s1].beats[b3].lines[l1].delivery"),
            ("“That's all.”", "shots[s1].beats[b3].lines[l1].text"),
            (" After a beat, [Marta, warm, dry]: ", ""),
            ("“Then that's enough.”", "shots[s1].beats[b4].lines[l1].text"),
        ),
    ),
    (
        "sound",
        "snd",
        (("Rain on the awning, oven hum", "sound.ambience"), (", one door bell.", f"{B2}.sounds[n1].text")),
    ),
)


def loaf_words() -> list[Span]:
    """The words of the mock-up."""
    return _spans(*_STORY, *_REST)


KLING = Model(
    id="kling/kling-3.0",
    provider="kling",
    title="Kling 3.0",
    maker="Kuaishou",
    dialect="kling_scene",
    source="docs",
    limits=Limits(prompt_cap=3072, prompt_advised=2500, shot_cap=512),
    price_source="Kling list",
    checked_on="2026-11-20",
    tags=("motion", "story"),
)
FAL = KLING.replace(id="fal/kling-4.0", provider="fal", title="Kling 4.0", price_source="fal list")
WAN = KLING.replace(
    id="openai-videos/wan", provider="openai-videos", title="Wan 2.2 A14B", maker="Alibaba", checked_on="2026-11-22"
)
SORA = KLING.replace(
    id="openai/sora-2", provider="openai", title="Sora 2", maker="OpenAI", dialect="sora", retired="2026-09-24"
)
MODELS = (KLING, FAL, WAN, SORA)
PRICES = {
    KLING.id: (1.344, "8 s × $0.168"),
    FAL.id: (1.88, "8 s × $0.235"),
    WAN.id: (None, ""),
    SORA.id: (0.8, "8 s × $0.10"),
}
LOSSES = (
    Loss(id="beat_times", level="weakened", path="shots[s1].beats[b1].seconds", args={"n": 1}),
    Loss(id="no_music", level="weakened", path="sound.music"),
    Loss(id="style_last", level="reworded", path="look.style_line"),
)
LATE_LINE = Finding(
    id="speech",
    level="warning",
    path="shots[s1].beats[b4].lines[l1].at",
    args={"n": 7, "seconds": 1.6},
    fix=Fix(id="one_after_another", edits=(Edit(op="set", path="note", value="x"),)),
)
NO_PICTURE = Finding(id="no_ending", level="hint", path="ends.final_picture")
TOO_LONG = Finding(
    id="length",
    level="error",
    path="shots[s1].seconds",
    args={"asked": 20, "model": "Kling 3.0", "limit": 15},
    fix=Fix(id="use_seconds", args={"given": 15}, edits=(Edit(op="set", path="shots[s1].seconds", value=15.0),)),
)


def compiled_for(model: Model, spans: list[Span], **more: Any) -> Compiled:
    """Made-up words at a model."""
    text = "".join(span.text for span in spans)
    usd, per = PRICES[model.id]
    estimate = Estimate(usd=usd, per=per, source=model.price_source, checked_on=model.checked_on)
    given: dict[str, Any] = {
        "parts": (Part(text=text, seconds=8.0, cap=model.limits.prompt_cap),),
        "losses": LOSSES,
        "parts_of_draft": 21,
        "findings": (LATE_LINE, NO_PICTURE),
        "parameters": {"resolution": "1080p", "audio": True, "seconds": 8},
        "estimate": estimate,
    }
    made = {"model": model.id, "dialect": model.dialect, "seconds": 8.0, "text": text, "spans": tuple(spans)}
    return Compiled(**{**made, **given, **more})


def shot_words(over: bool = False) -> tuple[list[Span], list[Span]]:
    """Two entries of a shot list; the first one too long where `over`."""
    first = [
        Span(text="shot 1, 6, ", section="shot"),
        Span(text="Wide shot, low angle", path="shots[s1].keys[k1].framing", section="camera", track="cam"),
        Span(text=", empty ferry deck at dawn, cold side light.", path="place.setting", section="camera", track="cam"),
        Span(
            text=" Iskra, cropped dark hair, rust-red tracksuit, bare feet, turns once on the painted line.",
            path="shots[s1].beats[b1].action",
            section="beats",
            track="beat",
        ),
        Span(
            text=" The camera arcs right about 120° at a steady pace, starting gently, keeping Iskra centred, and "
            "settles on a close-up of her face.",
            path="shots[s1].keys[k3].axes",
            section="camera",
            track="cam",
        ),
        Span(
            text=" No other camera movement."
            + (" And more, so much more, than an entry has room for." * 6 if over else ""),
            section="camera",
            track="cam",
        ),
        Span(text=";", section="shot"),
    ]
    second = [
        Span(text=" shot 2, 4, ", section="shot", part=1),
        Span(
            text="Medium shot, directly overhead, same deck and light.",
            path="shots[s2].keys[k4].framing",
            section="camera",
            track="cam",
            part=1,
        ),
        Span(
            text=" Iskra opens both arms and stays.",
            path="shots[s2].beats[b2].action",
            section="beats",
            track="beat",
            part=1,
        ),
        Span(
            text=" The camera cranes up from her shoulders at a brisk pace and slows to a stop on an extreme wide "
            "shot of the deck.",
            path="shots[s2].keys[k6].axes",
            section="camera",
            track="cam",
            part=1,
        ),
        Span(text=";", section="shot", part=1),
    ]
    return first, second

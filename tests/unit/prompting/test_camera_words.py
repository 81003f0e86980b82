"""Camera paths read as a crew would say them: each move with its pace and its end, and a camera at rest."""

from __future__ import annotations

import re

import pytest

from app.catalog import Catalog
from app.domain.draft import Axes, Draft, Framing, Key, Shot
from app.domain.request import Compiled
from app.prompting import compile_draft, paths_of

CATALOG = Catalog(None)
ILSE = "{cast:ilse}"


def draft(*keys: Key, seconds: float = 5, support: str = "", shake: int = 0) -> Draft:
    preset = CATALOG.preset("slow-push-to-eyes").draft
    shot = preset.shots[0].replace(keys=keys, seconds=seconds, support=support, shake=shake)
    found: Draft = preset.replace(shots=(shot,))
    return found


def compiled(of: Draft, model: str = "kling/kling-2.6") -> Compiled:
    return compile_draft(of, CATALOG.model(model), CATALOG.vocabulary, today="2026-08-01")


def camera(of: Draft, model: str = "kling/kling-2.6") -> str:
    """The camera's sentences alone."""
    spans = compiled(of, model).spans
    return "".join(span.text for span in spans if span.section == "camera").strip()


def first(lock: str = "none", ease: str = "in_out", hold: float = 0, target: str = ILSE) -> Key:
    framing = Framing(size="ms", angle="eye", target=target)
    return Key.model_validate(
        {"id": "k1", "t": 0, "framing": framing.model_dump(), "lock": lock, "ease": ease, "hold": hold}
    )


def then(t: float = 5, framing: dict[str, str] | None = None, **axes: float) -> Key:
    return Key(id="k2", t=t, framing=Framing(**(framing or {})), axes=Axes(**axes))


MOVES: dict[str, tuple[str, dict[str, float]]] = {
    "pushes in toward Ilse": ("none", {"dolly": 4}),
    "pulls back from Ilse": ("none", {"dolly": -4}),
    "slides right": ("none", {"truck": 4}),
    "pedestals down": ("none", {"pedestal": -4}),
    "pans left, turning in place,": ("none", {"pan": -5}),
    "tilts up": ("none", {"tilt": 5}),
    "rolls clockwise": ("none", {"roll": 5}),
    "stays put while the lens zooms out": ("none", {"zoom": -5}),
    "cranes up, looking down as it rises,": ("none", {"pedestal": 5, "tilt": -4}),
    "arcs right about 80°": ("look_at", {"truck": 5, "pan": -5}),
    "pushes in while the lens zooms out (dolly zoom)": ("none", {"dolly": 5, "zoom": -5}),
    "follows Ilse from behind": ("follow", {"dolly": 5}),
    "backs away ahead of Ilse, keeping the same distance,": ("follow", {"dolly": -5}),
    "tracks alongside Ilse": ("follow", {"truck": 5}),
}


@pytest.mark.parametrize("verb", MOVES)
def test_a_move_has_its_verb_its_pace_its_time_and_its_rest(verb: str) -> None:
    lock, axes = MOVES[verb]
    said = camera(draft(first(lock), then(5, None, **axes)))
    sentence = re.search(r"The camera .*?\.", said)
    assert sentence is not None
    assert sentence[0].startswith(f"The camera {verb} at a ")
    assert "pace for five seconds" in sentence[0]
    assert sentence[0].endswith((", and settles.", "keeping Ilse centred, and settles."))
    assert said.endswith("No other camera movement.")


@pytest.mark.parametrize("verb", MOVES)
def test_every_axis_and_lock_of_a_move_is_said(verb: str) -> None:
    lock, axes = MOVES[verb]
    found = compiled(draft(first(lock), then(5, None, **axes)))
    said = {span.path for span in found.spans}
    key = f"shots[{CATALOG.preset('slow-push-to-eyes').draft.shots[0].id}].keys"
    assert {f"{key}[k2].axes.{axis}" for axis in axes} <= said
    dropped = {path for loss in found.losses if loss.level == "dropped" for path in paths_of(loss)}
    assert not any(path.startswith(key) for path in dropped)
    assert (f"{key}[k1].lock" in said) == (lock != "none")


@pytest.mark.parametrize(
    ("support", "shake", "expected"),
    [
        ("", 0, "Medium shot of Ilse, eye level. Camera locked off."),
        ("locked", 0, "Medium shot of Ilse, eye level. Camera locked off."),
        ("dolly", 0, "Medium shot of Ilse, eye level. The camera, on a dolly, stays in place."),
        (
            "handheld",
            1,
            "Medium shot of Ilse, eye level. The camera, handheld with slight sway and a slight shake, stays in place.",
        ),
    ],
)
def test_a_camera_at_rest(support: str, shake: int, expected: str) -> None:
    assert camera(draft(first(), support=support, shake=shake)) == expected


@pytest.mark.parametrize(
    ("ease", "end", "expected"),
    [
        ("in_out", {"size": "cu"}, "and settles on a close-up"),
        ("out", {"angle": "low"}, "and slows to a stop at a low angle"),
        ("in_out", {"angle": "eye", "size": "ws"}, "and settles on a wide shot"),
        ("snap", {"target": "level with the sill"}, "and snaps to a stop level with the sill"),
        ("out", {"angle": "profile"}, "and slows to a stop, in profile"),
    ],
)
def test_where_a_move_ends(ease: str, end: dict[str, str], expected: str) -> None:
    assert f"{expected}." in camera(draft(first(ease=ease), then(framing=end, truck=4)))


def test_a_story_takes_the_move_as_a_noun_that_ends_with_its_ease() -> None:
    moved = draft(first(ease="out", hold=1.5), then(8, {"size": "cu"}, dolly=4), seconds=8, support="dolly")
    assert camera(moved, "openai/sora-2").endswith(
        "medium shot of Ilse, eye level, on a dolly, held for one and a half seconds, then one slow push-in toward "
        "Ilse, slowing to a stop on a close-up"
    )


def test_a_move_that_runs_past_its_block_says_from_when_to_when() -> None:
    preset = CATALOG.preset("small-rescue").draft
    text = compiled(preset, "openai-videos/MiniMaxAI/MiniMax-H3").text
    assert "[2-4s]" in text
    assert "pushes in toward Maren at a slow pace from second 3.5 to second 8, and settles" in text
    assert "holds still" not in text


def test_a_cut_is_said_where_no_label_says_it() -> None:
    preset = CATALOG.preset("heist-in-six").draft
    text = compiled(preset, "openai-videos/Lightricks/LTX-2.5-Diffusers").text
    assert text.count("Cut to ") == len(preset.shots) - 1
    assert "Cut to an insert of the glass case, eye level." in text
    assert "Cut to" not in compiled(preset, "fal/kling-4.0").text


def test_a_shot_without_anything_still_compiles() -> None:
    empty = draft().replace(shots=(Shot(id="s1", seconds=5),))
    assert "Camera locked off." in compiled(empty).text


@pytest.mark.parametrize(
    ("cut", "model", "expected"),
    [
        ("dissolve", "kling/kling-3.0", "shot 2, 4, Dissolve to a medium shot of Juna, in profile."),
        ("fade", "openai/sora-2", "Shot 2: fade in from black on a medium shot of Juna, in profile,"),
        ("dissolve", "openai-videos/MiniMaxAI/MiniMax-H3", "[4-8s] Dissolve to a medium shot of Juna, in profile."),
        ("dissolve", "openai-videos/Lightricks/LTX-2.5-Diffusers", " Dissolve to a medium shot of Juna, in profile."),
        ("fade", "kling/kling-2.6", "Shot 2 (3.3–6.7 s): Fade in from black."),
        ("cut", "kling/kling-3.0", "shot 2, 4, Medium shot of Juna, in profile."),
    ],
)
def test_a_shot_says_how_it_begins(cut: str, model: str, expected: str) -> None:
    train = CATALOG.preset("late-for-the-train").draft
    shots = (train.shots[0], train.shots[1].replace(cut_in=cut), *train.shots[2:])
    assert expected in compiled(train.replace(shots=shots), model).text


def test_what_goes_beside_a_pair_of_axes_is_said_too() -> None:
    away = draft(first("look_at"), then(5, None, pedestal=8, tilt=-5, dolly=-3.7))
    assert "cranes up, looking down as it rises, " in camera(away)
    assert "keeping Ilse centred, with a slight pull back, and settles." in camera(away)
    assert "slight" not in camera(draft(first("look_at"), then(5, None, pedestal=8, tilt=-5, dolly=-1)))

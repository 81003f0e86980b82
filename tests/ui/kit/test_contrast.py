"""The colours keep words and signs readable: WCAG 2 ratios, computed from the theme files themselves."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from ui.kit.tokens import TRACKS, Scheme, Tokens, load_tokens

SURFACES = ("window", "panel", "raised", "field", "control", "hover", "press", "select")
THIRD_WORDS_ON = ("window", "panel", "raised", "field", "control", "select")
HUES = ("beat", "cam", "line", "snd", "error", "warn", "hint", "kept", "lost", "unsure")
WORDS, SIGNS = 4.5, 3.0
SCHEMES: tuple[Scheme, ...] = ("dark", "light")


def luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=SCHEMES)
def tokens(request: pytest.FixtureRequest) -> Tokens:
    return load_tokens(request.param)


def test_the_measure_itself() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(load_tokens("dark").text, load_tokens("dark").panel) == pytest.approx(14.5, abs=0.05)
    assert contrast(load_tokens("light").text3, load_tokens("light").window) == pytest.approx(4.9, abs=0.05)


@pytest.mark.parametrize("surface", SURFACES)
def test_words_on_surfaces(tokens: Tokens, surface: str) -> None:
    assert contrast(tokens.text, tokens.color(surface)) >= WORDS
    assert contrast(tokens.text2, tokens.color(surface)) >= WORDS
    if surface in THIRD_WORDS_ON:
        assert contrast(tokens.text3, tokens.color(surface)) >= WORDS


@pytest.mark.parametrize("name", HUES)
def test_hues(tokens: Tokens, name: str) -> None:
    hue = tokens.hue(name)
    assert contrast(hue.line, tokens.panel) >= SIGNS
    assert contrast(hue.text, tokens.panel) >= WORDS
    assert contrast(hue.text, hue.tint) >= WORDS
    assert contrast(tokens.text, hue.tint) >= WORDS
    if name in TRACKS:
        assert contrast(tokens.text, hue.deep) >= WORDS
        assert contrast(hue.text, hue.deep) >= WORDS


def test_ink_marks_and_badges(tokens: Tokens) -> None:
    assert contrast(tokens.onInk, tokens.ink) >= WORDS
    assert contrast(tokens.onInk, tokens.inkHover) >= WORDS
    assert contrast(tokens.onInk, tokens.inkPress) >= WORDS
    assert contrast(tokens.text, tokens.marked) >= WORDS
    assert contrast(tokens.onBadge, tokens.badge) >= WORDS
    assert contrast(tokens.ink, tokens.panel) >= SIGNS


def test_rules_and_focus(tokens: Tokens) -> None:
    for surface in ("panel", "field"):
        assert contrast(tokens.rule, tokens.color(surface)) >= SIGNS
    for surface in ("window", "panel", "raised", "field", "select"):
        assert contrast(tokens.focus, tokens.color(surface)) >= SIGNS


def test_more_contrast_strengthens(tokens: Tokens) -> None:
    strong = tokens.more_contrast()
    assert strong.rim == tokens.rule
    assert contrast(strong.text3, strong.panel) > contrast(tokens.text3, tokens.panel)


def test_well_is_the_same_in_both() -> None:
    assert load_tokens("dark").well == load_tokens("light").well

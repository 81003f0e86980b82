"""Every built-in preset is a complete draft: cast, light, palette, sound, last picture, beats that fill their shots."""

from __future__ import annotations

import re

import pytest

from app.catalog.schema import pattern_of
from app.domain.draft import Draft, Shot
from app.domain.preset import Preset
from app.domain.upgrade import read_draft, write_draft
from app.prompting import compile_draft
from tests.contracts.rows import catalog, stated

PRESETS = catalog().presets()
every = pytest.mark.parametrize("preset", PRESETS, ids=lambda each: each.id)
TOKEN = re.compile(r"\{(cast|prop):([^{}]*)\}")
FREE_TEXT = {"light.practicals", "shots[*].beats[*].moves_to", "shots[*].beats[*].facing"}
"""Served by a vocabulary as an offer; a phrase of one's own is as good."""


def shots(preset: Preset) -> list[Shot]:
    return list(preset.draft.shots)


def test_there_are_enough_and_of_every_form() -> None:
    assert len(PRESETS) >= 8
    forms = {template.id for template in catalog().templates()}
    assert {preset.draft.form for preset in PRESETS[:6]} == forms


@every
def test_a_preset_is_named_as_people_read_it(preset: Preset) -> None:
    assert preset.builtin
    assert preset.name == preset.draft.title
    assert preset.about.endswith(".")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", preset.id)
    assert preset.draft.id == preset.id
    assert read_draft(write_draft(preset.draft), preset.id) == preset.draft


@every
def test_a_preset_is_complete(preset: Preset) -> None:
    draft = preset.draft
    assert catalog().template(draft.form).id == draft.form
    assert not catalog().model(draft.aim).is_retired("2026-11-22")
    assert 3 <= len(draft.look.palette) <= 5
    assert draft.light.key.source
    assert draft.light.key.side or draft.light.key.height
    assert draft.light.key.quality
    assert draft.place.setting
    assert draft.place.props
    assert draft.look.style_line
    assert draft.sound.ambience
    assert draft.ends.final_picture


@every
def test_everybody_is_described_and_stands_somewhere(preset: Preset) -> None:
    draft = preset.draft
    places = [member.at for member in draft.cast] + [prop.at for prop in draft.place.props]
    assert all(at is not None for at in places)
    assert len({(at.side, at.depth) for at in places if at is not None}) > 1
    for member in draft.cast:
        assert member.label
        assert 2 <= len(member.identity) <= 5
    assert all(prop.label and prop.description for prop in draft.place.props)


@every
def test_beats_fill_their_shots_and_are_linked(preset: Preset) -> None:
    for shot in shots(preset):
        assert sum(beat.seconds for beat in shot.beats) == shot.seconds
        for beat in shot.beats:
            assert beat.subject
            assert beat.action
            assert beat.ends_as
            if beat.link.type == "because":
                assert beat.link.evidence
    beats = [beat for shot in shots(preset) for beat in shot.beats]
    assert beats[0].link.type == "opens"
    if preset.draft.form == "sora-story-beats":
        assert any(beat.link.type in ("because", "therefore", "but") for beat in beats)


@every
def test_links_name_an_earlier_beat(preset: Preset) -> None:
    seen: set[str] = set()
    for shot in shots(preset):
        for beat in shot.beats:
            assert not beat.link.to or beat.link.to in seen
            assert beat.id not in seen
            seen.add(beat.id)


@every
def test_keys_are_in_order_inside_their_shot(preset: Preset) -> None:
    for shot in shots(preset):
        times = [key.t for key in shot.keys]
        assert times[0] == 0
        assert times == sorted(set(times))
        assert times[-1] <= shot.seconds
        assert not any(shot.keys[0].axes.model_dump().values())
        assert all(key.framing.size and key.framing.angle and key.framing.target for key in shot.keys)


@every
def test_tokens_name_somebody_who_is_there(preset: Preset) -> None:
    draft: Draft = preset.draft
    for path, text in stated(draft):
        for kind, name in TOKEN.findall(text):
            found = draft.cast_member(name) if kind == "cast" else draft.prop(name)
            assert found is not None, f"{path}: {text}"


@every
def test_what_a_vocabulary_serves_is_in_it(preset: Preset) -> None:
    for path, text in stated(preset.draft):
        vocabulary = catalog().vocabulary_for(path)
        if vocabulary is not None and pattern_of(path) not in FREE_TEXT:
            assert text in {term.id for term in vocabulary.terms}, f"{path}: {text}"


@every
def test_speakers_are_in_the_cast(preset: Preset) -> None:
    for shot in shots(preset):
        for beat in shot.beats:
            for line in beat.lines:
                assert TOKEN.fullmatch(line.speaker)
                assert line.delivery
                assert line.language


@every
def test_a_preset_is_clean_at_its_aim(preset: Preset) -> None:
    model = catalog().model(preset.draft.aim)
    compiled = compile_draft(preset.draft, model, catalog().vocabulary, today="2026-11-22")
    assert [finding for finding in compiled.findings if finding.level != "hint"] == []
    assert all(part.cap is None or len(part.text) <= part.cap for part in compiled.parts)

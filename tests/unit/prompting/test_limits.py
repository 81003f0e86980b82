"""Each check of a hard limit: silent at the limit, told one beyond it, silent where the row knows nothing, mended."""

from __future__ import annotations

from typing import Literal, NamedTuple

import pytest

from app.domain import path as paths
from app.domain.draft import Beat, Draft, Ends, Frame, Sound
from app.domain.model import Lengths, Model, ModelOption
from app.prompting.fit import longest
from app.strings import has
from tests.unit.prompting.cases import (
    PICTURE,
    compiled,
    draft,
    findings,
    limit_of,
    mended,
    row,
    shot,
    shown,
    with_line,
)


def _text(length: int) -> Draft:
    """A draft whose timed words are this long."""
    bare = draft(shot(1, beats=(Beat(id="b1", seconds=4.0, action="a"),)))
    fill = length - len(compiled(bare, row()).text) + 1
    return draft(shot(1, beats=(Beat(id="b1", seconds=4.0, action="a" * fill),)))


def _entry(length: int) -> Draft:
    """A list of two shots, the second of which takes this many characters."""
    model = row("kling_shots")

    def of(count: int) -> Draft:
        return draft(shot(1), shot(2, beats=(Beat(id="b2", seconds=4.0, action="a" * count),)), place={}, cast=())

    return of(length - len(compiled(of(1), model).parts[1].text) + 1)


def _begun(of: Draft) -> Draft:
    """The same beginning with a picture, so that nobody is described once more."""
    begun: Draft = of.replace(ends=Ends(start_image=PICTURE))
    return begun


def _bound(ids: str, audio: Literal["on", "off"] = "on") -> Draft:
    """A draft with voices of one's own."""
    return draft(options={"made/up": {"voices": ids}}, frame=Frame(audio=audio))


SOUND_AT = row(audio="switch", resolutions=("720p", "1080p"), audio_resolutions=("1080p",))
SWITCH = row().replace(options=(ModelOption(name="mode", kind="choice", choices=("std", "pro"), default="std"),))
OVER = row().replace(retired="2026-11-25")
LANGUAGES = row(languages=("en", "zh"))
VOICES = row(voices=2, audio="switch").replace(options=(ModelOption(name="voices", kind="text", default=""),))


class Case(NamedTuple):
    """A check: its finding's id, the row, a draft at the limit, one just beyond it, and whether a machine mends it."""

    id: str
    model: Model
    at: Draft
    beyond: Draft
    fixed: bool = True


ERRORS = (
    Case("length", row(lengths=Lengths(least=3, most=15)), draft(shot(1, 15.0)), draft(shot(1, 15.5))),
    Case("length", row(lengths=Lengths(list=(4, 8))), draft(shot(1), shot(2)), draft(shot(1), shot(2, 4.25))),
    Case("length.empty", row(lengths=Lengths(least=3, most=15)), draft(shot(1, 3.0)), draft(shots=())),
    Case("length.empty", row(lengths=Lengths(list=(4, 8))), draft(shot(1, 0.25)), draft(shot(1, 0.0))),
    Case("shots", row(shots=2), draft(shot(1), shot(2)), draft(shot(1), shot(2), shot(3)), fixed=False),
    Case("shots.one_take", row(shots=1), draft(), draft(shot(1), shot(2)), fixed=False),
    Case("prompt_cap", row(prompt_cap=900), _text(900), _text(901), fixed=False),
    Case("shot_cap", row("kling_shots", shot_cap=300), _entry(300), _entry(301), fixed=False),
    Case("sound_resolution", SOUND_AT, draft(frame=Frame(resolution="1080p")), draft(frame=Frame(resolution="720p"))),
    Case("voices", VOICES, _bound("v1, v2"), _bound("v1, v2，v3")),
    Case("voices.silent", VOICES, _bound("v1"), _bound("v1", "off")),
    Case("elements", row(elements=2), shown(2), shown(3)),
    Case("unnamed", row(elements=2, start_image=True), _begun(shown(1)), _begun(shown(1, named=False))),
    Case(
        "start_needed",
        row(start_image=True, start_needed=True),
        draft(ends=Ends(start_image=PICTURE)),
        draft(),
        fixed=False,
    ),
    Case("end_image", row(start_image=True, end_image=True), draft(), draft(ends=Ends(end_image=PICTURE))),
    Case(
        "option",
        SWITCH,
        draft(options={"made/up": {"mode": "pro"}}),
        draft(options={"made/up": {"mode": "turbo"}}),
    ),
)
WARNINGS = (
    Case("prompt_advised", row(prompt_advised=900, prompt_cap=2000), _text(900), _text(901), fixed=False),
    Case("silent_lines", row(audio="switch"), draft(with_line()), draft(with_line(), frame=Frame(audio="off"))),
    Case("languages", LANGUAGES, draft(with_line(language="en-GB")), draft(with_line(language="fr")), fixed=False),
)
ALL = (*ERRORS, *WARNINGS)
every = pytest.mark.parametrize("case", ALL, ids=[f"{case.id}-{place}" for place, case in enumerate(ALL)])


@every
def test_a_draft_at_the_limit_is_left_alone(case: Case) -> None:
    assert case.id not in findings(case.at, case.model)


@every
def test_one_beyond_the_limit_is_told_with_its_place_and_the_field_of_the_row(case: Case) -> None:
    found = findings(case.beyond, case.model)[case.id]
    assert found.level == ("error" if case in ERRORS else "warning")
    assert limit_of(case.model, found.field) not in (None, (), {}, "")
    assert found.source == case.model.source
    assert paths.exists(case.beyond, found.path)
    assert has(found.sentence)


@every
def test_a_row_that_does_not_know_says_nothing(case: Case) -> None:
    # a list of shots and its cap belong together; everything else is unknown here
    silent = row(case.model.dialect)
    assert case.id not in findings(case.beyond, silent)


@every
def test_a_machine_mends_what_it_can_in_one_step(case: Case) -> None:
    found = findings(case.beyond, case.model)[case.id]
    assert (found.fix is not None) == case.fixed
    if found.fix is not None:
        assert has(f"fix.{found.fix.id}")
        assert case.id not in findings(mended(case.beyond, found), case.model)


def test_a_model_is_told_to_be_over_from_its_last_day_on() -> None:
    assert "retired" not in findings(draft(), OVER, "2026-11-24")
    found = findings(draft(), OVER, "2026-11-25")["retired"]
    assert (found.level, found.field, found.path, found.fix) == ("error", "retired", "aim", None)
    heir = findings(draft(), OVER.replace(successor="made/heir"), "2026-11-25")["retired"]
    assert mended(draft(), heir).aim == "made/heir"


def test_who_needs_a_picture_leads_to_its_sibling_of_words_alone() -> None:
    model = row(start_image=True, start_needed=True).replace(by_words="made/words")
    found = findings(draft(), model)["start_needed"]
    assert mended(draft(), found).aim == "made/words"


def test_shots_that_are_too_many_for_the_longest_clip_are_told() -> None:
    model = row("kling_shots", lengths=Lengths(least=3, most=5), shot_least=2.0, whole_seconds=True)
    two = draft(shot(1, 1.5), shot(2, 1.5))
    three = draft(shot(1, 1.5), shot(2, 1.5), shot(3, 1.5))
    assert "shot_least" not in findings(two, model.replace(limits=model.limits.replace(shot_least=1.0)))
    assert findings(three, model)["shot_least"].field == "limits.shot_least"


def test_a_longer_draft_keeps_its_shape_when_it_is_fitted() -> None:
    model = row(lengths=Lengths(least=3, most=10), whole_seconds=True)
    long = draft(shot(1, 8.0), shot(2, 16.0))
    fitted = mended(long, findings(long, model)["length"])
    assert [each.seconds for each in fitted.shots] == [3.0, 7.0]
    assert [each.beats[0].seconds for each in fitted.shots] == [3.0, 7.0]
    assert fitted.seconds == longest(model.limits.lengths or Lengths())


def test_a_length_between_two_is_a_loss_and_no_finding() -> None:
    ten = compiled(draft(shot(1, 10.0)), row("sora", lengths=Lengths(list=(4, 8, 12))))
    assert ten.seconds == 12
    assert "length" not in {finding.id for finding in ten.findings}
    assert "length" in {loss.id for loss in ten.losses}


def test_the_language_of_all_lines_is_looked_at_where_a_line_has_none() -> None:
    found = findings(draft(with_line(), sound=Sound(language="fr")), LANGUAGES)["languages"]
    assert found.path == "sound.language"
    assert "languages" not in findings(draft(sound=Sound(language="fr")), LANGUAGES)


def test_pictures_of_people_are_doubted_where_a_maker_refuses_them() -> None:
    model = row(elements=2, start_image=True, faces=False)
    assert {"faces", "faces.cast"}.isdisjoint(findings(draft(), model))
    assert findings(shown(1), model)["faces.cast"].level == "warning"
    assert "faces" in findings(draft(ends=Ends(start_image=PICTURE)), model)
    assert "faces.cast" not in findings(shown(1), row(elements=2))

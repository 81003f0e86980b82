"""Every check tells the bad drafts of the corpus, leaves the good ones alone, and mends what it offers to."""

from __future__ import annotations

from collections import Counter

import pytest

from app.domain import path as paths
from app.domain.edit import apply_all
from app.prompting import compile_draft
from app.prompting.lint.face import catalogue
from app.strings import has
from tests.contracts.lint.drafts import TODAY, Entry, base, corpus, draft_of, findings
from tests.contracts.rows import catalog

ENTRIES = corpus()
BAD = [entry for entry in ENTRIES if entry.bad]
GOOD = [entry for entry in ENTRIES if not entry.bad]
MENDED = frozenset(
    {"no_camera", "open_move", "quality", "format", "same_framing", "style_place", "shorthand", "avoid_no", "capitals"}
)
"""What a machine mends. A fix of words may leave another reason for the same check only where it says so."""
FEW = 4
"""The least number of drafts of either kind; most checks have many more."""


def by_check(entries: list[Entry]) -> pytest.MarkDecorator:
    """A test to a check, which goes through all its drafts: there are thousands, and each test has its price."""
    checks = list(dict.fromkeys(entry.check for entry in entries))
    return pytest.mark.parametrize(
        "entries", [[entry for entry in entries if entry.check == check] for check in checks], ids=checks
    )


@by_check(BAD)
def test_a_bad_draft_is_told_at_its_place(entries: list[Entry]) -> None:
    code, _, _ = catalogue()["checks"][entries[0].check]
    untold = {}
    for entry in entries:
        draft = draft_of(entry)
        told = [finding for finding in findings(entry) if finding.id == entry.check]
        if not told:
            untold[entry.label] = entry.given
        for finding in told:
            assert paths.exists(draft, finding.path), (entry.label, finding.path)
            assert has(finding.sentence), finding.sentence
            assert finding.code == code
            assert finding.source
            if finding.fix is not None:
                assert has(f"fix.{finding.fix.id}")
    assert untold == {}


@by_check(GOOD)
def test_a_good_draft_is_left_alone(entries: list[Entry]) -> None:
    told = {
        entry.label: (entry.given, [finding.path for finding in findings(entry) if finding.id == entry.check])
        for entry in entries
    }
    assert {label: at for label, at in told.items() if at[1]} == {}


@by_check([entry for entry in BAD if entry.check in MENDED])
def test_a_fix_does_away_with_what_is_told(entries: list[Entry]) -> None:
    for entry in entries:
        model = catalog().model(entry.case.get("model", "kling/kling-3.0"))
        draft = draft_of(entry)
        for finding in [each for each in findings(entry) if each.id == entry.check and each.fix is not None]:
            mended = apply_all(draft, finding.fix.edits)  # type: ignore[union-attr]
            left = compile_draft(mended, model, catalog().vocabulary, today=TODAY).findings
            assert (finding.id, finding.path) not in [(each.id, each.path) for each in left], entry


def test_every_check_of_craft_has_bad_and_good_drafts() -> None:
    craft = {name for name, (code, _, _) in catalogue()["checks"].items() if code.startswith("C")}
    bad, good = Counter(entry.check for entry in BAD), Counter(entry.check for entry in GOOD)
    elsewhere = {"languages"}  # its limits come from the row: tests/unit/prompting/test_limits.py
    short = {name for name in craft - elsewhere if bad[name] < FEW or good[name] < FEW}
    assert short == set()


@pytest.mark.parametrize("name", ["one", "two"])
def test_there_is_nothing_to_say_about_the_drafts_they_are_made_from(name: str) -> None:
    made = compile_draft(base(name), catalog().model("kling/kling-3.0"), catalog().vocabulary, today=TODAY)
    assert made.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Une boulangerie magnifique avec un comptoir en bois, dans le style de la rue.",
        "映画のような完璧なパン屋、8K、傑作、やわらかい光。",
    ],
)
def test_lists_of_words_are_silent_in_other_languages(text: str) -> None:
    draft = base("one")
    for path in ("place.setting", "look.style_line", "ends.final_picture", "shots[s1].beats[b1].action"):
        draft = paths.write(draft, path, text)
    for path in ("place.background", "shots[s1].beats[b1].ends_as", "shots[s1].beats[b1].touches"):
        draft = paths.write(draft, path, "")
    made = compile_draft(draft, catalog().model("kling/kling-3.0"), catalog().vocabulary, today=TODAY)
    assert {finding.id for finding in made.findings} <= {"wordy", "cause", "text_language"}

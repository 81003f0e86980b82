"""The worked examples of the prompting reference, as drafts, compile to its texts; every difference has a reason.

The drafts lie in `worked/`, each beside the text of the reference. A difference is a phrase of the reference, ours in
its place, and why.
"""

from __future__ import annotations

import pytest

from app.domain.upgrade import read_draft
from tests.golden.golden import HERE, catalog, compiled

Difference = tuple[str, str, str]

TAG = "the tag is the legacy API's; on the new one a reference is a parameter, and the words name her by her label"
ANCHOR = "an entry stands alone: place and light are said in the same words in each, by one rule, never as “same”"
DIFFERENCES: tuple[tuple[Difference, ...], ...] = (
    (("<<<element_1>>> ", "", TAG),),
    (
        (
            ", warm bulbs, rain behind.",
            ". Inside an empty night tram, rain on the glass, warm bulbs and green dusk outside.",
            ANCHOR,
        ),
        (
            "; because of the jolt the paper boat",
            ", so the paper boat",
            "a semicolon parts the entries of the list, and the evidence that stands in front is the cause already",
        ),
    ),
    (
        (
            "same tram and light",
            "inside an empty night tram, rain on the glass, warm bulbs and green dusk outside",
            ANCHOR,
        ),
        ("<<<element_1>>> ", "", TAG),
        (
            "Ines in her mustard raincoat catches",
            "Ines, silver braid, mustard raincoat, catches",
            "looks are repeated word for word as they were written once",
        ),
        (
            "Slow push-in from chest up to hands and boat, settling.",
            (
                "The camera pushes in toward hands and boat at a slow pace for four seconds, and settles. "
                "No other camera movement."
            ),
            "a camera move is a whole sentence with its seconds, and alone; the reference's own shape of 4.3",
        ),
    ),
)


def reference(name: str) -> str:
    """The text the reference gives for a worked draft."""
    return (HERE / "worked" / f"{name}.txt").read_text(encoding="utf-8").removesuffix("\n")


def texts(name: str) -> tuple[str, tuple[str, ...]]:
    """What a worked draft compiles to at its aim, whole and by entry."""
    place = HERE / "worked" / f"{name}.json"
    draft = read_draft(place.read_bytes(), place.name)
    found = compiled(draft, catalog().model(draft.aim))
    return found.text, tuple(part.text for part in found.parts)


def test_a_story_reads_as_the_reference_to_the_letter() -> None:
    assert texts("paper-boat")[0] == reference("paper-boat")


def test_a_camera_path_reads_as_the_reference_to_the_letter() -> None:
    assert texts("lighthouse-stair")[0] == reference("lighthouse-stair")


@pytest.mark.parametrize("place", range(3))
def test_an_entry_of_a_shot_list_differs_only_where_there_is_a_reason(place: int) -> None:
    expected = reference("paper-boat-in-shots").splitlines()[place]
    for theirs, ours, reason in DIFFERENCES[place]:
        assert expected.count(theirs) == 1
        assert len(reason.split()) > 5
        expected = expected.replace(theirs, ours)
    assert texts("paper-boat-in-shots")[1][place] == expected


def test_a_shot_list_is_in_kling_s_own_form() -> None:
    whole, parts = texts("paper-boat-in-shots")
    seconds = (2, 2, 4)
    assert whole == " ".join(
        f"shot {place}, {each}, {part};" for place, (each, part) in enumerate(zip(seconds, parts, strict=True), start=1)
    )

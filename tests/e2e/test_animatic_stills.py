"""What a painted picture holds: a hold to the pixel, and signs that no font has."""

from __future__ import annotations

import pytest

from app.animatic.notes import notes
from app.animatic.stage import build_stage
from app.domain.draft import Axes, Beat, CastMember, Draft, Framing, Key, Place, Prop, Shot
from app.strings import tr
from tests.fakes.animatics import painted, path_draft

pytestmark = pytest.mark.usefixtures("qapp")
CONDENSER = Prop(id="p", label="flux condenser")


def acted(action: str, label: str = "Ana", *props: Prop, setting: str = "") -> Draft:
    """One wide shot in which somebody does this."""
    shot = Shot(
        id="s1",
        seconds=4.0,
        keys=(Key(id="k1", framing=Framing(size="ws")),),
        beats=(Beat(id="b1", seconds=4.0, subject="{cast:ana}", action=action),),
    )
    cast = (CastMember(id="ana", label=label),)
    return Draft(id="d", form="f", aim="a", cast=cast, place=Place(setting=setting, props=props), shots=(shot,))


def test_a_hold_is_still_to_the_pixel_and_then_it_goes() -> None:
    stage = build_stage(path_draft(Axes(dolly=3), seconds=2.0, hold=1.0))
    first = painted(stage, 0.0).data
    assert painted(stage, 0.5).data == first
    assert painted(stage, 0.99).data == first
    assert painted(stage, 1.5).data != first
    assert painted(stage, 1.9).data != painted(stage, 1.5).data


def test_a_sign_without_a_glyph_is_a_box_and_a_finding() -> None:
    draft = acted("reads \U00013000 aloud", "Ana", CONDENSER)
    found = {finding.id: finding for finding in notes(build_stage(draft))}
    assert found["animatic_glyphs"].args["signs"] == "\U00013000"
    assert found["animatic_glyphs"].path == "shots[s1].beats[b1].action"
    assert found["animatic_plain_box"].path == "place.props[p].label"
    assert all(tr(finding.sentence, **finding.args) != finding.sentence for finding in found.values())
    boxed = acted("reads \u25a1 aloud", "Ana", CONDENSER)
    size = (1280, 720)
    assert painted(build_stage(draft), 1.0, size, clean=False) == painted(build_stage(boxed), 1.0, size, clean=False)


def test_chinese_has_no_boxes_and_no_findings() -> None:
    draft = acted("推开门，走进雨里", "安娜", setting="雨夜的街道")
    assert notes(build_stage(draft)) == ()

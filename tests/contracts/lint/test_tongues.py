"""A list of words is silent in every language but its own; a prompt in another language than its texts is told."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from app.domain.draft import Draft
from app.domain.edit import apply_all
from app.domain.finding import Finding
from app.prompting import compile_draft
from app.resources import resources
from app.strings import has
from tests.contracts.lint.drafts import CHINESE, TODAY, base, put
from tests.contracts.rows import catalog

ABOUT_WORDS = frozenset(
    {
        *("praise", "quality", "format", "feeling", "denial", "readable", "makers", "likeness", "shorthand"),
        *("comma_list", "two_verbs", "idle_hands", "weightless", "time_jump", "untimed", "mouth", "bodies", "pronoun"),
        *("light_clash", "style_place", "bare_lens", "prop_pops", "two_names", "identity", "avoid_no", "cancel"),
        *("open_move", "empty_reveal", "size_content", "turn_travel", "at_once"),
    }
)
"""The checks that go by lists of words."""
GERMAN = {
    "look.style_line": "episches Kino, cineastisch, der Look von 8K Qualität ist die ganze Zeit da",
    "place.setting": "In einer wunderschönen Backstube mit einem langen Tresen, und an der Wand hängt kein Bild.",
    "place.background": "zwei Öfen und ein fantastisch heller Flur",
    "cast[ines].identity": ["silberner Zopf", "runde Brille"],
    "cast[ines].wardrobe": "ein senfgelber Mantel mit der Hand genäht",
    "shots[s1].beats[b1].action": "ist traurig und wütend, hebt den Deckel und die Hand und läuft dann in die Stadt",
    "shots[s1].beats[b1].touches": "der Daumen auf dem Rand",
    "shots[s1].beats[b1].ends_as": "alles ist wieder still",
    "ends.final_picture": "Die offene Dose auf dem Tresen, ohne Text und nicht perfekt.",
}
JAPANESE = {
    "look.style_line": "最高に完美な映画、8Kで高画質、感動的な雰囲気",
    "place.setting": "白いタイルのパン屋、長いカウンター。絶美の朝。",
    "place.background": "二つのオーブンと壮観な廊下",
    "cast[ines].identity": ["銀色の三つ編み", "丸い眼鏡"],
    "cast[ines].wardrobe": "からし色のコート",
    "shots[s1].beats[b1].action": "悲しくて、激動の中でふたを開ける",
    "shots[s1].beats[b1].touches": "親指をふちに置く",
    "shots[s1].beats[b1].ends_as": "すべてが静かになる",
    "ends.final_picture": "カウンターの上の開いた缶。不安な漂亮。",
}
FRENCH = {
    "look.style_line": "film épique et magnifique, une qualité 4K, style cinématographique dans la lumière",
    "place.setting": "Dans une boulangerie fabuleuse avec un long comptoir, et il n'y a pas de texte sur le mur.",
    "place.background": "deux fours et un couloir",
    "cast[ines].identity": ["tresse argentée", "lunettes rondes"],
    "cast[ines].wardrobe": "un manteau moutarde",
    "shots[s1].beats[b1].action": "est triste et ouvre la boîte, puis elle court dans la rue avec les autres",
    "shots[s1].beats[b1].touches": "le pouce sur le bord",
    "shots[s1].beats[b1].ends_as": "tout est calme",
    "ends.final_picture": "La boîte ouverte sur le comptoir.",
}
KOREAN = {
    "look.style_line": "장엄한 영화, 8K 고화질",
    "place.setting": "하얀 타일의 빵집, 긴 카운터.",
    "cast[ines].identity": ["은색 땋은 머리", "둥근 안경"],
    "shots[s1].beats[b1].action": "슬퍼하며 뚜껑을 연다",
    "shots[s1].beats[b1].touches": "엄지를 가장자리에",
    "shots[s1].beats[b1].ends_as": "모두 조용해진다",
    "ends.final_picture": "카운터 위의 열린 통.",
}
FOREIGN = {"german": GERMAN, "japanese": JAPANESE, "french": FRENCH, "korean": KOREAN}
MODELS = ("kling/kling-3.0", "openai/sora-2", "fal/veo-3.1")


def in_words(texts: dict[str, Any], **fields: Any) -> Draft:
    draft = base("one")
    for path, value in texts.items():
        draft = put(draft, path, value)
    changed: Draft = draft.replace(**fields)
    return changed


def told(draft: Draft, model: str = "kling/kling-3.0") -> tuple[Finding, ...]:
    return compile_draft(draft, catalog().model(model), catalog().vocabulary, today=TODAY).findings


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("tongue", FOREIGN)
def test_lists_of_words_are_silent_in_languages_they_do_not_name(tongue: str, model: str, language: str) -> None:
    found = told(in_words(FOREIGN[tongue], language=language), model)
    assert [finding.id for finding in found if finding.id in ABOUT_WORDS] == []


def test_english_lists_are_silent_over_chinese_and_chinese_ones_over_english() -> None:
    english = in_words({"place.setting": "A breathtaking 8K bakery with vibes.", "look.style_line": "震撼"})
    assert {"praise"} <= {finding.id for finding in told(english)}
    assert [finding for finding in told(english) if finding.args.get("said") == "震撼"] == []
    chinese = in_words(CHINESE | {"look.style_line": "stunning, epic"}, language="zh")
    assert [finding.id for finding in told(chinese) if finding.id in ABOUT_WORDS] == []


LONG = "她慢慢揭开铁盒的盖子，里面只有一枚旧硬币，她把硬币翻过来对着窗外的光看了很久，然后放回盒里，抬头望向门口。"


def test_one_long_text_in_chinese_leaves_the_english_checks_on_and_goes_by_its_own_lists() -> None:
    texts = {"place.setting": "A breathtaking tiled bakery with one long counter."}
    mixed = in_words(texts | {"shots[s1].beats[b1].action": f"{LONG}画面绝美，8K超高清。"})
    said = {(finding.id, finding.path) for finding in told(mixed) if finding.id in ABOUT_WORDS}
    action = "shots[s1].beats[b1].action"
    words = {("praise", "place.setting"), ("praise", action), ("quality", action)}
    assert said == words | {("two_verbs", action)}
    assert [finding.id for finding in told(in_words({"shots[s1].beats[b1].action": LONG}))] == ["two_verbs"]


def test_what_is_done_in_a_shot_is_judged_by_the_language_it_is_told_in() -> None:
    action, other = "shots[s1].beats[b1].action", "shots[s1].beats[b2].action"
    draft = base("pair")
    for path, value in (
        (action, "三天后揭开铁盒的盖子"),
        (other, "juggles the five lemons and throws them at the door"),
    ):
        draft = put(draft, path, value)
    said = {(finding.id, finding.path) for finding in told(draft)}
    assert {("time_jump", action), ("bodies", other), ("two_verbs", other)} <= said
    draft = base("chinese")
    draft = put(draft, other.replace("b2", "b1"), "juggles the five lemons and throws them at the door with her hands")
    draft = put(draft, "shots[s1].beats[b1].ends_as", "铁盒静静地躺在柜台上")
    assert ("bodies", action) in {(finding.id, finding.path) for finding in told(draft)}


def test_every_list_of_phrases_names_its_languages() -> None:
    for file in sorted((resources() / "lint").glob("*.toml")):
        for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if isinstance(table, dict) and "phrases" in table:
                assert table.get("languages"), f"{file.name}: {name}"


def test_a_chinese_draft_without_fault_has_nothing_said_about_it() -> None:
    assert [finding.id for finding in told(in_words(CHINESE))] == []


@pytest.mark.parametrize(
    ("texts", "language", "variant", "level"),
    [
        (CHINESE | {"language": "en"}, "en", "zh", "warning"),
        ({}, "zh", "en", "warning"),
        (GERMAN, "en", "other_en", "hint"),
        (JAPANESE, "zh", "other_zh", "hint"),
    ],
)
def test_a_prompt_in_another_language_than_its_texts_is_told(
    texts: dict[str, Any], language: str, variant: str, level: str
) -> None:
    draft = in_words(texts, language=language)
    (finding,) = [each for each in told(draft) if each.id == "text_language"]
    assert (finding.variant, finding.level, finding.path) == (variant, level, "language")
    assert has(finding.sentence)
    if finding.fix is not None:
        assert has(f"fix.{finding.fix.id}")
        mended = apply_all(draft, finding.fix.edits)
        assert [each for each in told(mended) if each.id == "text_language"] == []


@pytest.mark.parametrize(("texts", "language"), [({}, "en"), (CHINESE, "zh")])
def test_a_prompt_in_the_language_of_its_texts_is_left_alone(texts: dict[str, Any], language: str) -> None:
    assert [each for each in told(in_words(texts, language=language)) if each.id == "text_language"] == []


def test_a_row_says_which_languages_it_reads() -> None:
    chinese = in_words(CHINESE)
    assert [each.id for each in told(chinese) if each.id == "prompt_language"] == []
    (unknown,) = [each for each in told(chinese, "fal/veo-3.1") if each.id == "prompt_language"]
    assert (unknown.level, unknown.variant) == ("hint", "unknown")
    assert has(unknown.sentence)
    row = catalog().model("fal/veo-3.1")
    row = row.replace(limits=row.limits.replace(prompt_languages=("en",)))
    found = compile_draft(chinese, row, catalog().vocabulary, today=TODAY).findings
    (known,) = [each for each in found if each.id == "prompt_language"]
    assert (known.level, known.variant, known.field) == ("warning", "zh", "limits.prompt_languages")
    assert known.fix is not None
    assert has(known.sentence)
    assert [each for each in told(base("one"), "fal/veo-3.1") if each.id == "prompt_language"] == []


def test_a_rehearsal_reads_every_language() -> None:
    assert [each for each in told(in_words(CHINESE), "animatic/board") if each.id == "prompt_language"] == []

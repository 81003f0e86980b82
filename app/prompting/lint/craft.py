"""Runs the checks of craft: on each shot and part that has changed since the last time, and on the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.clips import edited
from app.prompting.lint import whole
from app.prompting.lint.action import checks as action
from app.prompting.lint.action.bodies import tangled_behind
from app.prompting.lint.camera import accord, reach
from app.prompting.lint.camera import checks as camera
from app.prompting.lint.camera.outside import camera_outside, films, open_outside
from app.prompting.lint.cast import continuity, gathered, identity, speech
from app.prompting.lint.cast.takers import EMPTY, are_empty, reaches_somebody
from app.prompting.lint.cast.things import FREE
from app.prompting.lint.face import Case, Scene, ShotCheck, catalogue
from app.prompting.lint.facts import BeatFacts, CameraFacts, ShotFacts, facts_of
from app.prompting.lint.fields import Field
from app.prompting.lint.order import Ranked, ranked
from app.prompting.lint.outside import WholeFacts, whole_facts
from app.prompting.lint.reading.tongues import text_language, tongue
from app.prompting.lint.rewrite import Rewritten, rewriter
from app.prompting.lint.wording import light, songs
from app.prompting.lint.wording.checks import words_of_field
from app.prompting.memory import Memory

_ALWAYS: tuple[ShotCheck, ...] = (*reach.SHOT_CHECKS, *action.ANY_LANGUAGE, *speech.SHOT_CHECKS)
_ENGLISH: tuple[ShotCheck, ...] = (*action.SHOT_CHECKS, identity.identity, identity.framed_anew)
WordCheck = Callable[[Field, Scene, Rewritten], Iterable[Finding]]
"""What judges the words of one text."""
_SCENES: Memory[Scene] = Memory(32)
_FOUND: Memory[tuple[Ranked, ...]] = Memory(128)
"""What each check of craft found, by what it looks at."""


def craft(case: Case) -> list[Ranked]:
    """Every finding of craft."""
    draft = case.draft
    outside, facts = whole_facts(draft), tuple([facts_of(shot) for shot in draft.shots])
    votes = outside.votes + sum([fact.votes for fact in facts])
    english = votes >= 0
    scene = _SCENES.get((case.sheet.around,), (case.compiled.dialect, english), partial(_scene, case, english))
    rows: list[Ranked] = []
    chinese = False
    if votes <= 0 or draft.language != "en":
        spoken = _spoken(outside, facts, votes)
        rows += ranked(text_language(case, spoken))
        chinese = spoken == "zh" or (spoken == "en" and draft.language == "zh")
        rows += _of_chinese(case, outside, facts, scene) if chinese else ()
    if english:
        rows += _FOUND.get((outside, scene), ("words",), lambda: ranked(_told_outside(outside, draft, scene)))
    last = len(facts) - 1
    for place, fact in enumerate(facts):
        rows += _FOUND.get((fact, scene), (place, place == last), partial(_shot, fact, scene, place, place == last))
        if fact.chinese and english != chinese:
            rows += _FOUND.get((fact, scene), ("beside", place), partial(_in_its_own, fact, scene, place, english))
    rows += _together(case, outside, facts, scene)
    return rows


def _spoken(outside: WholeFacts, facts: tuple[ShotFacts, ...], votes: int) -> str:
    """The language of the texts, where that may be another than English."""
    return tongue((*outside.fields, *(field for fact in facts for field in fact.fields)), votes)


def _in_its_own(fact: ShotFacts, scene: Scene, place: int, english: bool) -> tuple[Ranked, ...]:
    """What is said of texts in another language than the draft, by the checks of their own: what is done in them."""
    at = scene._replace(place=place, english=True)
    if english:
        from app.prompting.lint.chinese import action as chinese_action

        found = _checked(fact, at, chinese_action.SHOT_CHECKS)
    else:
        sure = sum([field.reading.votes for field in fact.fields if field.reading.votes > 0]) > _SURE
        found = _checked(fact, at, action.SHOT_CHECKS) if sure else ()
    return tuple([row for row in found if row[1].variant != "link"])


def _of_chinese(case: Case, outside: WholeFacts, facts: tuple[ShotFacts, ...], scene: Scene) -> Iterator[Ranked]:
    """What is said of Chinese texts by their own lists, of each shot and of the whole."""
    from app.prompting.lint.chinese import action as chinese_action
    from app.prompting.lint.chinese import cast as chinese_cast
    from app.prompting.lint.chinese import checks as chinese
    from app.prompting.lint.chinese import shots as chinese_shots
    from app.prompting.lint.chinese.whole import whole_in_chinese

    draft, last = case.draft, len(facts) - 1
    checks: tuple[ShotCheck, ...] = (*chinese_action.SHOT_CHECKS, *chinese_cast.SHOT_CHECKS)
    yield from _FOUND.get((outside, scene), ("zh words",), lambda: ranked(_words(outside, draft, scene, True)))
    yield from _FOUND.get((outside,), ("zh camera",), lambda: ranked(chinese_shots.camera_outside(outside)))
    for place, fact in enumerate(facts):
        at = scene._replace(place=place, last=place == last)
        yield from _FOUND.get((fact, scene), ("zh words",), partial(_shot_words, fact, scene, True))
        yield from _FOUND.get((fact, scene), ("zh said", place), partial(_checked, fact, at, checks))
    whole_found = partial(whole_in_chinese, draft, outside, facts, scene, case.compiled.dialect)
    yield from _FOUND.get((case.sheet.around, scene, *facts), ("zh whole",), lambda: ranked(whole_found()))
    yield from ranked(chinese.avoidance(draft))


def _scene(case: Case, english: bool) -> Scene:
    """What judging a shot depends on besides it; the same one while nothing of it is another."""
    draft, model = case.draft, case.model
    ends = draft.ends
    scene = Scene(
        cast=draft.cast,
        props=draft.place.props,
        limits=model.limits,
        dialect=case.compiled.dialect,
        provider=model.provider,
        maker=model.maker,
        title=model.title,
        source=model.source,
        english=english,
        audible=case.sheet.audible,
        pictured=ends.start_image is not None,
        filmed=films(whole_facts(draft), english=english),
        place=0,
        last=False,
        final_picture=bool(ends.final_picture.strip() or ends.end_image),
    )
    return _SCENES.get(scene[:3], scene[3:], lambda: scene)


def _shot(fact: ShotFacts, scene: Scene, place: int, last: bool) -> tuple[Ranked, ...]:
    at = scene._replace(place=place, last=last)
    camera_found = _FOUND.get(
        (fact.camera, scene), ("camera", place, last, fact.filmed), partial(_checked, fact, at, camera.SHOT_CHECKS)
    )
    checks = (*_ALWAYS, *_ENGLISH) if scene.english else _ALWAYS
    found = (*camera_found, *_checked(fact, at, checks))
    if fact.chinese:
        from app.prompting.lint.chinese import shots as chinese_shots

        found = (*found, *_checked(fact, at, chinese_shots.SHOT_CHECKS))
    return (*found, *_shot_words(fact, scene)) if scene.english else found


def _checked(fact: ShotFacts, scene: Scene, checks: tuple[ShotCheck, ...]) -> tuple[Ranked, ...]:
    return ranked([finding for check in checks for finding in check(fact, scene)])


def _shot_words(fact: ShotFacts, scene: Scene, chinese: bool = False) -> tuple[Ranked, ...]:
    """What is said of the words of a shot: of those of its own light, its camera path and each beat by themselves."""
    found = [*_said_of(fact.lit, scene, chinese)] if fact.lit else []
    parts: tuple[CameraFacts | BeatFacts, ...] = (fact.camera, *fact.beats)
    for part in parts:
        found += _FOUND.get((part, scene), ("words", chinese), partial(_said_of, part.fields, scene, chinese))
    return tuple(found)


def _said_of(fields: tuple[Field, ...], scene: Scene, chinese: bool) -> tuple[Ranked, ...]:
    rewrite = rewriter({})
    return ranked(
        [
            finding
            for field in fields
            for finding in (
                words_of_field if field.reading.votes >= 0 and not chinese else _of_other_text(field, chinese)
            )(field, scene, rewrite)
        ]
    )


def _of_other_text(field: Field, chinese: bool) -> WordCheck:
    """What judges the words of one text: a text in another language than the draft goes by its own lists."""
    from app.prompting.lint.chinese.checks import words_of_field as chinese_words
    from app.prompting.lint.reading import tongues

    if chinese and field.reading.votes > _SURE and field.text.isascii():
        return words_of_field
    return chinese_words if chinese or tongues.is_chinese(field.text) else words_of_field


_SURE = 3
"""More votes than this make a text English by itself."""


def _told_outside(outside: WholeFacts, draft: Draft, scene: Scene) -> Iterator[Finding]:
    """What is said of the texts outside the shots."""
    yield from _words(outside, draft, scene)
    yield from camera_outside(outside)
    yield from action.jumps_at_the_end(outside)
    yield from tangled_behind(outside)
    yield from identity.outside(outside, draft.cast)


def _words(outside: WholeFacts, draft: Draft, scene: Scene, chinese: bool = False) -> Iterator[Finding]:
    lists = {"look.texture": draft.look.texture, "light.practicals": draft.light.practicals, "locks": draft.locks}
    lists |= {f"cast[{member.id}].identity": member.identity for member in draft.cast}
    rewrite = rewriter(lists)
    for field in outside.fields:
        own = words_of_field if field.reading.votes >= 0 and not chinese else _of_other_text(field, chinese)
        yield from own(field, scene, rewrite)


def _together(case: Case, outside: WholeFacts, facts: tuple[ShotFacts, ...], scene: Scene) -> list[Ranked]:
    """What depends on several parts at once: what is kept, and what reads the words of every beat."""
    draft, sheet = case.draft, case.sheet
    alike = [fact.across for fact in facts]
    kept = _ACROSS.get((sheet.around, scene, *alike), (), partial(_across, case, outside, facts, scene))
    rows = [*kept.seen]
    if sum([fact.gaze is not None for fact in facts]) > 1:
        rows += ranked(continuity.eyelines(facts, draft.cast))
    rows += kept.told
    if scene.english or [fact for fact in facts if fact.chinese]:
        rows += kept.lens
    if scene.english:
        rows += _in_hands(draft, outside, facts)
        if scene.dialect.startswith(("kling", "sora")):
            rows += ranked(whole.style_place(draft, outside, scene.dialect))
    rows += kept.heard
    if draft.ends.start_image:
        rows += _told_again(draft, facts)
    rows += kept.pictures
    if draft.continues is not None or (draft.clips and edited(draft, case.model) is not None):
        rows += ranked(whole.one_change(draft, outside, facts, scene.dialect))
    rows += ranked(whole.wordy(scene, case.compiled.text, catalogue()["soft_words"], draft.language))
    return rows


def _told_again(draft: Draft, facts: tuple[ShotFacts, ...]) -> tuple[Ranked, ...]:
    # imported for the first draft with a start picture
    from app.prompting.lint.wording.retold import picture_again

    return ranked(picture_again(draft, facts))


def _in_hands(draft: Draft, outside: WholeFacts, facts: tuple[ShotFacts, ...]) -> tuple[Ranked, ...]:
    """What comes into hands from nowhere. Of a beat in which nothing is held, only the things that are count."""
    things = frozenset().union(*[fact.things for fact in facts])
    told = [fact for fact in facts if "pops_up" in fact.lists or "gone_for_good" in fact.lists]
    beats = [beat for fact in facts for beat in fact.beats]
    if not things and not told and not (outside.stated and [beat for beat in beats if beat.handled]):
        return ()
    seen = things.union(FREE, outside.prop_names, *[fact.had for fact in facts])
    every = bool(told) or any(are_empty(beat) for beat in beats if not EMPTY.isdisjoint(beat.words))
    alike = [beat if every or beat.held or not seen.isdisjoint(beat.words) else _of_it(beat) for beat in beats]
    nouns = (outside, draft.cast, draft.place)
    return _FOUND.get(nouns, ("hands", *alike), lambda: ranked(continuity.prop_pops(draft, outside, facts)))


def _of_it(beat: BeatFacts) -> bool:
    """What counts of a beat in which no thing is named: whether it passes on to somebody what is meant by `it`."""
    return "it" in beat.words and beat.passes_on and reaches_somebody(beat)


class Across(NamedTuple):
    """What is found by holding shots against each other and the whole, in the order it is told."""

    seen: tuple[Ranked, ...]
    told: tuple[Ranked, ...]
    lens: tuple[Ranked, ...]
    heard: tuple[Ranked, ...]
    pictures: tuple[Ranked, ...]


_ACROSS: Memory[Across] = Memory(32)


def _across(case: Case, outside: WholeFacts, facts: tuple[ShotFacts, ...], scene: Scene) -> Across:
    """What needs nothing of a shot but what is in its `across`."""
    draft, english, dialect = case.draft, scene.english, scene.dialect
    written = any(fact.says for fact in facts)
    seen = [*(_light(draft, outside, facts, english) if written else ()), *_agreement(facts, english)]
    if english:
        seen += [*accord.cancel_across(draft, outside, facts), *accord.never_rests(outside, facts)]
        seen += open_outside(draft, outside, facts)
    told = [*songs.heard_names(draft, outside, facts, scene), *whole.clip_beats(draft), *whole.plain_links(draft)]
    if written:
        told += whole.no_ending(draft, dialect)
    lens = whole.bare_lens(draft, outside, facts, case.sheet.book.table("lens"))
    heard = [
        *whole.avoidance(draft, english),
        *gathered.crowded(draft, outside, facts),
        *whole.sound(draft, outside, facts, scene),
    ]
    return Across(ranked(seen), ranked(told), ranked(lens), ranked(heard), ranked(whole.reference_role(draft)))


def _light(draft: Draft, outside: WholeFacts, facts: tuple[ShotFacts, ...], english: bool) -> Iterable[Finding]:
    yield from light.palette(draft, outside, english)
    yield from light.vague_light(draft, outside, facts, english)
    if english:
        yield from light.light_clash(draft, outside, facts)
    yield from light.light_change(draft, facts, english)


def _agreement(facts: tuple[ShotFacts, ...], english: bool) -> Iterable[Finding]:
    yield from continuity.same_framing(facts)
    yield from continuity.restless(facts)
    yield from continuity.flips(facts)
    if english:
        yield from identity.two_names(facts)

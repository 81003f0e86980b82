"""The production brief of Sora: every trade under a head of its own, then a shot list with times and purposes."""

from __future__ import annotations

from app.domain.request import Part
from app.prompting import sentences as write
from app.prompting.dialects.face import Dialect
from app.prompting.dialects.sora import actions, background_sound, dialogue, fits_inline, note_losses, shot_head
from app.prompting.dialogue import Speech
from app.prompting.sheet import Sheet
from app.prompting.spans import Page, Phrase, Piece, capital, joined, sentence, sentences


def write_brief(sheet: Sheet, page: Page) -> tuple[Part, ...]:
    """The whole draft as a brief: what is not there has no head."""
    draft = sheet.draft
    set_ = (draft.look, draft.light, draft.place)
    page.put(sheet.strip(set_, ("brief set", write.named_props(sheet)), _set, sheet))
    background_sound(sheet, page, "Sound:\n")
    if draft.shots:
        page.add("shot", [Piece("Shot list:")], "\n\n")
    lines = sheet.lines
    inline = fits_inline(Speech(sheet), lines)
    speech = Speech(sheet)
    for index, shot in enumerate(draft.shots):
        values = ("brief shot", index, sheet.fit.shots[: index + 1])
        head = sheet.strip((shot,), values, shot_head, sheet, shot, index, True, True)
        page.put(head, "\n" if index == 0 else "\n\n")
        actions(sheet, page, index, speech if inline else None, headed=True, exact=True)
    if lines and not inline:
        dialogue(page, speech, lines)
    page.add("lines", speech.language() if lines else [], " " if inline else "\n")
    page.put(sheet.strip((draft.ends, draft.avoid, draft.locks), ("brief end",), _finish, sheet), "\n\n")
    note_losses(sheet, exact=True)
    return ()


def _set(sheet: Sheet, page: Page) -> None:
    planes = joined([sentence(write.setting(sheet, introduce=True)), write.planes(sheet, introduce=True)], " ")
    people = joined([sentences(write.cast_sentences(sheet)), _props(sheet)], " ")
    for section, label, phrase in (
        ("look", "Format and look", sentence(capital(write.style(sheet)))),
        ("look", "Lenses", sentence(capital(write.lens(sheet)))),
        ("look", "Grade", write.colours_and_mood(sheet)),
        ("light", "Lighting and atmosphere", _light(sheet)),
        ("place", "Location and framing", planes),
        ("cast", "Cast, wardrobe and props", people),
    ):
        page.add(section, [Piece(f"{label}:\n"), *phrase] if phrase else [], "\n\n")


def _light(sheet: Sheet) -> Phrase:
    recipe = sentence(capital(write.light(sheet, named_key=True)))
    return joined([recipe, sentence(capital(write.hour(sheet)))], " ")


def _props(sheet: Sheet) -> Phrase:
    return sentences(capital(each) for each in write.prop_phrases(sheet))


def _finish(sheet: Sheet, page: Page) -> None:
    wishes = write.closing_wishes(sheet)
    page.add("ending", [Piece("Finishing:\n"), *wishes] if wishes else [])


SORA_BRIEF = Dialect(
    "sora_brief", write_brief, ("look", "light", "place", "cast", "sound", "shot", "camera", "beats", "lines", "ending")
)

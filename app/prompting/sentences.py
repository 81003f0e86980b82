"""Writes place, cast, look, light and the closing wishes: the parts of a prompt that are the same for a whole draft."""

from __future__ import annotations

from app.domain.draft import Place, Shot
from app.prompting.grammar import nature, says_where
from app.prompting.memory import Memory
from app.prompting.named import Named, props_in
from app.prompting.sheet import Sheet
from app.prompting.spans import Phrase, Piece, capital, inner, joined, plain, sentence, sentences, trimmed

_PLANES = ("foreground", "midground", "background")
_FRAGMENT_WORDS = 16
"""A setting of at most so many words and no stop inside can be part of another sentence."""


def setting(sheet: Sheet, *, introduce: bool = False) -> Phrase:
    """The scene prose as it was written."""
    if sheet.pictured:
        return []
    return sheet.text(sheet.draft.place.setting, "place.setting", introduce=introduce)


def is_fragment(phrase: Phrase) -> bool:
    """Whether a phrase is short and of one piece, so that it can follow a comma."""
    words = plain(phrase).rstrip(". ")
    return bool(words) and len(words.split()) <= _FRAGMENT_WORDS and not any(stop in words for stop in ".;!?:")


def planes(sheet: Sheet, *, introduce: bool = False) -> Phrase:
    """Foreground, midground and background: `In the foreground, the edge of the bench; in the background, drawers.`"""
    if sheet.pictured:
        return []
    found: list[Phrase] = []
    for plane in _PLANES:
        words = trimmed(sheet.text(getattr(sheet.draft.place, plane), f"place.{plane}", introduce=introduce))
        if words:
            where = says_where(plain(words))
            found.append(words if where else [Piece(f"in the {plane}, "), *inner(words)])
    return sentence(joined((inner(each) for each in found), "; "))


def cast_sentences(sheet: Sheet) -> list[Phrase]:
    """One sentence for each member of the cast that has not been introduced: label, identity, wardrobe."""
    found: list[Phrase] = []
    for member in sheet.draft.cast:
        if member.id not in sheet.introduced and not sheet.pictured:
            label = [*sheet.tag(member.id), Piece(sheet.label("cast", member.id), f"cast[{member.id}].label")]
            sheet.introduced |= {member.id}
            found.append(joined([label, sheet.traits(member.id)]))
    return found


def prop_phrases(sheet: Sheet, colon: str = ": ", alone: str = "") -> list[Phrase]:
    """Each prop with its description, state and place; a prop that only has a name, where no text names it, after the
    words `alone`."""
    if sheet.pictured:
        return []
    found: list[Phrase] = []
    named = named_props(sheet)
    for prop in sheet.draft.place.props:
        label: Phrase = [Piece(sheet.label("prop", prop.id), f"place.props[{prop.id}].label")]
        features = sheet.features(prop.id)
        if features:
            found.append([*label, Piece(colon), *features])
        elif prop.id not in named:
            found.append([Piece(alone), *label] if alone else label)
    return found


def named_props(sheet: Sheet) -> frozenset[str]:
    """The props that a text of the place or of a beat names."""
    place = sheet.draft.place
    return _NAMED.get((place, sheet.named), (), _named_props, place, sheet.named)


_NAMED: Memory[frozenset[str]] = Memory(64)


def _named_props(place: Place, named: tuple[Named, ...]) -> frozenset[str]:
    found = props_in((place.setting, place.foreground, place.midground, place.background))
    return found.union(*[each.props for each in named])


# ------------------------------------------------------------------------------------------------------------ look


def style(sheet: Sheet) -> Phrase:
    """Style line, medium and era; then the texture."""
    look = sheet.draft.look
    line = sheet.text(look.style_line, "look.style_line")
    era = sheet.term("era", look.era, "look.era")
    medium = sheet.term("medium", look.medium, "look.medium")
    head = joined([trimmed(line), joined([era, medium], " ")])
    return joined([head, texture(sheet)], "; ")


def texture(sheet: Sheet) -> Phrase:
    """The textures as one list."""
    return sheet.listed(sheet.draft.look.texture, "look.texture", vocabulary="texture")


def palette(sheet: Sheet) -> Phrase:
    """The colours as one list."""
    return sheet.listed(sheet.draft.look.palette, "look.palette")


def mood(sheet: Sheet) -> Phrase:
    """The tone."""
    return sheet.text(sheet.draft.look.mood, "look.mood")


def lens(sheet: Sheet, shot: Shot | None = None) -> Phrase:
    """Lens and depth of field; a shot's own lens goes before the draft's."""
    look = sheet.draft.look
    own = bool(shot and shot.lens)
    glass = sheet.term("lens", shot.lens, f"shots[{shot.id}].lens") if shot and own else []
    glass = glass or sheet.term("lens", look.lens, "look.lens")
    return joined([glass, sheet.term("depth_of_field", look.depth_of_field, "look.depth_of_field")])


def own_lens(sheet: Sheet, shot: Shot) -> Phrase:
    """The lens of this shot alone."""
    return sheet.term("lens", shot.lens, f"shots[{shot.id}].lens")


# ----------------------------------------------------------------------------------------------------------- light


def key_light(sheet: Sheet) -> Phrase:
    """The light that shapes the picture: quality, colour, source, side, height."""
    key = sheet.draft.light.key
    source = sheet.term("light_source", key.source, "light.key.source")
    quality = sheet.term("light_quality", key.quality, "light.key.quality")
    colour = sheet.text(key.colour, "light.key.colour")
    if not source and (quality or colour):
        source = [Piece("light")]
    if quality and says_where(plain(quality)):
        return joined([colour, source, quality, _direction(sheet)], " ")
    return joined([quality, colour, source, _direction(sheet)], " ")


def _direction(sheet: Sheet) -> Phrase:
    """Where the key light comes from: `from camera left and high up`, `from camera right at eye height`."""
    key = sheet.draft.light.key
    side = sheet.term("light_side", key.side, "light.key.side")
    height = sheet.term("light_height", key.height, "light.key.height")
    return joined([side, height], " " if plain(height).startswith("at ") else " and ")


def light(sheet: Sheet, *, named_key: bool = False) -> Phrase:
    """The whole recipe. `named_key` writes “as key” after the key light where other light follows."""
    recipe = sheet.draft.light
    key = key_light(sheet)
    others = [
        sheet.text(recipe.fill, "light.fill"),
        sheet.text(recipe.rim, "light.rim"),
        sheet.listed(recipe.practicals, "light.practicals", vocabulary="light_source"),
    ]
    if named_key and key and any(others):
        key = [*key, Piece(" as key")]
    return joined([key, *others])


def hour(sheet: Sheet) -> Phrase:
    """Time of day and weather."""
    recipe = sheet.draft.light
    time = sheet.term("time_of_day", recipe.time_of_day, "light.time_of_day")
    return joined([time, sheet.term("weather", recipe.weather, "light.weather")])


# --------------------------------------------------------------------------------------------------------- closing


def final_picture(sheet: Sheet) -> Phrase:
    """The last picture in words: `Ends on the bare ledge`, or with a colon where it is a whole clause."""
    text = trimmed(sheet.text(sheet.draft.ends.final_picture, "ends.final_picture"))
    if not text:
        return []
    words = plain(text)
    thing = nature(words.split(",")[0]) == "thing"
    lead = "Ends " if says_where(words) else ("Ends on " if thing else "Last picture: ")
    return sentence([Piece(lead), *inner(text)])


def avoidance(sheet: Sheet) -> Phrase:
    """The exclusions as one short sentence; nothing where the model takes them as a field."""
    if not sheet.draft.avoid or sheet.model.limits.negative:
        return []
    words = sheet.listed(sheet.draft.avoid, "avoid")
    return sentence([Piece("Avoid "), *inner(words)]) if words else []


def locked(sheet: Sheet) -> Phrase:
    """What must not change, as one sentence."""
    words = sheet.listed(sheet.draft.locks, "locks")
    return sentence([Piece("Keep unchanged: "), *words]) if words else []


def closing_wishes(sheet: Sheet) -> Phrase:
    """The last picture, what must stay, what to keep out."""
    return joined([final_picture(sheet), locked(sheet), avoidance(sheet)], " ")


def labelled(label: str, phrase: Phrase) -> Phrase:
    """A line with its label, as `Palette: rust, bone`; nothing where there is nothing to say."""
    return [Piece(f"{label}: "), *trimmed(phrase)] if phrase else []


def colours_and_mood(sheet: Sheet, *, flowing: bool = False) -> Phrase:
    """Palette and tone as sentences; `flowing`: without a label."""
    colours, tone = palette(sheet), mood(sheet)
    return sentences(
        [
            [Piece("Palette of "), *colours] if colours else [],
            [Piece("The mood is " if flowing else "Mood: "), *tone] if tone else [],
        ]
    )


def look_sentences(sheet: Sheet) -> Phrase:
    """Style, colours and mood as closing sentences: where a dialect wants the look last."""
    return joined([sentence(capital(style(sheet))), colours_and_mood(sheet)], " ")

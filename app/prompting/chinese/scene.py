"""Writes place, cast, look, light and the closing wishes in Chinese: what is the same for a whole draft."""

from __future__ import annotations

from app.domain.draft import Shot
from app.prompting import sentences as write
from app.prompting.chinese.marks import clauses, labelled, listed, stop, stops
from app.prompting.sheet import Sheet
from app.prompting.spans import Phrase, Piece, joined, plain, trimmed

_PLANES = (("foreground", "前景"), ("midground", "中景"), ("background", "后景"))


def setting(sheet: Sheet, *, introduce: bool = False) -> Phrase:
    """The scene prose as it was written."""
    if sheet.pictured:
        return []
    return sheet.text(sheet.draft.place.setting, "place.setting", introduce=introduce)


def planes(sheet: Sheet, *, introduce: bool = False) -> Phrase:
    """Foreground, midground and background: `前景是工作台的边缘，后景是抽屉。`"""
    if sheet.pictured:
        return []
    found: list[Phrase] = []
    for plane, label in _PLANES:
        words = trimmed(sheet.text(getattr(sheet.draft.place, plane), f"place.{plane}", introduce=introduce))
        if words:
            said = plain(words).startswith(label)
            found.append(words if said else [Piece(f"{label}："), *words])
    return stop(joined(found, "；"))


def place(sheet: Sheet, *, introduce: bool = False) -> Phrase:
    """The setting and its planes as sentences."""
    return [*stop(setting(sheet, introduce=introduce)), *planes(sheet, introduce=introduce)]


def cast_sentences(sheet: Sheet) -> list[Phrase]:
    """One sentence for each member of the cast that has not been introduced: `林晚：二十多岁，黑色短发`."""
    if sheet.pictured:
        return []
    return [member_line(sheet, member.id) for member in sheet.draft.cast if member.id not in sheet.introduced]


def member_line(sheet: Sheet, name: str) -> Phrase:
    """A member of the cast with everything that is seen of it; from here on it is known."""
    label = [*sheet.tag(name), Piece(sheet.label("cast", name), f"cast[{name}].label")]
    sheet.introduced |= {name}
    traits = sheet.traits(name)
    return [*label, *([Piece("："), *traits] if traits else [])]


def prop_phrases(sheet: Sheet) -> list[Phrase]:
    """Each prop as in English, after `画面中有` where it only has a name."""
    return write.prop_phrases(sheet, colon="：", alone="画面中有")


def people(sheet: Sheet) -> Phrase:
    """Cast and props as sentences."""
    return [*stops(cast_sentences(sheet)), *stops(prop_phrases(sheet))]


# ------------------------------------------------------------------------------------------------------------ look


def style(sheet: Sheet) -> Phrase:
    """Style line, era and medium, texture."""
    look = sheet.draft.look
    era = sheet.term("era", look.era, "look.era")
    medium = sheet.term("medium", look.medium, "look.medium")
    kind = [*era, Piece("的"), *medium] if era and medium else era or medium
    grain = sheet.listed(look.texture, "look.texture", "，", vocabulary="texture")
    return clauses([trimmed(sheet.text(look.style_line, "look.style_line")), kind, grain])


def palette(sheet: Sheet) -> Phrase:
    """The colours as one list."""
    return sheet.listed(sheet.draft.look.palette, "look.palette", "、")


def mood(sheet: Sheet) -> Phrase:
    """The tone."""
    return sheet.text(sheet.draft.look.mood, "look.mood")


def lens(sheet: Sheet, shot: Shot | None = None) -> Phrase:
    """Lens and depth of field; a shot's own lens goes before the draft's."""
    look = sheet.draft.look
    glass = own_lens(sheet, shot) if shot else []
    glass = glass or sheet.term("lens", look.lens, "look.lens")
    return clauses([glass, sheet.term("depth_of_field", look.depth_of_field, "look.depth_of_field")])


def own_lens(sheet: Sheet, shot: Shot) -> Phrase:
    """The lens of this shot alone."""
    return sheet.term("lens", shot.lens, f"shots[{shot.id}].lens")


def colours_and_mood(sheet: Sheet) -> Phrase:
    """Palette and tone as sentences with their labels."""
    return stops([labelled("色调", palette(sheet)), labelled("氛围", mood(sheet))])


def look_sentences(sheet: Sheet) -> Phrase:
    """Style, colours and mood as closing sentences."""
    return [*stop(labelled("风格", style(sheet))), *colours_and_mood(sheet)]


# ----------------------------------------------------------------------------------------------------------- light


def key_light(sheet: Sheet) -> Phrase:
    """The light that shapes the picture: `柔和、偏冷的窗光，从镜头左侧高处照来`."""
    key = sheet.draft.light.key
    source = sheet.term("light_source", key.source, "light.key.source")
    quality = trimmed(sheet.term("light_quality", key.quality, "light.key.quality"))
    colour = trimmed(sheet.text(key.colour, "light.key.colour"))
    kind = listed([quality, colour])
    if kind:
        link = "" if plain(kind).endswith("的") else "的"
        source = [*kind, *([Piece(link)] if link else []), *(source or [Piece("光")])]
    side = sheet.term("light_side", key.side, "light.key.side")
    height = sheet.term("light_height", key.height, "light.key.height")
    if not (side or height):
        return source
    lead = "" if plain(side or height).startswith("从") else "从"
    return clauses([source, [*([Piece(lead)] if lead else []), *side, *height, Piece("照来")]])


def light(sheet: Sheet, *, named_key: bool = False) -> Phrase:
    """The whole recipe. `named_key` says which is the key light where other light follows."""
    recipe = sheet.draft.light
    key = key_light(sheet)
    others = [
        sheet.text(recipe.fill, "light.fill"),
        sheet.text(recipe.rim, "light.rim"),
        sheet.listed(recipe.practicals, "light.practicals", "、", vocabulary="light_source"),
    ]
    if named_key and key and any(others):
        key = [Piece("主光为"), *key]
    return joined([key, *others], "；")


def hour(sheet: Sheet) -> Phrase:
    """Time of day and weather."""
    recipe = sheet.draft.light
    time = sheet.term("time_of_day", recipe.time_of_day, "light.time_of_day")
    return clauses([time, sheet.term("weather", recipe.weather, "light.weather")])


def hour_and_light(sheet: Sheet, own: Phrase | None = None) -> Phrase:
    """Hour, a shot's own light, and the recipe as sentences."""
    return [*stop(clauses([hour(sheet), own or []])), *stop(labelled("光线", light(sheet)))]


def own_light(sheet: Sheet, shot: Shot) -> Phrase:
    """What a shot's light is beside the draft's."""
    return sheet.text(shot.light_override, f"shots[{shot.id}].light_override")


# --------------------------------------------------------------------------------------------------------- closing


def final_picture(sheet: Sheet) -> Phrase:
    """The last picture in words."""
    return stop(labelled("最后的画面", sheet.text(sheet.draft.ends.final_picture, "ends.final_picture")))


def avoidance(sheet: Sheet) -> Phrase:
    """The exclusions as one short sentence; nothing where the model takes them as a field."""
    if not sheet.draft.avoid or sheet.model.limits.negative:
        return []
    return stop(labelled("避免出现", sheet.listed(sheet.draft.avoid, "avoid", "、")))


def locked(sheet: Sheet) -> Phrase:
    """What must not change."""
    return stop(labelled("保持不变", sheet.listed(sheet.draft.locks, "locks", "、")))


def closing_wishes(sheet: Sheet) -> Phrase:
    """The last picture, what must stay, what to keep out."""
    return [*final_picture(sheet), *locked(sheet), *avoidance(sheet)]


MOST = 56
"""Characters of an anchor in Chinese: about half of what English needs (own scale; checked 2026-11-26)."""
_BREAKS = "，。；：,.;:!?！？\n"


def anchor(sheet: Sheet, shot: Shot, *, most: int = MOST) -> Phrase:
    """Place, hour and light of a shot in a few words, as every shot repeats them that is read by itself."""
    first = "" if sheet.pictured else plain(sheet.text(sheet.draft.place.setting, ""))
    end = next((at for at, sign in enumerate(first) if sign in _BREAKS), len(first))
    head = _cut(first[:end].strip(), most)
    where: Phrase = [Piece(head, "place.setting")] if head else []
    light_ = sheet.draft.light
    source = sheet.term("light_source", light_.key.source, "light.key.source")
    named = plain(where)
    time = sheet.term("time_of_day", light_.time_of_day, "light.time_of_day")
    lit = trimmed(own_light(sheet, shot))
    found: list[Phrase] = []
    length = 0
    for phrase in (where, time if plain(time) not in named else [], lit or key_light(sheet), [] if lit else source):
        if phrase and length + len(plain(phrase)) <= most and plain(phrase) not in "".join(map(plain, found)):
            found.append(phrase)
            length += len(plain(phrase)) + 1
    return clauses(found)


def _cut(text: str, most: int) -> str:
    """The beginning of a text, not ending inside a word of letters."""
    if len(text) <= most:
        return text
    head = text[:most]
    inside = head[-1].isascii() and head[-1].isalnum() and text[most].isascii() and text[most].isalnum()
    return head.rpartition(" ")[0] if inside else head

"""Gathers what checks look at in a draft outside its shots: its texts with their places. Kept while it is the same."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.draft import Draft
from app.prompting.lint.fields import Field, by_list, field_of
from app.prompting.lint.wording.hours import times
from app.prompting.memory import Memory, read_once

_SEEN = frozenset({"setting", "background", "light", "final_picture", "style_line", "foreground", "midground"})
_OF_VALUES = ("light.key.source", "light.key.quality")


class WholeFacts:
    """The texts of a draft outside its shots. Lists give one field for each of their texts, under one path."""

    def __init__(self, draft: Draft) -> None:
        self.fields = tuple(field for field in _whole_fields(draft) if field.text.strip())
        self.lists = by_list(self.fields)
        self.votes = sum(field.reading.votes for field in self.fields)

    @read_once
    def times(self) -> tuple[tuple[str, str, str], ...]:
        """The parts of the day its texts name: which, where, and in what words."""
        seen = [field for field in self.fields if field.name in _SEEN and field.path not in _OF_VALUES]
        return tuple((time, field.path, said) for field in seen for time, said in times(field.text))

    @read_once
    def things(self) -> frozenset[str]:
        """Every word of the place, the light and the cast."""
        return frozenset().union(*(field.reading.words for field in self.fields))

    @read_once
    def prop_names(self) -> frozenset[str]:
        """The last word of what each prop is called."""
        props = [field for field in self.fields if field.name == "label" and field.path.startswith("place.props")]
        return frozenset([field.reading.words[-1] for field in props])

    @read_once
    def stated(self) -> bool:
        """Whether a prop has a state it begins with."""
        return any(field.path.endswith(".state") for field in self.fields)

    def named(self, *names: str) -> Iterator[Field]:
        """The fields of these names."""
        return (field for field in self.fields if field.name in names)


_WHOLES: Memory[WholeFacts] = Memory(16)


def whole_facts(draft: Draft) -> WholeFacts:
    """The texts outside the shots, the same ones while they are the same."""
    nouns = (draft.look, draft.light, draft.place, draft.cast, draft.ends, draft.locks)
    return _WHOLES.get(nouns, (), lambda: WholeFacts(draft))


def _whole_fields(draft: Draft) -> Iterator[Field]:
    look, light, place = draft.look, draft.light, draft.place
    yield field_of("look.style_line", "style_line", look.style_line)
    yield field_of("look.mood", "mood", look.mood)
    for text in look.texture:
        yield field_of("look.texture", "texture", text)
    yield field_of("light.key.source", "light", look_up(light.key.source))
    yield field_of("light.key.colour", "light", light.key.colour)
    yield field_of("light.key.quality", "light", look_up(light.key.quality))
    yield field_of("light.fill", "light", light.fill)
    yield field_of("light.rim", "light", light.rim)
    for text in light.practicals:
        yield field_of("light.practicals", "light", look_up(text))
    for name in ("setting", "foreground", "midground", "background"):
        yield field_of(f"place.{name}", name, getattr(place, name))
    for prop in place.props:
        yield field_of(f"place.props[{prop.id}].label", "label", prop.label)
        yield field_of(f"place.props[{prop.id}].description", "prop", prop.description)
        yield field_of(f"place.props[{prop.id}].state", "prop", prop.state)
    for member in draft.cast:
        yield field_of(f"cast[{member.id}].label", "label", member.label)
        for text in member.identity:
            yield field_of(f"cast[{member.id}].identity", "identity", text)
        yield field_of(f"cast[{member.id}].wardrobe", "wardrobe", member.wardrobe)
    yield field_of("ends.final_picture", "final_picture", draft.ends.final_picture)
    for text in draft.locks:
        yield field_of("locks", "locks", text)


def look_up(value: str) -> str:
    """A value as words: those of a vocabulary are written with a line below."""
    return value.replace("_", " ")

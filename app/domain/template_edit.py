"""Changes to a template of one's own: pure, one gesture each, and what comes out is always a form that can be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from app.domain import path as paths
from app.domain.draft import Draft
from app.domain.errors import BadValue, Conflict, UnknownName
from app.domain.template import MOST_WORDS, Depth, Field, Section, Template

NOT_BEGUN = frozenset({"schema", "id", "title", "form", "aim", "continues"})
"""What of a draft no template begins with."""


class Place(NamedTuple):
    """A section of a template, or a field of one."""

    section: str
    path: str = ""


def places(template: Template) -> Iterator[Place]:
    """Every section with its fields after it, in their order."""
    for section in template.sections:
        yield Place(section.id)
        for field in section.fields:
            yield Place(section.id, field.path)


def at(template: Template, place: Place) -> Section | Field:
    """What stands at a place. UnknownName names what comes near."""
    section = next((each for each in template.sections if each.id == place.section), None)
    if section is None:
        raise UnknownName("section", place.section, [each.id for each in template.sections])
    if not place.path:
        return section
    field = next((each for each in section.fields if each.path == place.path), None)
    if field is None:
        raise UnknownName("field", place.path, [each.path for each in section.fields])
    return field


def find_place(template: Template, word: str) -> Place:
    """The place meant by a word: `section:ID`, the path of a field, or the id of a section that is no path."""
    every = list(places(template))
    if not word.startswith("section:"):
        for place in every:
            if place.path == word:
                return place
    wanted = word.removeprefix("section:")
    for place in every:
        if not place.path and place.section == wanted:
            return place
    raise UnknownName("field", word, [each.path or each.section for each in every])


def shown(template: Template) -> Template:
    """The template without what it hides; sections with nothing left are left out."""
    if not has_hidden(template):
        return template
    kept = []
    for section in template.sections:
        fields = tuple(field for field in section.fields if not field.hidden)
        if fields and not section.hidden:
            kept.append(section.replace(fields=fields))
    made: Template = template.replace(sections=tuple(kept))
    return made


def has_hidden(template: Template) -> bool:
    """Whether it hides anything."""
    return any(section.hidden or any(field.hidden for field in section.fields) for section in template.sections)


def hidden_fields(template: Template) -> tuple[Field, ...]:
    """The fields it hides, by themselves or with their section."""
    return tuple(field for section in template.sections for field in section.fields if section.hidden or field.hidden)


def can_hide(template: Template, place: Place) -> bool:
    """Whether something is left to show when this is hidden."""
    return bool(shown(_with(template, place, lambda each: each.replace(hidden=True))).sections)


def set_hidden(template: Template, place: Place, hidden: bool) -> Template:
    """Hide a section or field, or show it again. Conflict where nothing would be left to show."""
    if hidden and not can_hide(template, place):
        raise Conflict("template_all_hidden")
    return _with(template, place, lambda each: each.replace(hidden=hidden))


def relabel(template: Template, place: Place, words: str) -> Template:
    """Call a section or field something else; "" gives it back our name."""
    said = plain_words(words)
    return _with(template, place, lambda each: each.replace(said=said))


def set_depth(template: Template, place: Place, depth: Depth) -> Template:
    """Show a field from this depth on."""
    if not place.path:
        raise BadValue("template_section_depth", place=place.section)
    return _with(template, place, lambda each: each.replace(depth=depth))


def move(template: Template, place: Place, to: int) -> Template:
    """Bring a section, or a field within its section, to a place in its row; beyond the ends means the end."""
    at(template, place)
    if not place.path:
        ids = [section.id for section in template.sections]
        made: Template = template.replace(sections=_moved(template.sections, ids.index(place.section), to))
        return made

    def within(section: Any) -> Any:
        here = [field.path for field in section.fields].index(place.path)
        return section.replace(fields=_moved(section.fields, here, to))

    return _with(template, Place(place.section), within)


def index_of(template: Template, place: Place) -> int:
    """Where a section stands among the sections, or a field in its section."""
    section = at(template, Place(place.section))
    if not place.path:
        return template.sections.index(section)
    assert isinstance(section, Section)
    return section.fields.index(at(template, place))


def rename(template: Template, name: str) -> Template:
    """Give it another name. BadValue where that is none."""
    words = plain_words(name)
    if not words:
        raise BadValue("template_no_name")
    made: Template = template.replace(name=words)
    return made


def plain_words(text: str) -> str:
    """A name or label without outer space and control characters. BadValue where it is too long."""
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if len(words) > MOST_WORDS:
        raise BadValue("template_words_long", n=len(words), cap=MOST_WORDS)
    return words


# ---------------------------------------------------------------------------------------- what a draft begins with


def blank_draft(template: Template, *, id: str = "blank", title: str = "") -> Draft:
    """A new draft with what the template begins with."""
    return Draft.model_validate({**template.start, "id": id, "title": title, "form": template.id, "aim": template.aim})


def first_path(draft: Draft, pattern: str) -> str | None:
    """The path a field's pattern stands for in a draft nobody has chosen in; None where it has no such item."""
    shot = draft.shots[0] if draft.shots else None
    key = shot.keys[0].id if shot and shot.keys else ""
    beat = shot.beats[0].id if shot and shot.beats else ""
    for stem, item in (("shots", shot.id if shot else ""), ("keys", key), ("beats", beat)):
        if f"{stem}[*]" in pattern:
            if not item:
                return None
            pattern = pattern.replace(f"{stem}[*]", f"{stem}[{item}]")
    return pattern


def first_value(draft: Draft, pattern: str) -> Any:
    """What a draft holds in a field, of its first shot, key and beat; None where it has none."""
    path = first_path(draft, pattern)
    return paths.read(draft, path) if path is not None and paths.exists(draft, path) else None


def begin_with(template: Template, pattern: str, value: Any) -> Template:
    """Let new drafts begin with this value in a field. BadValue where it does not fit."""
    draft = blank_draft(template)
    path = first_path(draft, pattern)
    if path is None:
        raise BadValue("template_no_item", path=pattern, place=pattern)
    return _with_start(template, paths.write(draft, path, value))


def begin_plain(template: Template, pattern: str, base: Template | None) -> Template:
    """Let a field begin as it does in the base; empty where the base has no words on it."""
    return begin_with(template, pattern, plain_value(template, pattern, base))


def plain_value(template: Template, pattern: str, base: Template | None) -> Any:
    """What a field begins with where nobody said anything: what the base says, else nothing."""
    if base is not None and first_path(blank_draft(base), pattern) is not None:
        return first_value(blank_draft(base), pattern)
    return first_value(unsaid_draft(template), pattern)


def unsaid_draft(template: Template) -> Draft:
    """A draft in which nothing is said: one shot with a key and a beat."""
    item = {"id": "x", "keys": [{"id": "x"}], "beats": [{"id": "x"}]}
    return Draft.model_validate({"id": "x", "form": template.id, "aim": template.aim, "shots": [item]})


def _with_start(template: Template, draft: Draft) -> Template:
    said = draft.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    made: Template = template.replace(start={key: value for key, value in said.items() if key not in NOT_BEGUN})
    return made


# -------------------------------------------------------------------------------------------------- copies and bases


def copy_of(template: Template, id: str, name: str) -> Template:
    """A copy under another id and name. It keeps to the base: of ours itself, of one's own what that was made from."""
    base = template.base if template.own or template.base else template.id
    words = plain_words(name)
    if not words:
        raise BadValue("template_no_name")
    made: Template = template.replace(id=id, name=words, base=base, own=True, source="", checked_on="")
    return made


def catch_up(template: Template, base: Template) -> Template:
    """The template with what its base has and it has not: fields come to where they stand there, after their neighbour.

    Nothing can be taken out of a copy but only hidden, so what is missing came later.
    """
    known = {field.path for section in template.sections for field in section.fields}
    if known >= {field.path for section in base.sections for field in section.fields}:
        return template
    sections = list(template.sections)
    for number, theirs in enumerate(base.sections):
        new = [field for field in theirs.fields if field.path not in known]
        if not new:
            continue
        ids = [section.id for section in sections]
        if theirs.id in ids:
            here = ids.index(theirs.id)
            sections[here] = sections[here].replace(fields=_joined(sections[here].fields, theirs.fields, new))
        else:
            before = [ids.index(each.id) for each in base.sections[:number] if each.id in ids]
            sections.insert(max(before, default=-1) + 1, theirs.replace(fields=tuple(new)))
    if len(sections) == len(template.sections) and all(
        a is b for a, b in zip(sections, template.sections, strict=True)
    ):
        return template
    made: Template = template.replace(sections=tuple(sections))
    return made


def _joined(ours: tuple[Field, ...], theirs: tuple[Field, ...], new: list[Field]) -> tuple[Field, ...]:
    fields = list(ours)
    for number, field in enumerate(theirs):
        if field in new:
            paths_here = [each.path for each in fields]
            before = [paths_here.index(each.path) for each in theirs[:number] if each.path in paths_here]
            fields.insert(before[-1] + 1 if before else 0, field)
    return tuple(fields)


def _with(template: Template, place: Place, change: Callable[[Any], Any]) -> Template:
    at(template, place)
    sections = []
    for section in template.sections:
        if section.id == place.section and place.path:
            fields = tuple(change(field) if field.path == place.path else field for field in section.fields)
            section = section.replace(fields=fields)
        elif section.id == place.section:
            section = change(section)
        sections.append(section)
    made: Template = template.replace(sections=tuple(sections))
    return made


def _moved(items: tuple[Any, ...], here: int, to: int) -> tuple[Any, ...]:
    rest = [*items[:here], *items[here + 1 :]]
    to = max(0, min(to, len(rest)))
    return (*rest[:to], items[here], *rest[to:])

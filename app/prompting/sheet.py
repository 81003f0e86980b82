"""What a dialect works from: the draft, the model's row, the phrases, and what has been introduced so far.

A sheet lives for one compile. It turns texts with tokens into phrases whose pieces know their field, and writes the
identity of a member of the cast at its first mention, word for word as it was written once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from app.domain.draft import At, CastMember, Draft, Prop
from app.domain.model import Model
from app.prompting.filled import Voices, voices
from app.prompting.fit import Fit
from app.prompting.losses import Ledger
from app.prompting.memory import Memory, read_once
from app.prompting.named import TOKEN, Named, at_braces
from app.prompting.outline import Said, named_by, outlines
from app.prompting.phrasebook import Phrasebook
from app.prompting.pictures import begins_with_picture, reference_tags
from app.prompting.spans import Page, Phrase, Piece, Strip, clean, joined, own, said, without_controls, written

_GAP = re.compile(TOKEN.pattern + r"|\{([a-z0-9_-]+)\}")
_POSSESSIVE = ("'s", "’s")
_GOES_ON = re.compile(r"\s*[^\W_]")
ALL = 99
Made = TypeVar("Made")


class Notes:
    """What is noticed in the texts of a draft while they are read: tokens of nobody, and signs nobody can see."""

    def __init__(self) -> None:
        self.strangers: dict[tuple[str, str, str], str] = {}
        self.odd: dict[str, None] = {}


class _Kept(NamedTuple):
    """Something made from a part of a draft, with what the sheet has to know when it is used again."""

    made: Any
    notes: Notes | None
    introduced: frozenset[str]


_KEPT: Memory[_Kept] = Memory(1024)
"""What the sheets of the drafts compiled last have made."""
_ABOUT: Memory[object] = Memory(64)


class Around(NamedTuple):
    """All of a draft but its shots, at a model, with what a sheet reads off it."""

    cast: dict[str, CastMember]
    props: dict[str, Prop]
    variables: dict[str, str]
    tags: dict[str, str]
    pictured: bool
    audible: bool
    about: object


_AROUND: Memory[Around] = Memory(64)
_ELSE = (
    *("form", "aim", "options", "frame", "look", "light", "place", "cast", "sound", "ends", "clips", "continues"),
    *("avoid", "locks", "variables", "language"),
)
_all_else = attrgetter(*_ELSE)


def _around(draft: Draft, model: Model, source: object) -> Around:
    audio = model.limits.audio
    pictured = begins_with_picture(draft, model)
    audible = audio == "always" or (audio != "never" and draft.frame.audio == "on")
    names = (source, model, draft.variables, draft.cast, draft.place.props)
    return Around(
        cast={member.id: member for member in draft.cast},
        props={prop.id: prop for prop in draft.place.props},
        variables={each.id: each.default or each.label or each.id for each in draft.variables},
        tags=reference_tags(draft, model),
        pictured=pictured,
        audible=audible,
        about=_ABOUT.get(names, (pictured, audible, draft.language), object),
    )


class Sheet:
    """One compile's working page. `introduced` holds the cast whose identity stands in the text already."""

    def __init__(self, draft: Draft, model: Model, book: Phrasebook, fit: Fit) -> None:
        self.draft = draft
        self.model = model
        self.book = book
        self.fit = fit
        self.losses = Ledger()
        nouns = (book.source, model, *_all_else(draft))
        self.around: Around = _AROUND.get(nouns, (), _around, draft, model, book.source)
        """The same one while nothing but a shot is another."""
        self.cast, self.props, self._variables, self._tags, *_ = self.around
        self.outlines = outlines(draft)
        """What is read off each shot."""
        self.introduced: frozenset[str] = frozenset()
        self.identity_most = ALL
        """How many identity words are written at a first mention, the wardrobe counted as one."""
        self.staged = True
        """Whether it is said where someone stands, faces and looks."""
        self.ends_between = True
        """Whether it is said how a beat ends that another follows."""
        self.short = ""
        """Why a dialect leaves things out: `anchor` shortens place and light, `packed` says that room ran out."""
        self.pictured = self.around.pictured
        """Whether the request begins with a picture, which then is not described again."""
        self.audible = self.around.audible
        self.listed_shots = False
        """Whether the words are a list of shots, each an entry by itself."""
        self.parts_sent = False
        """Whether those entries are sent one by one, each with its seconds, instead of the text."""
        self.comma, self.brackets = (", ", (", ", "")) if draft.language == "en" else ("，", ("（", "）"))
        """What parts a list, and what stands round the identity at a first mention."""
        self.page = Page()
        """Where the words are written."""
        self.notes = Notes()
        self._known: dict[tuple[str, str], Phrase] = {}
        self.about = self.around.about
        """Stands for all that any text may need: it is the same one while all of that is."""

    @read_once
    def voices(self) -> Voices:
        """The fields of each voice that are said."""
        return voices(self.draft)

    @read_once
    def named(self) -> tuple[Named, ...]:
        """Whom and what the texts of each shot name; the same one while all of it is."""
        return named_by(self.outlines)

    @read_once
    def lines(self) -> list[Said]:
        """The lines of the draft that hold words, in order."""
        return [said for outline in self.outlines for said in outline.lines]

    # -------------------------------------------------------------------------------------------------- memory

    def keep(self, nouns: tuple[object, ...], values: Hashable, make: Callable[..., Made], *given: object) -> Made:
        """What `make` makes of what is `given`, kept for the next compile for these parts of the draft and values.

        The model, the names of cast and props and what is introduced already are minded here; whatever else `make`
        looks at has to be among the nouns or the values. The first of the values says what it is.
        """
        state = self.introduced, self.identity_most, self.staged, self.ends_between
        made, notes, introduced = _KEPT.get(nouns, (self.about, values, state), self._watched, make, given)
        if notes is not None:
            self.recall(notes)
        if not introduced <= self.introduced:
            self.introduced |= introduced
        kept: Made = made
        return kept

    def strip(self, nouns: tuple[object, ...], values: Hashable, write: Callable[..., None], *given: object) -> Strip:
        """The same for a stretch of the page: what `write` puts on it."""
        return self.keep(nouns, values, written, write, *given)

    def _watched(self, make: Callable[..., Made], given: tuple[object, ...]) -> _Kept:
        notes = Notes()
        made = self.noting(notes, make, *given)
        return _Kept(made, notes if notes.strangers or notes.odd else None, self.introduced)

    def noting(self, notes: Notes, make: Callable[..., Made], *given: object) -> Made:
        """What `make` makes, and on `notes` all that is noticed in the texts it reads, as if none was read before."""
        before = self.notes, self._known
        self.notes, self._known = notes, {}
        try:
            return make(*given)
        finally:
            self.notes, self._known = before

    def recall(self, notes: Notes) -> None:
        """Notice again what was noticed before."""
        if notes.strangers:
            self.notes.strangers.update(notes.strangers)
        if notes.odd:
            self.notes.odd.update(notes.odd)

    @property
    def strangers(self) -> dict[tuple[str, str, str], str]:
        """Tokens of nobody and nothing, as they were written, by path, kind and name."""
        return self.notes.strangers

    @property
    def odd(self) -> dict[str, None]:
        """The paths of texts that hold signs nobody can see."""
        return self.notes.odd

    def sort_notes(self) -> None:
        """Put what was noticed in the order of the draft: texts of the whole first, then shot by shot."""
        notes = self.notes
        if len(notes.strangers) + len(notes.odd) < 2:
            return
        places = {f"shots[{shot.id}]": place for place, shot in enumerate(self.draft.shots)}

        def place(path: str) -> tuple[int, str]:
            return places.get(path.partition(".")[0], -1), path

        notes.strangers = dict(sorted(notes.strangers.items(), key=lambda row: place(row[0][0])))
        notes.odd = dict(sorted(notes.odd.items(), key=lambda row: place(row[0])))

    # ------------------------------------------------------------------------------------------------ texts

    def text(self, value: str, path: str, *, introduce: bool = False) -> Phrase:
        """A text of the draft as a phrase: tokens become labels, with the identity at first mention if asked."""
        if not value:
            return []
        if introduce and "{" in value:
            return self._read(value, path, introduce=True)
        key = (value, path)
        phrase = self._known.get(key)
        if phrase is None:
            if path and not value.isprintable() and without_controls(value) != value:
                self.notes.odd[path] = None
            phrase = self._known[key] = said(value, path) if "{" not in value else self._read(value, path)
        return phrase

    def _read(self, value: str, path: str, *, introduce: bool = False) -> Phrase:
        phrase: Phrase = []
        at = 0
        untidy = not _is_tidy(value)
        for match in at_braces(_GAP, value):
            self._put(phrase, value[at : match.start()], path)
            if introduce and match[1] == "cast" and value[match.end() : match.end() + 2] not in _POSSESSIVE:
                phrase.extend(self.tag(match[2]))
            filled = self._filled(match, path)
            self._put(phrase, filled, path)
            untidy = untidy or match[3] is not None or not filled
            at = match.end()
            if introduce and match[1] == "cast" and value[at : at + 2] not in _POSSESSIVE:
                intro = self.introduction(match[2])
                phrase.extend(intro)
                if intro and not self.brackets[1] and _GOES_ON.match(value[at:]):
                    phrase.append(Piece(","))
        self._put(phrase, value[at:], path)
        return _tidied(phrase) if untidy else phrase

    def listed(self, values: tuple[str, ...], path: str, glue: str = ", ", vocabulary: str = "") -> Phrase:
        """A list of texts as one phrase."""
        say = self.book.table(vocabulary) if vocabulary else {}
        return joined((self.text(say.get(value, value), path) for value in values), glue)

    def term(self, vocabulary: str, value: str, path: str) -> Phrase:
        """A value of a vocabulary in its phrase; free text with its tokens."""
        if not value:
            return []
        return self.text(self.book.table(vocabulary).get(value, value), path)

    def _filled(self, match: re.Match[str], path: str) -> str:
        """What stands in place of a token or a `{name}`: never a brace."""
        kind, name, variable = match[1], match[2], match[3]
        if kind in ("cast", "prop"):
            if path and name not in (self.cast if kind == "cast" else self.props):
                self.notes.strangers[path, kind, name] = match[0]
            return self.label(kind, name)
        text = self._variables.get(variable) if variable else None
        return _GAP.sub(_bare, text) if text else _in_words(name or variable or "")

    @staticmethod
    def _put(phrase: Phrase, text: str, path: str) -> None:
        if text:
            phrase.append(Piece(text, path))

    # ------------------------------------------------------------------------------------------ cast and props

    def label(self, kind: str, name: str) -> str:
        """What someone or something is called: its label, else its id in words."""
        item = self.cast.get(name) if kind == "cast" else self.props.get(name)
        label = clean(item.label) if item else ""
        return _GAP.sub(_bare, label) if label else _in_words(name)

    def tag(self, name: str) -> Phrase:
        """What points at the picture of a cast label at its first mention, before the label."""
        tag = "" if name in self.introduced else self._tags.get(name, "")
        return [Piece(f"{tag} ", f"cast[{name}].refs[{self.cast[name].refs[0].id}].asset")] if tag else []

    def introduction(self, name: str) -> Phrase:
        """What follows a cast label at its first mention, beginning with a comma; nothing where it is known."""
        if name in self.introduced:
            return []
        self.introduced |= {name}
        traits = self.traits(name)
        before, after = self.brackets
        return [own(before), *traits, *([own(after)] if after else [])] if traits else []

    def traits(self, name: str) -> Phrase:
        """Identity, wardrobe and place of a member of the cast, without the label."""
        return self.keep((), ("traits", name), self._traits_of, name)

    def _traits_of(self, name: str) -> Phrase:
        member = self.cast.get(name)
        if member is None or self.pictured:
            return []
        path = f"cast[{name}]"
        wardrobe = self.text(member.wardrobe, f"{path}.wardrobe")
        most = self.identity_most - (1 if wardrobe else 0)
        identity = self.listed(member.identity[:most], f"{path}.identity", self.comma)
        return joined([identity, wardrobe, self.standing(member.at, f"{path}.at")], self.comma)

    def features(self, name: str) -> Phrase:
        """Description, state and place of a prop, without the label."""
        prop = self.props.get(name)
        if prop is None or self.pictured:
            return []
        path = f"place.props[{name}]"
        described = self.text(prop.description, f"{path}.description")
        state = self.text(prop.state, f"{path}.state")
        return joined([described, state, self.standing(prop.at, f"{path}.at")], self.comma)

    def standing(self, at: At | None, path: str) -> Phrase:
        """Where something stands in the set; the middle goes without saying."""
        if at is None or not self.staged:
            return []
        side = self.term("side", at.side, f"{path}.side") if at.side != "centre" else []
        depth = self.term("depth", at.depth, f"{path}.depth") if at.depth != "mid" else []
        if self.brackets[1]:
            return [Piece("位于"), *side, *depth] if side or depth else []
        return joined([side, depth], " ")

    def one_token(self, value: str) -> str:
        """`cast:ines` where a text is nothing but one token, else empty."""
        match = TOKEN.fullmatch(value.strip())
        return f"{match[1]}:{match[2]}" if match else ""


def _is_tidy(value: str) -> bool:
    """Whether a text can stand as it is: on one line, with single spaces and words between its tokens."""
    return "  " not in value and value.isprintable() and value[:1] != " " and value[-1:] != " "


def _in_words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")


def _bare(match: re.Match[str]) -> str:
    return _in_words(match[2] or match[3] or "")


def _tidied(phrase: Phrase) -> Phrase:
    """Spaces of a phrase made single, none outside; nothing where it holds no words."""
    if not clean("".join(piece.text for piece in phrase)):
        return []
    tidy: Phrase = []
    space = True
    for text, path in phrase:
        if not text.isprintable():
            text = without_controls(text)
        words = " ".join(text.split())
        if not words:
            if tidy and not space:
                tidy.append(Piece(" ", path))
                space = True
            continue
        front = " " if text[0].isspace() and not space else ""
        space = text[-1].isspace()
        tidy.append(Piece(f"{front}{words}{' ' if space else ''}", path))
    while tidy:
        last = tidy[-1].text.rstrip()
        if last:
            tidy[-1] = Piece(last, tidy[-1].path)
            break
        tidy.pop()
    return tidy

"""Finds praise, which gives nothing to draw: stunning, soul-stirring, postcard-perfect, a powerful film."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.domain.finding import Finding
from app.prompting.lint.face import Scene, told, words_said
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading
from app.prompting.lint.rewrite import Rewritten
from app.prompting.lint.wording.quality import BEHIND, LOOKS

PRAISED_BY = frozenset({"praise", "praise_tails", "praise_vague"})
"""The lists that praise is looked for by."""
_REACH = 4
"""Words between praise and the film it is said of."""
_OF_BOOKS = (
    "bound",
    "dusty",
    "battered",
    "thick",
    "torn",
    "yellowed",
    "unfinished",
    "greek",
    "norse",
    "sanskrit",
    "roman",
)


def praise(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Praise, which gives nothing to draw."""
    hits = _praised(field.reading, field.name in LOOKS)
    if hits:
        yield told("praise", field.path, said=words_said(field.reading, hits))


@lru_cache(maxsize=4096)
def _praised(reading: Reading, looks: bool) -> tuple[Hit, ...]:
    hits = reading.free("praise", "praise_things")
    hits += [hit for hit in reading.of("praise_tails") if _moves_us(reading, hit)]
    hits += [hit for hit in reading.of("praise_vague") if _is_of_film(reading, hit, looks=looks)]
    return tuple(hit for hit in sorted(hits) if not (_is_poem(reading, hit) or _is_called(reading, hit)))


def _is_called(reading: Reading, hit: Hit) -> bool:
    """`A theatre called the Majestic`: a name."""
    if not reading.raw[hit.start].istitle() or hit.start < 2:
        return False
    before = reading.words[hit.start - 1]
    return before in ("called", "named") or (
        before == "the" and reading.words[hit.start - 2] in ("called", "named", "at")
    )


def _is_poem(reading: Reading, hit: Hit) -> bool:
    """`The Gilgamesh epic`, `the national epic`: a poem, not praise for the picture."""
    if reading.words[hit.start] != "epic" or (reading.word(hit.end).isalpha() and reading.word(hit.end) not in BEHIND):
        return False
    before = reading.word(hit.start - 1)
    named = hit.start > 1 and reading.raw[hit.start - 1][0].isupper()
    return named or before in ("the", "national", "verse", "finnish", "persian", "indian", "homeric", "old", *_OF_BOOKS)


def _moves_us(reading: Reading, hit: Hit) -> bool:
    """`Jaw-dropping`, `swoon-worthy`, `postcard-perfect`, written as one; not a heart that is pounding."""
    if hit.start == 0 or reading.text[reading.spans[hit.start - 1][1] : reading.spans[hit.start][0]] != "-":
        return False
    before, word, book = reading.words[hit.start - 1], reading.words[hit.start], lexicon()
    if word in ("worthy", "perfect", "ready"):
        return before not in book.words("worthy_things") and word != "ready"
    return before in book.words("praise_heads")


def _is_of_film(reading: Reading, hit: Hit, *, looks: bool) -> bool:
    """`A powerful drama`, `lush, sweeping romance`, `super fun`: said of the film, or made praise by `very`."""
    book = lexicon()
    if reading.words[hit.start] in book.words("praise_alone") and reading.word(hit.start - 1) in book.words(
        "intensifiers"
    ):
        return looks or reading.word(hit.start - 1) not in ("so", "most", "extra")
    plain = reading.words[hit.start] in book.words("praise_plain")
    for place in range(hit.end, min(len(reading.words), hit.end + _REACH)):
        word = reading.words[place]
        if word in book.words("film_nouns"):
            return looks or word in book.words("film_seen")
        vague = word in (",", "and") or any(each.start == place for each in reading.hits["praise_vague"])
        if not vague and (plain or not looks or not word.isalpha()):
            return False
    return False

"""Finds tokens of quality, which set nothing: 8K, award-winning, museum-grade, flawless detail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.domain.finding import Finding
from app.prompting.lint.face import Scene, told, words_said
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading
from app.prompting.lint.rewrite import Rewritten, cut

SPOKEN_OF = frozenset({"quality", "masterpiece", "quality_nouns", "flaws", "acclaim"})
"""The lists that quality is looked for by."""
BEHIND = frozenset(
    ["of", "on", "in", "from", "by", "with", "and", "at", "to", "for", "under", "beside", "into", "lies"]
)
"""Words behind a noun, before which no adjective stands."""
LOOKS = frozenset({"style_line", "mood", "texture", "locks"})
"""Texts about the picture itself."""
_OF_GOODS = frozenset(
    ["of", "the", "some", "with", "her", "his", "their", "these", "those", "sells", "selling", "and", "in", "into"]
)
_SCALES = frozenset(
    [
        *("quality", "grade", "calibre", "caliber", "standard", "standards", "realism", "imagery", "resolution"),
        *("clarity", "fidelity", "definition", "sharpness", "crispness"),
    ]
)
"""What a rank of any kind may stand before: studio-quality, museum-grade."""
_CLEAR = frozenset({"clear", "sharp", "crisp", "clean", "real"})
"""What things are as well: a crystal-clear lake, a razor-sharp knife."""
_OF_THINGS = frozenset({"crystal", "razor", "needle", "pin", "tack"})
"""What a thing is as clear or as sharp as."""
_JOINED = frozenset({"quality", "grade", "calibre", "caliber"})
_REACH = 4


def quality(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Tokens of quality, which set nothing."""
    hits = _tokens(field.reading, field.name in LOOKS)
    if hits:
        yield told("quality", field.path, fix=cut(field, hits, rewrite), said=words_said(field.reading, hits))


@lru_cache(maxsize=4096)
def _tokens(reading: Reading, looks: bool) -> list[Hit]:
    things, persons = lexicon().words("quality_things"), lexicon().words("persons")
    hits = [
        hit
        for hit in reading.of("quality")
        if not things.intersection(reading.words[hit.end : hit.end + 2])
        and reading.word(hit.end) not in persons
        and not _is_distance(reading, hit)
        and not _is_storey(reading, hit)
        and not _is_of_another(reading, hit, looks=looks)
    ]
    hits += [hit for hit in _graded(reading) if not _is_of_another(reading, hit, looks=looks)]
    hits += reading.hits.get("flaws", ())
    hits += [hit for hit in reading.of("acclaim") if not _is_of_a_thing(reading, hit, shown=not looks)]
    hits += [hit for hit in reading.of("masterpiece") if _stands_alone(reading, hit)]
    return merged(hits)


def _is_goods(reading: Reading, hit: Hit) -> bool:
    """`Crates of high-quality apples`: how good a thing is that is for sale, not how good the picture is."""
    before = reading.word(hit.start - 1)
    if before in ("a", "an") and hit.start > 1:
        before = reading.word(hit.start - 2)
    if reading.words[hit.end - 1] != "quality" or before not in _OF_GOODS:
        return False
    thing = reading.word(hit.end)
    return thing.isalpha() and thing not in lexicon().words("picture_words") and thing not in BEHIND


def _is_storey(reading: Reading, hit: Hit) -> bool:
    """`The top tier of the cake`: how high something is, not how good the picture is."""
    if reading.words[hit.end - 1] != "tier":
        return False
    behind = reading.word(hit.end)
    return behind == "of" or (
        reading.word(hit.start - 1) in ("the", "its") and (not behind.isalpha() or behind in BEHIND)
    )


def _is_distance(reading: Reading, hit: Hit) -> bool:
    """`8K` after a verb of running, or a pile of `4K` money."""
    return (
        reading.words[hit.start][:-1].isdigit()
        and reading.word(hit.start - 1) in ("a", "her", "his", "first", "the", "$")
        and reading.word(hit.end) in ("", ".", ",")
        and any(word.startswith(("run", "ran", "jog")) for word in reading.words)
    )


def _stands_alone(reading: Reading, hit: Hit) -> bool:
    """Whether `masterpiece` praises the picture; a painting of that name stands behind its article."""
    before = reading.word(hit.start - 1)
    if reading.word(hit.end) == "of" and reading.word(hit.end + 1) in ("a", "an", "detail", "light", "design"):
        return True
    if before in ("", ",", ".", ";", "\n", "visual", "absolute", "true", "pure", "modern", "real"):
        return True
    return any(other.end == hit.start for other in reading.hits.get("praise", ()))


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """Hits in their order, those that touch or overlap as one."""
    found: list[Hit] = []
    for hit in sorted(hits):
        if found and hit.start <= found[-1].end:
            found[-1] = Hit(found[-1].start, max(hit.end, found[-1].end))
        else:
            found.append(hit)
    return found


def _graded(reading: Reading) -> list[Hit]:
    """A rank before a word for the picture: museum-grade, insane resolution, flawless macro quality."""
    return [hit for noun in reading.of("quality_nouns") if (hit := _ranked(reading, noun)) is not None]


def _ranked(reading: Reading, noun: Hit) -> Hit | None:
    book = lexicon()
    ranks, weak = book.words("ranks"), book.words("ranks_weak")
    word = reading.words[noun.end - 1]
    begin = noun.start
    while reading.word(begin - 1) in ranks and noun.start - begin < _REACH:
        begin -= 1
    said = reading.words[begin : noun.start]
    if word in _JOINED and _is_joined(reading, noun.start):
        return Hit(noun.start - 1, noun.end)
    if not said or (word not in _SCALES and word not in _CLEAR and weak.issuperset(said)):
        return None
    if word in _CLEAR and not _is_of_picture(reading, noun.end):
        return None
    if word not in _CLEAR and word not in book.words("quality_strong") and len(said) == 1 and said[0] in weak:
        return None
    return Hit(begin, noun.end)


def _is_joined(reading: Reading, at: int) -> bool:
    """`NatGeo-quality`, `Oscar-calibre`: a rank of somebody's own, written as one."""
    return (
        at > 0
        and reading.text[reading.spans[at - 1][1] : reading.spans[at][0]] == "-"
        and _is_of_picture(reading, at + 1)
    )


def _is_of_another(reading: Reading, hit: Hit, *, looks: bool) -> bool:
    """How good a thing in the scene is, or what a film is about."""
    behind = reading.word(hit.end)
    named = behind.isalpha() and behind not in BEHIND and behind not in lexicon().words("picture_words")
    if looks:
        return named and "about" in reading.words[max(0, hit.start - _REACH) : hit.start]
    if reading.words[hit.start] in _OF_THINGS and reading.words[hit.end - 1] in _CLEAR:
        return behind not in lexicon().words("picture_words")
    return _is_goods(reading, hit) or (named and reading.words[hit.end - 1] in _CLEAR)


def _is_of_picture(reading: Reading, at: int) -> bool:
    """Whether nothing follows that could be so sharp or so clear, but the picture."""
    word = reading.word(at)
    return not word.isalpha() or word in lexicon().words("picture_words") or word in ("and", "quality")


def _is_of_a_thing(reading: Reading, hit: Hit, *, shown: bool) -> bool:
    """`A film about a prize-winning goose`: somebody else's prize."""
    before = reading.words[max(0, hit.start - _REACH) : hit.start]
    behind = reading.word(hit.end)
    named = behind.isalpha() and behind not in BEHIND and behind not in lexicon().words("picture_words")
    return named and (shown or "about" in before or behind in lexicon().words("quality_things"))

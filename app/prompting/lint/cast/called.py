"""Tells a name of somebody that was written another way: one letter apart, with a title, in full."""

from __future__ import annotations

import unicodedata

from app.prompting.lint.reading.lexicon import lexicon


def another_name(words: list[str], whole: str, label: str, subject: str) -> bool:
    """Whether a subject is a label that was written another way."""
    if whole == label:
        return False
    if " " not in label and len(words) == _TWO and label in words and (_TITLES | _SURE_NAMES).isdisjoint((label,)):
        return words[0] in _TITLES or (words[0] == label and subject.split()[-1][:1].isupper())
    if len(words) == 1 and " " not in label and _are_short(words[0], label):
        return True
    if " " not in label and len(words) > _TWO and label in words and _is_full_name(subject, label):
        return True
    return nearly(whole, label) or (words[-1] == label.split()[-1] and len(words) > 1 and " " in label)


def _is_full_name(subject: str, label: str) -> bool:
    """`Madame Odile Perrin` for `Odile`: only titles and names stand beside it."""
    return all(word[:1].isupper() or word.lower().strip(".") in _TITLES for word in subject.split()) and (
        _TITLES | _SURE_NAMES
    ).isdisjoint((label,))


def _are_short(one: str, other: str) -> bool:
    """Whether one name is short for the other: `Danielle` for `Danni`."""
    short = lexicon().pairs("short_names")
    return one in short.get(other, "").split() or other in short.get(one, "").split()


_TWO = 2
_TITLES = frozenset(
    [
        *("mr", "mrs", "miss", "ms", "dr", "doctor", "captain", "officer", "sergeant", "aunt", "uncle", "old", "young"),
        *("little", "granny", "grandma", "sister", "brother", "professor", "chef", "nurse", "sir", "madame", "big"),
        *(
            "madam",
            "lady",
            "lord",
            "señor",
            "señora",
            "monsieur",
            "inspector",
            "detective",
            "father",
            "mother",
            "judge",
        ),
    ]
)
"""Before a name they are another name: `Miss Ines`, `old Bo`."""
_SURE_NAMES = frozenset({"man", "woman", "boy", "girl", "dog", "cat"})


def leads_misspelt(words: list[str], label: str) -> bool:
    """`Inez with the braid`: a label written another way, and more behind it."""
    return (
        len(words) > 1
        and " " not in label
        and words[1] in ("with", ",", "in", "and", "wearing")
        and nearly(words[0], label)
    )


def _plain(word: str) -> str:
    """A name without accents."""
    return word if word.isascii() else unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()


def nearly(one: str, other: str) -> bool:
    """Whether two words are one letter apart."""
    if one != other and _plain(one) == _plain(other):
        return True
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 3:
        return False
    if one[0] != other[0] or max(len(one), len(other)) < 4:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1 and not one.endswith("s")
    long, short = (one, other) if len(one) > len(other) else (other, one)
    plural = long in (f"{short}s", f"{short}'s")
    return not plural and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))

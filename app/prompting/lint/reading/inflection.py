"""Inflects English verbs and nouns, and finds the stem of a form: enough to know `walks` from `walk`."""

from __future__ import annotations

_VOWELS = "aeiou"
MOST_WORDS = 20_000
"""Words that are remembered with what was found of them."""


class Inflection:
    """The regular forms by rule, the others from a table of stems with their past forms."""

    def __init__(self, irregular: dict[str, list[str]], doubling: frozenset[str]) -> None:
        self._irregular = irregular
        self._doubling = doubling
        self._stems: dict[str, list[str]] = {}
        self._verbs: dict[str, tuple[str, ...]] = {}
        self._stems_of: dict[str, tuple[str, ...]] = {}
        for stem, forms in irregular.items():
            for form in forms:
                self._stems.setdefault(form, []).append(stem)

    def forms(self, word: str) -> tuple[str, ...]:
        """What a word of a list stands for: all forms of a `~verb`, both of a `noun~`, else itself."""
        if word[0] == "~":
            return self.verb(word[1:])
        if word[-1] == "~":
            return (word[:-1], plural(word[:-1]))
        return (word,)

    def verb(self, stem: str) -> tuple[str, ...]:
        """A verb in all its forms: stem, third person, participle, past."""
        known = self._verbs.get(stem)
        if known is None:
            if len(self._verbs) > MOST_WORDS:
                self._verbs.clear()
            known = self._verbs[stem] = self._inflected(stem)
        return known

    def _inflected(self, stem: str) -> tuple[str, ...]:
        own = self._irregular.get(stem)
        if own is not None:
            return (stem, plural(stem), self._ing(stem), *own)
        if stem.endswith("e"):
            past = f"{stem}d"
        elif stem.endswith("y") and stem[-2:-1] not in ("", *_VOWELS):
            past = f"{stem[:-1]}ied"
        else:
            past = f"{self._doubled(stem)}ed"
        return stem, plural(stem), self._ing(stem), past

    def stems(self, word: str) -> tuple[str, ...]:
        """The verbs a word may be a form of."""
        known = self._stems_of.get(word)
        if known is None:
            if len(self._stems_of) > MOST_WORDS:
                self._stems_of.clear()
            known = self._stems_of[word] = self._found_stems(word)
        return known

    def _found_stems(self, word: str) -> tuple[str, ...]:
        found = [word, *self._stems.get(word, ())]
        for ending in ("ing", "ed", "es", "s", "d"):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                bare = word[: -len(ending)]
                found += [bare, f"{bare}e"]
                if bare[-1:] == bare[-2:-1]:
                    found.append(bare[:-1])
                if bare.endswith("i"):
                    found.append(f"{bare[:-1]}y")
                if bare.endswith("y") and ending == "ing":
                    found.append(f"{bare[:-1]}ie")
        return tuple(dict.fromkeys(stem for stem in found if word in self.verb(stem)))

    def keys(self, word: str) -> tuple[str, ...]:
        """The words of lists that a word is a form of, itself left out."""
        nouns = [word]
        if word.endswith("s"):
            nouns += [word[:-1], word[:-2], f"{word[:-3]}y"]
        own = [f"{noun}~" for noun in nouns if noun and word in (noun, plural(noun))]
        return (*(f"~{stem}" for stem in self.stems(word)), *own)

    def _ing(self, stem: str) -> str:
        if stem.endswith("ie"):
            return f"{stem[:-2]}ying"
        if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")) and len(stem) > 2:
            return f"{stem[:-1]}ing"
        return f"{self._doubled(stem)}ing"

    def _doubled(self, stem: str) -> str:
        return stem + stem[-1] if stem in self._doubling else stem


def plural(noun: str) -> str:
    """The plural of a noun, which is the third person of a verb as well."""
    if noun.endswith(("s", "x", "z", "ch", "sh")) or noun in ("go", "do", "echo", "veto"):
        return f"{noun}es"
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}s"

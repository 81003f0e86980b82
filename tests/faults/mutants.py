"""Makes bad input out of good: bytes that are cut, flipped and doubled, JSON whose values are of another kind."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

STRANGE: tuple[Any, ...] = (
    None, True, -1, 0, 1, 2**63, 10**400, -0.0, 1e308, "", "\x00", "\ud800", "�" * 200, "a" * 20_000, "../../etc/x",
    "{{ 7 * 7 }}", "{0.__class__}", "%(x)s%n", "<img src=http://evil.test>", "\x1b[2J", "\u202ea", "=1+1", [], {}, [[]],
    [None] * 300, {"": None}, {"a": {"b": {"c": {}}}}, "http://169.254.169.254/", "file:///etc/passwd", "NaN", "1e999",
)  # fmt: skip
RAW = (
    b"", b"null", b"[]", b"{", b"\xff\xfe{\x00}\x00", b"\xef\xbb\xbf{}", b"\x00" * 64, b"[" * 200_000, b'{"a":' * 9999,
    b'{"schema": "draft/1", "schema": "preset/1"}', b"1" * 6000, b"NaN", b"1e400", b'"\\ud800"', b"&a [*a]",
)  # fmt: skip
"""Whole inputs that are known to be nasty."""
NAMES = ("", "\x00", "base_url", "headers", "schema", "id", "é" * 99)
PIECES = ("", ":", "@", "/", "[", "]", "%", "\\", " ", "\n", "\x00", "。", "９", "-1", "1e9", "#", "?")
PIECE = 64


def spoil_bytes(data: bytes, chance: random.Random) -> bytes:
    """One to four accidents at random places."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(found) + 1)
        length = chance.choice((1, 1, 4, PIECE, len(found) // 4 + 1))
        accident = chance.randrange(6)
        if accident == 0:
            del found[place:]
        elif accident == 1:
            del found[place : place + length]
        elif accident == 2:
            found[place:place] = chance.randbytes(min(length, 4096))
        elif accident == 3:
            found[place:place] = found[place : place + length]
        elif accident == 4 and found:
            found[min(place, len(found) - 1)] ^= 1 << chance.randrange(8)
        else:
            found[place : place + 4] = chance.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff"))
    return bytes(found)


def spoil_json(value: Any, chance: random.Random) -> Any:
    """A value with one to three of its parts replaced, removed or made up."""
    value = json.loads(json.dumps(value))
    for _ in range(chance.randint(1, 3)):
        parent, key = _any_place(value, chance)
        if parent is None:
            return _strange(chance)
        accident = chance.randrange(5)
        if accident == 0:
            del parent[key]
        elif accident == 1 and isinstance(parent, dict):
            parent[chance.choice(NAMES)] = _strange(chance)
        elif accident == 1:
            parent.extend(deepcopy(parent * 3))
        else:
            parent[key] = _strange(chance)
    return value


def bad_files(good: list[bytes], chance: random.Random) -> Callable[[], bytes]:
    """A source of bad files, out of good ones in JSON."""

    def written(value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode(errors="surrogatepass")

    return _spoiled(good, [json.loads(each) for each in good], written, chance)


def bad_tables(good: list[bytes], chance: random.Random) -> Callable[[], bytes]:
    """The same out of good files in TOML."""

    def written(value: Any) -> bytes:
        return in_toml(value).encode(errors="surrogatepass")

    return _spoiled(good, [tomllib.loads(each.decode()) for each in good], written, chance)


def _spoiled(
    good: list[bytes], values: list[Any], written: Callable[[Any], bytes], chance: random.Random
) -> Callable[[], bytes]:
    def one() -> bytes:
        way = chance.randrange(10)
        if way == 0:
            return chance.choice(RAW)
        if way < 5:
            return spoil_bytes(chance.choice(good), chance)
        return written(spoil_json(chance.choice(values), chance))

    return one


def in_toml(value: Any) -> str:
    """A table as TOML, everything in it in line; what TOML cannot say stands there as JSON has it."""
    if not isinstance(value, dict):
        return _in_line(value)
    return "".join(f"{json.dumps(str(key))} = {_in_line(each)}\n" for key, each in value.items())


def _in_line(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(key))} = {_in_line(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_in_line, value)) + "]"
    return json.dumps(value, ensure_ascii=False, default=str)


def bad_text(good: list[str], chance: random.Random) -> Callable[[], str]:
    """A source of bad lines of text, as headers and addresses are."""

    def one() -> str:
        text = chance.choice(good)
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(text) + 1)
            text = text[:place] + chance.choice(PIECES) + text[place + chance.randrange(4) :]
        return text * chance.choice((1, 1, 1, 2, 500))

    return one


def _strange(chance: random.Random) -> Any:
    return deepcopy(chance.choice(STRANGE))


def _any_place(value: Any, chance: random.Random) -> tuple[Any, Any]:
    """A container somewhere in a value and one of its keys; (None, None) where there is none."""
    places: list[tuple[Any, Any]] = []
    left = [value] if isinstance(value, dict | list) else []
    while left and len(places) < 3000:
        each = left.pop()
        inside = list(each.items() if isinstance(each, dict) else enumerate(each))
        places += [(each, key) for key, _ in inside]
        left += [part for _, part in inside if isinstance(part, dict | list)]
    return chance.choice(places) if places else (None, None)

"""Tells where a text forbids music, in whatever words: no music, score-free, leave out the soundtrack."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading, read

if TYPE_CHECKING:
    from app.domain.draft import Draft

_NONE = frozenset(
    {
        *("none", "no", "off", "silence", "silent", "nothing", "mute", "muted", "nil", "zero", "n/a", "na", "without"),
        *("-", "leave it out", "left out", "leave out", "skip it", "drop it", "cut it", "not needed", "not wanted"),
        *("absent", "unscored", "never", "nope", "disabled", "banned", "forbidden"),
    }
)
"""Whole answers to what is played."""
_SUNG = frozenset(
    {
        *("score", "scores", "track", "tracks", "tune", "tunes", "song", "songs"),
        *("melody", "melodies", "beats", "musical"),
    }
)
"""What may be missing from lips, or stand on a board, where somebody is shown."""
_LEFT = frozenset({"leave", "leaving", "keep", "stay", "stays", "left"})
_DENIALS = frozenset({"no", "without", "not", "neither", "zero", "never"})
_ALONE = frozenset({"only", "just", "alone", "solely", "purely", "exclusively", "pure"})
_REACH = 3
_FEW = 5
_LATER = re.compile(
    r"\b(?:scor\w+|music|add\w*|compos\w+|lay|laid|mixed)\b.*\bin (?:post|the edit|editing)\b"
    r"|\b(?:scored|added|composed) (?:later|afterwards)$"
    r"|\bnothing (?:under|underneath|beneath|behind)(?:$|[,.;]| it\b| the (?:dialogue|voice|scene|picture|action)\b)"
)
"""What is played is made elsewhere, or not at all."""
_CHINESE = re.compile(
    "(?:不要|不需要|不用|不加|不配|不放|不带|不含|不使用|不能有|没有|无需|无|禁止|去掉|去除|别加|别放|别用|别有|避免|拒绝|省去|零|关闭|关掉|禁用|排除|不得有|勿加|取消)"
    "[^，。；、,]{0,4}(?:音乐|配乐|背景乐|bgm|歌曲|歌声|伴奏|旋律|乐声|插曲|原声带)"
    "|不配乐|不上音乐|不放歌|[只仅][要留保有用剩存]{0,2}(?:环境|现场|自然|同期|原)[音声]"
    "|^后期[^，。；]{0,3}(?:配乐|[加补做铺上]配?(?:音乐|乐))|^后期再?[加配补做铺上]$"
    "|(?:音乐|配乐|bgm)[：: ]*(?:无|关|关闭|静音|没有|不要)$|^(?:无|静音|无声|没有|不要|安静|关闭)$"
    "|^(?:不配|不加|不放|不需要|不用|免|零配乐|(?:全程)?留白)$",
    re.IGNORECASE,
)


def asks_for_none(music: str) -> bool:
    """Whether the policy for music is that there is none."""
    small = music.strip().lower().strip(" .!")
    small = small.removesuffix(" at all").removesuffix(" whatsoever").removesuffix(" please").strip(" ,")
    first, _, rest = small.replace(",", " ,").replace(";", " ,").partition(" ")
    if first in ("none", "nothing", "silence", "silent", "off") and rest.split(" ")[0] in (
        ",",
        "–",
        "(",
        "just",
        "only",
    ):
        return True
    reading = read(music)
    if _LATER.search(small):
        return True
    return small in _NONE or bans(reading, heard=True) or _only_denies(reading) or _is_of_sounds(reading)


def _is_of_sounds(reading: Reading) -> bool:
    """`Diegetic sound only`, `just room tone`: a policy for music that leaves none."""
    words = [word for word in reading.words if word.isalnum()]
    return not _ALONE.isdisjoint(words) and lexicon().words("sounds_alone").issuperset(words)


def banned_outside(draft: Draft) -> str:
    """The path of the first list of sounds, or of things to avoid, that forbids music; empty where none does."""
    for path, texts in (("sound.ambience", draft.sound.ambience), ("sound.effects", draft.sound.effects)):
        if any(bans(reading, heard=True) or _denies(reading) for reading in map(read, texts)):
            return path
    return "avoid" if any(_is_music(read(text)) for text in draft.avoid) else ""


@lru_cache(maxsize=4096)
def bans(reading: Reading, *, heard: bool = False) -> bool:
    """Whether a text forbids music. `heard` is a text of sounds alone, in which a score is no result."""
    if "music_ban" in reading.hits:
        return True
    if not reading.text.isascii() and _CHINESE.search(reading.text):
        return True
    return any(
        (heard or reading.words[hit.end - 1] not in _SUNG or hit.end - hit.start > 1)
        and not _is_thing(reading, hit)
        and (reading.negated(hit.start) or _is_refused(reading, hit))
        for hit in reading.hits.get("music_nouns", ())
    )


def _is_refused(reading: Reading, hit: Hit) -> bool:
    """`Mute the score`, `music off`, `keep the soundtrack out`."""
    book = lexicon()
    before = reading.words[max(0, hit.start - _REACH) : hit.start]
    after = [word for word in reading.words[hit.end : hit.end + _REACH] if word not in book.words("music_between")]
    behind = after[0] if after else ""
    if behind in book.words("music_off") or not book.words("music_refused").isdisjoint(before):
        return True
    return behind in ("out", "aside", "away") and not _LEFT.isdisjoint(before)


def _is_thing(reading: Reading, hit: Hit) -> bool:
    """`A music stand`, `sheet music`: nothing that is heard."""
    things = lexicon().words("music_things")
    return reading.word(hit.end) in things or reading.word(hit.start - 1) in ("sheet", "written")


def _is_music(reading: Reading) -> bool:
    """Whether a thing to avoid is music."""
    if not reading.text.isascii() and re.search("音乐|配乐|bgm|歌|伴奏", reading.text, re.IGNORECASE):
        return len(reading.text) <= _FEW
    if len(reading.words) > _FEW:
        return False
    return any(not _is_thing(reading, hit) for hit in reading.hits.get("music_nouns", ()))


def _denies(reading: Reading) -> bool:
    """`Oven fan only, no strings or piano`: a sound, and what is not to be played with it."""
    played = lexicon().words("music_played")
    return any(
        word in played and not _DENIALS.isdisjoint(reading.words[max(0, place - _REACH) : place])
        for place, word in enumerate(reading.words)
    )


def _only_denies(reading: Reading) -> bool:
    """`No melody, no beat`: a policy of which every piece denies something."""
    pieces = " ".join(reading.words).replace(" and ", " , ").replace(" nor ", " , no ").split(" , ")
    words = lexicon().words("music_parts")
    told = [piece.split() for piece in pieces if piece.strip(" .!")]
    return bool(told) and all(piece[0] in _DENIALS and not words.isdisjoint(piece) for piece in told)

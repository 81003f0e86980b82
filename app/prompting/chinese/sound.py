"""Writes spoken lines and sounds in Chinese: labelled, tagged or told lines, cues on the beats, music."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.draft import Beat, CastMember, Shot, SoundCue
from app.prompting.action import beat_path
from app.prompting.chinese.marks import clauses, labelled, stop
from app.prompting.dialogue import Speech
from app.prompting.outline import Said
from app.prompting.sheet import Sheet
from app.prompting.sounds import ambience, effects, wants_no_music
from app.prompting.spans import Phrase, Piece, plain, trimmed

_SHORT = 8
"""An effect of at most so many characters can stand in the action it comes on."""
_LEADS = {"mid": "进行到一半时，", "end": "结束时，", "after_action": "动作刚完成，"}
_FOLLOWS = {"start": "停顿片刻，", "mid": "中途，", "end": "结束时，", "after_action": "动作之后，"}


class Lines(Speech):
    """The lines of one text in Chinese. What is said once of a voice is kept as in English."""

    _answer = _FOLLOWS["start"]

    def __init__(self, sheet: Sheet, marks: tuple[str, str] = ("“", "”"), *, voices: bool = True) -> None:
        super().__init__(sheet, marks, voices=voices)

    def speaker(self, said: Said) -> Phrase:
        """Who speaks."""
        return trimmed(self._sheet.text(said.line.speaker, f"{said.path}.speaker")) or [Piece("一个声音")]

    def direction(self, said: Said, *, when: bool = True) -> Phrase:
        """How it is said: voice at first hearing, delivery, language, off screen, and when in its beat."""
        sheet, line = self._sheet, said.line
        delivery = trimmed(sheet.term("delivery", line.delivery, f"{said.path}.delivery"))
        general = sheet.draft.sound.language
        language = sheet.term("language", line.language if line.language != general else "", f"{said.path}.language")
        off: Phrase = [] if line.on_screen else [Piece("画外音", f"{said.path}.on_screen")]
        moment = sheet.term("line_at", line.at, f"{said.path}.at") if when and line.at != "start" else []
        voice = self._voice(line)
        return clauses([voice, delivery, [Piece("说"), *language] if language else [], off, moment])

    def describe(self, member: CastMember, says: Collection[str]) -> Phrase:
        return voice_words(self._sheet, member, says)

    def quoted(self, said: Said) -> Phrase:
        """The words between their marks; marks of the same kind inside become single ones."""
        words = trimmed(self._sheet.text(said.line.text, f"{said.path}.text"))
        kept = self._sheet.text(said.line.text, f"{said.path}.text") if words else []
        before, after = self._marks
        bare = [Piece(_single(text), path) for text, path in kept]
        if bare:
            bare[0] = Piece(bare[0].text.lstrip("‘'\"“"), bare[0].path)
            bare[-1] = Piece(bare[-1].text.rstrip("’'\"”"), bare[-1].path)
        return [Piece(before), *bare, Piece(after)]

    def labelled(self, said: Said) -> Phrase:
        """`林晚（压低声音）：“今晚不行。”`"""
        how = self.direction(said)
        return [*self.speaker(said), *_bracketed(how), Piece("："), *self.quoted(said)]

    def tagged(self, said: Said) -> Phrase:
        """`[林晚，压低声音]：“今晚不行。”`"""
        how = self.direction(said, when=False)
        return [Piece("["), *clauses([self.speaker(said), how]), Piece("]："), *self.quoted(said)]

    def told(self, said: Said) -> Phrase:
        """`林晚（压低声音）说：“今晚不行。”`"""
        how = self.direction(said, when=False)
        return [*self.speaker(said), *_bracketed(how), Piece("说："), *self.quoted(said)]

    def _tagged_series(self, lines: list[Said]) -> Phrase:
        found: Phrase = []
        for place, said in enumerate(lines):
            at = said.line.at
            lead = _LEADS.get(at, "") if place == 0 else _FOLLOWS[at]
            named = f"{said.path}.at" if at != "start" else ""
            found += [*([Piece(lead, named)] if lead else []), *self.tagged(said)]
        return found

    def language(self) -> Phrase:
        """The language of all lines as a sentence."""
        return stop(
            labelled("对白语言", self._sheet.term("language", self._sheet.draft.sound.language, "sound.language"))
        )


def _single(text: str) -> str:
    return text.replace("“", "‘").replace("”", "’").replace('"', "'")


def _bracketed(phrase: Phrase) -> Phrase:
    return [Piece("（"), *phrase, Piece("）")] if phrase else []


def voice_words(sheet: Sheet, member: CastMember, says: Collection[str]) -> Phrase:
    """How somebody sounds: those fields of the voice that are said."""
    at, voice = f"cast[{member.id}].voice", member.voice
    timbre = sheet.text(voice.timbre, f"{at}.timbre") if "timbre" in says else []
    accent = trimmed(sheet.text(voice.accent, f"{at}.accent")) if "accent" in says else []
    if accent and "口音" not in plain(accent):
        accent = [*accent, Piece("口音")]
    tongue = sheet.term("language", voice.language, f"{at}.language") if "language" in says else []
    manner = sheet.term("delivery", voice.delivery, f"{at}.delivery") if "delivery" in says else []
    return clauses([timbre, accent, [Piece("说"), *tongue] if tongue else [], manner])


# ---------------------------------------------------------------------------------------------------------- sounds


def cue(sheet: Sheet, shot: Shot, beat: Beat, sound: SoundCue) -> Phrase:
    """One sound: `刹车尖啸`, `雨声贯穿整个动作`."""
    at = f"{beat_path(shot, beat)}.sounds[{sound.id}]"
    words = trimmed(sheet.text(sound.text, f"{at}.text"))
    if sound.kind == "music" and words:
        words = [Piece("音乐：", f"{at}.kind"), *words]
    elif sound.kind == "silence":
        words = [*words, Piece("，随即一片寂静" if words else "一片寂静", f"{at}.kind")]
    if not words:
        return []
    if sound.sync == "under":
        return [*words, Piece("（贯穿整个动作）", f"{at}.sync")]
    if sound.sync == "after":
        if sound.kind == "silence" and len(words) == 1:
            return [Piece("动作之后", f"{at}.sync"), *words]
        return [*words, Piece("（在动作之后）", f"{at}.sync")]
    return words


def is_short(sound: SoundCue) -> bool:
    """Whether a cue is an effect on the action that a few characters can say."""
    return sound.kind == "sfx" and sound.sync == "on_action" and 0 < len(sound.text.strip()) <= _SHORT


def beat_cues(sheet: Sheet, shot: Shot, beat: Beat) -> list[Phrase]:
    """Every sound of a beat."""
    return [found for sound in beat.sounds if (found := cue(sheet, shot, beat, sound))]


def shot_cues(sheet: Sheet, shot: Shot) -> list[Phrase]:
    """Every sound of a shot's beats."""
    return [found for beat in shot.beats for found in beat_cues(sheet, shot, beat)]


def throughout(sheet: Sheet) -> list[Phrase]:
    """What is heard in the whole draft and tied to no beat."""
    return [*ambience(sheet), *effects(sheet)]


def music(sheet: Sheet, *, positive: bool = False) -> Phrase:
    """The wish for music as a sentence. `positive`: silence is said without a denial, which would only call for it."""
    wish = sheet.draft.sound.music
    if not wish:
        return []
    if wants_no_music(sheet):
        return [Piece("只有现场自然声。" if positive else "无配乐。", "sound.music")]
    words = sheet.term("music", wish, "sound.music")
    known = wish in sheet.book.table("music") or "音乐" in wish or "配乐" in wish
    return stop(words if known else labelled("配乐", words))


def heard(cues: list[Phrase], label: str = "音效") -> Phrase:
    """Sounds as one sentence after its label."""
    return stop(labelled(label, clauses(cues)))

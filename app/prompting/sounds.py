"""Says what is heard: ambience, cues on the beats, effects, and what is wished for as music."""

from __future__ import annotations

from app.domain.draft import Beat, Shot, SoundCue
from app.prompting.action import beat_path, head_of
from app.prompting.sheet import Sheet
from app.prompting.spans import Phrase, Piece, capital, inner, joined, lowered, sentence, trimmed

NO_MUSIC = frozenset({"none", "no", "no music", "off"})
"""Values of `sound.music` that wish for silence."""
_SHORT = 3
"""A cue of at most so many words can be joined to its action."""


def cue(sheet: Sheet, shot: Shot, beat: Beat, sound: SoundCue, *, tied: bool = False) -> Phrase:
    """One sound: `brake squeal`, `rain under the action`. `tied` names the action it comes on."""
    at = f"{beat_path(shot, beat)}.sounds[{sound.id}]"
    words = trimmed(sheet.text(sound.text, f"{at}.text"))
    if sound.kind == "music" and words:
        words = [Piece("music: ", f"{at}.kind"), *words]
    elif sound.kind == "silence":
        words = [*words, Piece(", then silence", f"{at}.kind")] if words else [Piece("silence", f"{at}.kind")]
    if not words:
        return []
    action = head_of(sheet, beat) if tied else ""
    if sound.sync == "under":
        return [*words, Piece(" under the action", f"{at}.sync")]
    if sound.sync == "after":
        return [*words, Piece(" after the action", f"{at}.sync")]
    if action and sound.kind == "sfx":
        return [*words, Piece(f" as {lowered(action)}")]
    return words


def is_short(sound: SoundCue) -> bool:
    """Whether a cue is an effect on the action that a word or two can say."""
    return sound.kind == "sfx" and sound.sync == "on_action" and 0 < len(sound.text.split()) <= _SHORT


def beat_cues(sheet: Sheet, shot: Shot, beat: Beat) -> list[Phrase]:
    """Every sound of a beat."""
    return [found for sound in beat.sounds if (found := cue(sheet, shot, beat, sound))]


NO_CUES: list[Phrase] = []
"""The same one for all shots where nothing is heard."""


def shot_cues(sheet: Sheet, shot: Shot) -> list[Phrase]:
    """Every sound of a shot's beats."""
    nouns = tuple([beat.sounds for beat in shot.beats])
    if not any(nouns):
        return NO_CUES
    return sheet.keep(nouns, ("cues", shot.id, *[beat.id for beat in shot.beats]), _shot_cues, sheet, shot)


def _shot_cues(sheet: Sheet, shot: Shot) -> list[Phrase]:
    return [found for beat in shot.beats for found in beat_cues(sheet, shot, beat)]


def ambience(sheet: Sheet) -> list[Phrase]:
    """The background sounds of the whole draft, one phrase each."""
    return [found for each in sheet.draft.sound.ambience if (found := trimmed(sheet.text(each, "sound.ambience")))]


def effects(sheet: Sheet) -> list[Phrase]:
    """The effects that are tied to no beat, one phrase each."""
    return [found for each in sheet.draft.sound.effects if (found := trimmed(sheet.text(each, "sound.effects")))]


def wants_no_music(sheet: Sheet) -> bool:
    """Whether the draft asks for no music at all."""
    return sheet.draft.sound.music.strip().lower() in NO_MUSIC


def music(sheet: Sheet, *, positive: bool = False) -> Phrase:
    """The wish for music as a sentence. `positive`: silence is said without a “no”, which would only call for it."""
    wish = sheet.draft.sound.music
    if not wish:
        return []
    if wants_no_music(sheet):
        return [Piece("Natural sound only." if positive else "No music.", "sound.music")]
    words = sheet.term("music", wish, "sound.music")
    if not words:
        return []
    from_list = wish in sheet.book.table("music") or "music" in wish.lower() or "score" in wish.lower()
    return sentence(words if from_list else [Piece("Music: "), *words])


def listed(cues: list[Phrase], lead: str = "") -> Phrase:
    """Sounds as one sentence, after a leading word if given."""
    words = joined(inner(each) if place else each for place, each in enumerate(cues))
    if not words:
        return []
    return sentence([Piece(f"{lead} "), *inner(words)] if lead else capital(words))

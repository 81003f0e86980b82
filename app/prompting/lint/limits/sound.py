"""Checks what is heard against what the row offers: sound at this resolution, lines, and their language."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.draft import Option
from app.domain.finding import Finding
from app.prompting.estimate import resolution_of
from app.prompting.lint.face import Case, found, mend, put


def sound_resolution(case: Case) -> Iterator[Finding]:
    """Sound asked for at a resolution at which the model makes none."""
    offered = case.limits.audio_resolutions
    if not offered or not case.sheet.audible:
        return
    at = resolution_of(case.draft, case.model)
    if at not in offered:
        fix = mend("use", [put("frame.resolution", offered[0])], given=offered[0])
        yield found(
            case,
            "sound_resolution",
            "error",
            "frame.resolution",
            field="limits.audio_resolutions",
            fix=fix,
            asked=at,
            offered=", ".join(offered),
        )


def voices(case: Case) -> Iterator[Finding]:
    """Voices of one's own by their ids: more than the model takes, or with the sound off."""
    option = "voices"
    bound = _listed(case.draft.options.get(case.model.id, {}).get(option))
    most = case.limits.voices
    path = f"options[{case.model.id}].{option}"
    if most and len(bound) > most:
        fix = mend("keep_first", [put(path, ", ".join(bound[:most]))], n=most)
        yield found(case, "voices", "error", path, field="limits.voices", fix=fix, count=len(bound), limit=most)
    elif most and bound and case.limits.audio == "switch" and case.draft.frame.audio == "off":
        fix = mend("sound_on", [put("frame.audio", "on")])
        yield found(case, "voices", "error", "frame.audio", variant="silent", field="limits.audio", fix=fix)


def _listed(value: Option) -> list[str]:
    """The ids in an option, which a person parts by commas."""
    return [each.strip() for each in str(value or "").replace("，", ",").split(",") if each.strip()]


def silent_lines(case: Case) -> Iterator[Finding]:
    """Lines are spoken, and the sound is off."""
    if case.limits.audio == "switch" and case.draft.frame.audio == "off":
        count = len(case.sheet.lines)
        if count:
            fix = mend("sound_on", [put("frame.audio", "on")])
            yield found(case, "silent_lines", "warning", "frame.audio", field="limits.audio", fix=fix, n=count)


def languages(case: Case) -> Iterator[Finding]:
    """A language the model does not speak, once each."""
    spoken = case.limits.languages
    if not spoken:
        return
    seen: set[str] = set()
    for said in case.sheet.lines:
        own = said.line.language
        tongue = (own or case.draft.sound.language).strip().lower()
        if not tongue or tongue in seen or tongue.partition("-")[0] in spoken:
            continue
        seen.add(tongue)
        path = f"{said.path}.language" if own else "sound.language"
        name = case.sheet.book.say("language", tongue)
        offered = tuple(case.sheet.book.say("language", each) for each in spoken)
        yield found(
            case, "languages", "warning", path, field="limits.languages", language=name, offered=", ".join(offered)
        )

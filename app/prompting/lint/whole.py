"""Checks the draft as a whole: how much there is, how it ends, what is to be avoided and heard, what goes along."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.domain.speech import words_in
from app.prompting.lint.action.checks import verb_count
from app.prompting.lint.camera.lenses import lens_in, shows_chinese, shows_effect, tells_more
from app.prompting.lint.face import Scene, catalogue, mend, put, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.fields import Field, field_of
from app.prompting.lint.outside import WholeFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading, read
from app.prompting.lint.wording.music import asks_for_none, banned_outside, bans
from app.prompting.spans import clean

_AGAIN = re.compile(
    r"\b(?:again|once more|still (?:in|the same|at|on)|as before|recap|back (?:in|at|inside) the|we (?:return|are back)"
    r"|the same (?:\w+ )?(?:room|scene|shot|place|street|setting)|continu(?:es?|ing|ed) (?:from|on|where|the)"
    r"|from (?:earlier|before)|previous(?:ly)?|(?:last|first|earlier) (?:shot|scene|clip)|where we left off|picking up"
    r"|where (?:the|it|we) (?:\w+ )?(?:stopped|ended|left)|the same \w+ in the same"
    r"|picks up from|following on|as (?:established|seen)|already (?:seen|shown)|remember)\b",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"\s+(?:must|should|may|can|shall|will|is|are|be)(?: not|n't|not)\b.*$|(?<=\w)-free$"
    r"|\s+not (?:allowed|wanted|visible|shown|there)$|\s+(?:forbidden|prohibited|banned|excluded|unwanted)$",
    re.IGNORECASE,
)
"""What denies behind a thing: `hats should not be visible`, `text-free`."""
_STAYING = frozenset({"leave", "leaves", "leaving", "keep", "keeps", "keeping", "preserve", "preserving", "retain"})
_JOINS = frozenset({"and", ";", "also", "plus", ".", "while", "whereas", "well", "along", "together", "then"})
_COLOURS = frozenset(["black", "white", "red", "green", "blue", "yellow", "gold", "silver", "grey", "brown", "pink"])
_SUMMARY = ("place.setting", "place.foreground", "place.midground", "place.background")


def bare_lens(
    draft: Draft, whole: WholeFacts, facts: tuple[ShotFacts, ...], phrases: dict[str, str]
) -> Iterator[Finding]:
    """A number of a lens, and nothing of what it does to the picture."""
    if draft.look.depth_of_field.strip():
        return
    if _effect_in_chinese(whole, facts):
        return
    lists = [whole.lists, *(fact.lists for fact in facts)]
    if any(shows_effect(field) for each in lists for field in each.get("lens_effect", ())):
        return
    lenses = [("look.lens", draft.look.lens), *((f"{fact.at}.lens", fact.shot.lens) for fact in facts)]
    for path, lens in lenses:
        said = phrases.get(lens, lens)
        if (
            lens.strip()
            and any(sign.isdigit() for sign in lens)
            and not read(said).has("lens_effect")
            and not tells_more(lens)
            and (said.isascii() or not shows_chinese((said,)))
        ):
            yield told("bare_lens", path, said=said)
            return
    named = next(filter(None, (lens_in(whole.fields), *[lens_in(fact.fields) for fact in facts])), None)
    if named:
        yield told("bare_lens", named[0], said=named[1])


def _effect_in_chinese(whole: WholeFacts, facts: tuple[ShotFacts, ...]) -> bool:
    """Whether a Chinese text says what a lens does to the picture."""
    texts = [field.text for field in whole.fields if field.reading.votes < 0]
    return any(fact.chinese_lens for fact in facts) or (bool(texts) and shows_chinese(texts))


def clip_beats(draft: Draft) -> Iterator[Finding]:
    """More beats than so many seconds can show."""
    amounts = catalogue()["amounts"]
    count, seconds = sum(len(shot.beats) for shot in draft.shots), draft.seconds
    if seconds <= 0.05 or count <= max(amounts["beats_least"], seconds / amounts["seconds_a_beat"] + 1e-6):
        return
    if any(len(shot.beats) > max(1.0, shot.seconds) for shot in draft.shots):
        return
    last = next(shot for shot in reversed(draft.shots) if shot.beats)
    most = max(amounts["beats_least"], int(seconds / amounts["seconds_a_beat"]))
    yield told("beats", f"shots[{last.id}].beats", variant="clip", n=count, seconds=f"{seconds:g}", most=most)


def plain_links(draft: Draft) -> Iterator[Finding]:
    """A story in which nothing follows from anything."""
    rows = [(f"shots[{shot.id}].beats[{beat.id}].link.type", beat) for shot in draft.shots for beat in shot.beats]
    if len(rows) < 2 or ("story" not in draft.form and len(rows) < 3):
        return
    later = rows[1:]
    if all(beat.link.type in ("then", "opens") and not beat.link.evidence.strip() for _, beat in later) and any(
        beat.action.strip() for _, beat in later
    ):
        yield told("cause", later[0][0], variant="plain")


def no_ending(draft: Draft, dialect: str) -> Iterator[Finding]:
    """No picture to end on. How the last beat ends is one, but Kling wants a single shot's last picture by itself."""
    ends = draft.ends
    if clean(ends.final_picture) or ends.end_image or not draft.shots:
        return
    last = draft.shots[-1]
    alone = dialect.startswith("kling") and len(draft.shots) == 1
    if not alone and last.beats and last.beats[-1].ends_as.strip():
        return
    yield told("no_ending", "ends.final_picture")


def style_place(draft: Draft, whole: WholeFacts, dialect: str) -> Iterator[Finding]:
    """A look that leads the scene at Kling, or comes last at Sora."""
    line = draft.look.style_line.strip()
    if dialect.startswith("kling"):
        for field in whole.lists.get("style_words", ()):
            if field.name == "setting":
                yield from _moved_style(field, field.reading.sentences[:1], line)
        first = draft.shots[0].beats[:1] if draft.shots else ()
        if not draft.place.setting.strip():
            for beat in first:
                field = field_of(f"shots[{draft.shots[0].id}].beats[{beat.id}].action", "action", beat.action)
                yield from _moved_style(field, field.reading.sentences[:1], line)
    elif dialect.startswith("sora"):
        fields = [*whole.named("final_picture"), *whole.named("setting")]
        if draft.shots and draft.shots[-1].beats:
            beat = draft.shots[-1].beats[-1]
            at = f"shots[{draft.shots[-1].id}].beats[{beat.id}]"
            fields += [field_of(f"{at}.{name}", name, getattr(beat, name)) for name in ("ends_as", "action")]
        for field in fields:
            found = list(_moved_style(field, field.reading.sentences[-1:], line, late=True))
            if found:
                yield found[0]
                return


def _moved_style(
    field: Field, sentences: tuple[tuple[int, int], ...], line: str, *, late: bool = False
) -> Iterator[Finding]:
    reading = field.reading
    for begin, end in sentences:
        hits = [hit for hit in reading.of("style_words") if begin <= hit.start < end and not _is_prop(reading, hit)]
        if not hits:
            continue
        span = (reading.spans[begin][0], reading.spans[end - 1][1])
        said = field.text[span[0] : span[1]].strip(" ,;.:")
        rest = (field.text[: span[0]] + field.text[span[1] :]).strip(" ,;.:\n")
        kept = f"{rest[:1].upper()}{rest[1:]}." if rest else ""
        look = f"{line}, {said[:1].lower()}{said[1:]}" if line else said
        fix = mend("move_style", [put(field.path, kept), put("look.style_line", look)])
        yield told("style_place", field.path, variant="last" if late else "", fix=fix, said=reading.said(hits[0]))
        return


def _is_prop(reading: Reading, hit: Hit) -> bool:
    """A thing of that kind in the scene: a VHS tape, an anime poster, a western saddle."""
    return reading.word(hit.end) in (
        "tape",
        "tapes",
        "poster",
        "posters",
        "projector",
        "reel",
        "reels",
        "camera",
        "player",
        "recorder",
        "figurine",
        "saddle",
        "store",
        "shop",
        "set",
        "crew",
        "festival",
        "club",
        "studio",
        "flour",
        "sand",
        "paper",
        "wood",
    )


def avoidance(draft: Draft, english: bool) -> Iterator[Finding]:
    """Things to avoid that are denied once more, or are too many."""
    amounts = catalogue()["amounts"]
    if english and draft.avoid:
        bare = [_bare(text) for text in draft.avoid]
        denied = [text for text, kept in zip(draft.avoid, bare, strict=True) if kept != text]
        if denied:
            fix = mend("bare_things", [put("avoid", tuple(kept for kept in bare if kept))])
            yield told("avoid_no", "avoid", fix=fix, said="”, “".join(denied[:3]))
    pieces = [part for text in draft.avoid for part in text.split(",") if part.strip()]
    if len(pieces) > amounts["avoids"]:
        yield told("avoid_many", "avoid", n=len(pieces), most=amounts["avoids"])


def _bare(text: str) -> str:
    """The thing itself: `blur` of `no blur`."""
    reading = read(text)
    parts: list[str] = []
    for piece in text.split(","):
        reading = read(piece.strip())
        end = 0
        for hit in reading.hits.get("avoid_heads", ()):
            if hit.start != end or _is_name(reading, hit):
                break
            end = hit.end
        kept = reading.text[reading.spans[end - 1][1] :].lstrip(" -:") if end else reading.text
        if end and not kept and reading.words[0] in ("nobody", "no", "noone"):
            kept = "people"
        parts.append(_FORBIDDEN.sub("", kept))
    bare = ", ".join(part for part in parts if part)
    return text if bare == ", ".join(piece.strip() for piece in text.split(",")) else bare


def _is_name(reading: Reading, hit: Hit) -> bool:
    """A sign called so: `no-entry signs`."""
    after = reading.text[reading.spans[hit.end - 1][1] :][:1]
    words = reading.words[hit.start : hit.end]
    if words == ["non"]:
        return after != "-" or reading.word(hit.end) in ("human", "native", "stick", "slip")
    behind = reading.word(hit.end)
    if words == ["zero"]:
        return behind in lexicon().words("zero_things") or not behind
    if words == ["stop"]:
        return behind in ("sign", "signs", "motion", "light", "lights", "watch", "frame", "start", "button", "")
    if words == ["keep", "out"] or words == ["hide"]:
        return behind in ("sign", "signs", "", "and")
    if words in (["any"], ["none"], ["skip"]):
        return words != ["any"] and behind not in ("text", "people", "of")
    return after == "-" and reading.words[-1] in ("sign", "signs", "zone", "zones", "logo")


def sound(draft: Draft, whole: WholeFacts, facts: tuple[ShotFacts, ...], scene: Scene) -> Iterator[Finding]:
    """Sound that is on and says nothing; music that is forbidden where nobody listens."""
    if not scene.audible:
        return
    heard = any(text.strip() for text in (*draft.sound.ambience, *draft.sound.effects))
    music = draft.sound.music.strip()
    unwanted = bool(music) and asks_for_none(music)
    says = any(fact.says for fact in facts)
    if not heard and (unwanted or not music) and not any(fact.heard for fact in facts) and says:
        yield told("sound_unsaid", "sound.ambience")
    if scene.dialect_of_kling and says:
        banned = "sound.music" if unwanted else ""
        banned = banned or next((field.path for field in whole.fields if bans(field.reading)), "")
        banned = banned or next((fact.banned for fact in facts if fact.banned), "") or banned_outside(draft)
        if banned:
            yield told("music_ban", banned)


_NO_ROLE = frozenset(
    [
        *("", "reference", "image", "picture", "photo", "ref", "pic", "photograph", "img", "still", "input", "asset"),
        *("reference image", "reference picture", "reference photo", "ref image", "ref pic", "a reference", "general"),
        *("reference 1", "image 1", "photo 1", "picture 1", "for reference", "as reference", "as a reference", "main"),
        *("参考", "参考图", "参考图片", "图片", "照片", "图", "素材", "垫图"),
    ]
)
"""Roles that only say that a picture is one."""


def reference_role(draft: Draft) -> Iterator[Finding]:
    """A picture that goes along, and nobody said what for."""
    for member in draft.cast:
        for ref in member.refs:
            if ref.role.strip().lower() in _NO_ROLE:
                yield told("reference_role", f"cast[{member.id}].refs[{ref.id}].role", label=member.label or member.id)


def one_change(draft: Draft, whole: WholeFacts, facts: tuple[ShotFacts, ...], dialect: str) -> Iterator[Finding]:
    """An edit of a take or clip that changes several things, an extension that tells everything again."""
    how = draft.continues.how if draft.continues is not None and dialect.startswith("sora") else ""
    if any(clip.role == "edit" for clip in draft.clips):
        how = "edit"
    beats = [beat for fact in facts for beat in fact.beats if beat.beat.action.strip()]
    if how == "edit":
        changes = sum(max(1, _changes(beat.action)) for beat in beats)
        if changes > 1:
            yield told("one_change", f"{beats[-1].at}.action", n=changes)
    elif how == "extend":
        for path in _SUMMARY:
            if getattr(draft.place, path.partition(".")[2]).strip():
                yield told("one_change", path, variant="extend")
                return
        for beat in beats:
            if _AGAIN.search(beat.beat.action):
                yield told("one_change", f"{beat.at}.action", variant="extend")
                return


def _changes(reading: Reading) -> int:
    """How many changes a sentence of an edit asks for."""
    joins = sum(
        word in _JOINS and not _is_pair(reading, place)
        for place, word in enumerate(reading.words)
        if 0 < place < len(reading.words) - 1
    )
    commas = sum(word == "," for word in reading.words[:-1])
    kept = not lexicon().joined("negation", "left_alone").isdisjoint(reading.words)
    staying = sum(word in _STAYING for word in reading.words)
    return max(
        verb_count(reading) - staying,
        1 + joins + commas
        if not kept
        else 1 + sum(word in ("and", "also") for word in reading.words[: _same(reading)]),
    )


def _is_pair(reading: Reading, place: int) -> bool:
    """The `and` of `black and white`, `bread and butter`; the `well` of `as well as` is none."""
    before, behind = reading.word(place - 1), reading.word(place + 1)
    if reading.words[place] in ("well", "along", "together"):
        return behind not in ("as", "with")
    return (before in _COLOURS and behind in _COLOURS) or f"{before} {behind}" in lexicon().words("pairs_of_things")


def _same(reading: Reading) -> int:
    """Where it begins to say what stays."""
    alone = lexicon().words("left_alone")
    return next((place for place, word in enumerate(reading.words) if word in alone), 0) - 1


def wordy(scene: Scene, text: str, families: dict[str, int], language: str = "en") -> Iterator[Finding]:
    """More words than a model still reads."""
    name = next((each for each in families if scene.dialect.startswith(each)), "")
    if scene.speaks("runway") and scene.pictured:
        name = "runway_picture"
    count = text.count(" ") + text.count("\n") + 1 if name else 0
    if name and language == "zh":
        count = words_in(text)
    if name and count > families[name]:
        yield told("wordy", "shots", n=count, most=families[name])

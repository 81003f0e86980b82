"""Checks what happens in Chinese: one thing at a time, with an end, a weight, a cause and a way to go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.finding import Finding
from app.prompting.lint.action.timing import gets_somewhere
from app.prompting.lint.chinese.text import Hit, Text, read_chinese
from app.prompting.lint.chinese.verbs import deeds, is_own
from app.prompting.lint.face import Scene, shot_number, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.fields import Field

_CLOSE = ("cu", "ecu", "macro", "insert", "mcu", "close-up", "extreme close-up", "macro shot")
_TIMED = frozenset({"subject", "action", "ends_as", "evidence", "touches", "feeling_shown", "moves_to"})
_CAUSAL = ("because", "therefore", "but", "until")
_SHORT = 9
"""Signs of a clause that only says whose something is, or beside whom it is."""
_TOKEN = re.compile(r"\{cast:[^{}]*\}")
_DOING = re.compile(r"[一-龥]{2}")
_IDLE = re.compile(
    "^(?:就|正|都|还|也|仍|一直|静静地?|默默地?)*(?:坐|站|躺|靠|睡|看|望|盯|等|蹲|跪|趴|沉默|微笑|听|倚|伏|一动)"
)
_OF_CAMERA = re.compile(r"镜头|机位|摄影机|摄像机|画面|运镜")


def two_verbs(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A beat in which somebody does several things one after the other."""
    for beat in facts.beats:
        done = deeds(beat.beat.action) if beat.beat.action else ()
        if len(done) > 1:
            yield told("two_verbs", f"{beat.at}.action", said="”, “".join(done[:3]), n=len(done))


def untimed(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A doing that could go on for ever: no count, no distance, no end."""
    for beat in facts.beats:
        given = beat.beat
        if given.ends_as.strip() or gets_somewhere(given.moves_to) or not given.action or len(deeds(given.action)) > 1:
            continue
        text = read_chinese(given.action)
        if _OF_CAMERA.match(text.bare) or any(not _goes_on(text, hit) for hit in text.all("bounds")):
            continue
        going = text.of("open_words") or text.of("going_on") or _lasting(text)
        if going:
            yield told("untimed", f"{beat.at}.action", said=text.said(going[0]))


def _goes_on(text: Text, hit: Hit) -> bool:
    """`一针一针地`, `熬着一锅`: a number of what is done on and on."""
    said = text.bare[hit.start : hit.end]
    again = text.bare.count(said) > 1 or text.bare[hit.end : hit.end + 1] in ("一", "又", "接")
    return said[0] in "一两" and (again or text.bare[: hit.start].endswith("着"))


def _lasting(text: Text) -> tuple[Hit, ...]:
    """`拔草`, `给孙女梳辫子`: a deed with nothing that ends it, and a thing that nobody counts."""
    signs = {hit.end: hit for hit in text.of("lasting_signs")}
    tails = [hit for hit in text.of("lasting_after") if hit.start in signs]
    return tuple([Hit(signs[hit.start].start, hit.end) for hit in tails if is_own(text, signs[hit.start])])


def at_once(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Several people act at the same moment."""
    labels = tuple(member.label for member in scene.cast if len(member.label) > 1)
    for place, beat in enumerate(facts.beats):
        before = facts.beats[place - 1].beat if place else None
        apart = before is not None and beat.beat.subject.strip() != before.subject.strip()
        if apart and beat.beat.link.type in ("meanwhile", "same_moment"):
            yield told("at_once", f"{beat.at}.link.type", variant="link")
            continue
        for field in beat.fields:
            if field.name in ("action", "ends_as", "evidence"):
                hit = _at_once(read_chinese(field.text), beat.beat.subject.strip(), labels, scene)
                if hit:
                    yield told("at_once", field.path, said=field.text[hit.start : hit.end].strip("，,；。 "))
                    break


def _at_once(text: Text, subject: str, labels: tuple[str, ...], scene: Scene) -> Hit | None:
    if both := text.of("both_at_once"):
        return both[0]
    member = scene.member(subject)
    own = {subject, member.label if member else subject}
    for sentence in text.sentences():
        if beside := _beside(text, sentence, own, labels):
            return beside
        marks = [hit for hit in text.of("at_once") if sentence.start <= hit.start < sentence.end]
        actors = list(_actors(text, sentence, labels))
        others = [hit for hit in actors if text.text[hit.start : hit.end] not in own]
        if subject and marks:
            for hit in others:
                if any(mark.start < sentence.end for mark in marks) and _acts(text, hit, sentence):
                    return Hit(hit.start, min(sentence.end, hit.end + 4))
        elif len({text.text[hit.start : hit.end] for hit in actors if _acts(text, hit, sentence)}) > 1 and marks:
            return Hit(actors[-1].start, min(sentence.end, actors[-1].end + 4))
    return None


_IN_TURN = re.compile(
    "[一-龥]完[^，。；]{0,4}[，,]|才|然后|随后|接着|之后|[^前背身]后[，,]|再|等|于是|便|就|这才|先|直到|终于|最后|[听看望](?=见|到|了|完|罢|说)|见|随即|立刻|马上"
)
_REACTS = re.compile(
    "^[^，。；]{0,2}?(?:接|躲|让开|退|闪|愣|抬头|回头|转头|转身|点头|摇头|应|答|回|笑|哭|惊|停|睁|怔|屏|眨|缩|抖|颤|呆|静|沉默|倒|摔|跌|走来|走进|走过|进来|出来|不|没|被"
    "|仍|还在|已)"
)


def _beside(text: Text, sentence: Hit, own: set[str], labels: tuple[str, ...]) -> Hit | None:
    """Somebody else who does something in a clause of their own, and neither in turn nor in answer."""
    part = text.bare[sentence.start : sentence.end]
    if _IN_TURN.search(part):
        return None
    others = False
    for hit in sorted(_actors(text, sentence, labels)):
        own_clause = re.split("[，,]", text.bare[sentence.start : hit.start])
        behind = re.split("[，,]", text.bare[hit.end : sentence.end])[0]
        mine = text.text[hit.start : hit.end] in own
        others = others or (hit.start == sentence.start and not mine and _acts(text, hit, sentence))
        if len(own_clause) < _SECOND or len(own_clause[-1]) > _MODIFIED or (mine and not others):
            continue
        if not _REACTS.match(behind) and _acts(text, hit, sentence, first=True):
            return Hit(hit.start, min(sentence.end, hit.end + 4))
    return None


_SECOND = 2
_MODIFIED = 6
"""Signs before somebody at the beginning of a clause: `窗下的`, `两个`."""


def _actors(text: Text, sentence: Hit, labels: tuple[str, ...]) -> Iterator[Hit]:
    """Whoever stands at the beginning of a clause, or behind the word that sets one beside another."""
    part = text.bare[sentence.start : sentence.end]
    for match in _TOKEN.finditer(part):
        yield Hit(sentence.start + match.start(), sentence.start + match.end())
    for label in labels:
        for match in re.finditer(re.escape(label), part):
            yield Hit(sentence.start + match.start(), sentence.start + match.end())
    for hit in text.of("persons"):
        if sentence.start <= hit.start < sentence.end:
            yield hit


_BEFORE_WHOM = tuple("把被给向对朝和跟与替为看望扶抱递让等像到从的往比")
_WHERE = tuple(f"{place}的" for place in "旁边侧里外中上下前后面头处岸内")
_OF_WHOM = tuple("的身面手那脸耳旁家头肩背、和与")


def _acts(text: Text, actor: Hit, sentence: Hit, *, first: bool = False) -> bool:
    """Whether somebody named does something, and is not only looked at, given to or stood beside."""
    before = text.bare[: actor.start].rstrip("着了那这个位名一")
    leads = first and before.endswith("的")
    if before.endswith(_BEFORE_WHOM) and not before.endswith(_WHERE) and not leads:
        return False
    behind = re.split("[，,。；]", text.bare[actor.end : sentence.end])[0]
    if behind.startswith(_OF_WHOM) and len(behind) < _SHORT:
        return False
    if _IDLE.match(behind):
        return any(actor.end <= hit.start < actor.end + len(behind) for hit in (*text.of("deed_words"), *_duties(text)))
    return bool(_DOING.search(behind))


def _duties(text: Text) -> tuple[Hit, ...]:
    """What goes on, or is done to things, whoever does it."""
    return (*text.of("open_words"), *_lasting(text))


def idle_hands(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Hands near the lens that touch nothing."""
    sizes = [key.framing.size for key in facts.shot.keys if key.framing.size]
    close = bool(sizes) and all(size in _CLOSE for size in sizes)
    touched = any(beat.beat.touches.strip() for beat in facts.beats)
    targets = [] if touched else [field for field in facts.framed if field.name == "target"]
    for beat in facts.beats:
        idle = _idles(beat.beat.action)
        texts = [read_chinese(field.text) for field in beat.fields]
        if beat.beat.touches.strip() or any(_touches(text) for text in texts if not idle or text.of("hands")):
            continue
        for field in (*beat.fields, *targets):
            if field.name in ("action", "ends_as", "subject", "target"):
                text = read_chinese(field.text)
                hands = text.of("hands")
                if hands and (close or text.holds("near")):
                    yield told("idle_hands", field.path, said=text.said(hands[0]))
                    return


def _idles(action: str) -> bool:
    """Whether hands are in mid-air by the words of an action, whatever lies where at its end."""
    if "{prop:" in action or not _MID_AIR.search(action) or _ON_SOMETHING.search(action):
        return False
    text = read_chinese(action)
    return bool(text.of("hands")) and not _touches(text)


_MID_AIR = re.compile("半空|虚空|空中|凭空|空气|比[划画]|在(?:面|眼|胸|镜头)前|(?:乱|挥|飞|狂)舞|舞动|晃动|颤抖|发抖")
_ON_SOMETHING = re.compile(
    "在(?![^，。；]{0,3}[空气])[^，。；]{1,4}[里上中]|比[划画]着?[^，。；]{0,3}[纸书墙地桌水沙雪尺]"
)


def _touches(text: Text) -> bool:
    air = text.all("thin_air")
    return any(
        not any(_near(hit, each) for each in air) and not _drawn_on_air(text, hit) for hit in text.of("touching")
    )


def _drawn_on_air(text: Text, hit: Hit) -> bool:
    """`手指在空中画圈`: on nothing."""
    return _IN_THE_AIR.search(re.split("[，。；]", text.bare[: hit.start])[-1]) is not None


_IN_THE_AIR = re.compile("凭空|在(?:半|虚)?空(?:中|里|气[中里])|对着(?:空气|镜头|虚空)|凌空(?!跃|翻)")


def _near(hit: Hit, other: Hit) -> bool:
    return hit.start < other.end and other.start < hit.end


def weightless(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Something fast that pushes against nothing."""
    for beat in facts.beats:
        if beat.beat.touches.strip() or not beat.beat.action:
            continue
        text = read_chinese(beat.beat.action)
        fast = text.of("fast_words")
        if fast and not any(_weighs(field) for field in beat.fields):
            yield told("weightless", f"{beat.at}.action", said=text.said(fast[0]))


def _weighs(field: Field) -> bool:
    text = read_chinese(field.text)
    fast = text.of("fast_words")
    return any(not _inside(hit, fast) for hit in text.of("weight_words"))


def time_jump(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Time passes where there is no cut."""
    for place, beat in enumerate(facts.beats):
        for field in beat.fields:
            if field.name not in _TIMED:
                continue
            text = read_chinese(field.text)
            opening = scene.place > 0 and place == 0 and field.name in ("subject", "action")
            leaps = [hit for hit in text.of("time_jump") if not (opening and hit.start == 0)]
            if leaps:
                yield told("time_jump", field.path, said=text.said(*leaps))
                break


def cause(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A because whose cause cannot be seen."""
    for beat in facts.beats:
        link = beat.beat.link
        if not link.evidence.strip() or link.type not in _CAUSAL:
            continue
        text = read_chinese(link.evidence)
        unseen = [*text.all("unseen_causes"), *text.of("feelings")]
        if unseen and not text.holds("body_cues"):
            yield told("cause", f"{beat.at}.link.evidence", said=text.said(*sorted(unseen)))


def no_direction(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Somebody walks, and nobody knows where to."""
    for beat in facts.beats:
        given = beat.beat
        if given.moves_to.strip() or given.facing.strip() or not given.action:
            continue
        text = read_chinese(given.action)
        walks = text.of("walk_words")
        if walks and not any(not _inside(way, walks) for way in text.of("ways")):
            yield told("no_direction", f"{beat.at}.action", said=text.said(walks[0]))


def _inside(hit: Hit, others: tuple[Hit, ...]) -> bool:
    return any(other.start <= hit.start and hit.end <= other.end for other in others)


_LEADS = re.compile(
    "(?:慢慢|缓缓|轻轻|忽然|突然|猛地?|随后|然后|接着|这时候?|此时|此刻|再|又|只见|同时|最后|于是|终于|片刻后|一下子|静静|默默|悄悄)地?[，,]?"
)
"""What may stand before whoever begins a shot."""


def pronoun(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A shot that begins with somebody who has not been named in it."""
    for beat in facts.beats[:1]:
        subject, action = beat.beat.subject.strip(), beat.beat.action.strip()
        name = "subject" if subject else "action"
        text = read_chinese(subject or action)
        lead = _LEADS.match(text.bare)
        starts = (0, lead.end()) if lead else (0,)
        first = next((hit for hit in text.all("pronouns_open") if hit.start in starts), None)
        if first:
            yield told("pronoun", f"{beat.at}.{name}", shot=shot_number(scene), said=text.said(first))


SHOT_CHECKS = (
    two_verbs,
    untimed,
    at_once,
    idle_hands,
    weightless,
    time_jump,
    cause,
    no_direction,
    pronoun,
)

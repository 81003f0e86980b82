"""Checks who and what is who and what in Chinese: names, clothes, things in hands, lines with a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from app.domain.draft import CastMember
from app.domain.finding import Finding
from app.prompting.lint.chinese.looks import TOLD_IN, other_look, owner_in
from app.prompting.lint.chinese.text import Hit, Text, pairs, read_chinese, words
from app.prompting.lint.face import Scene, mend, put, shot_number, told
from app.prompting.lint.facts import BeatFacts, ShotFacts
from app.prompting.lint.fields import Field
from app.prompting.lint.outside import WholeFacts

_SAYS = re.compile(
    r"(?:他们|她们|它们|他|她|它|有人|对方|那人|某人|众人)[^，。；“「\"他她它]{0,8}"
    r"(?:说|问|喊|道|答|叫|低语|嘟囔|嘀咕|回答|回应|笑道|吼|骂|念|叹|回|丢下|扔下|撂下|开口|补充|应)[^，。；“「\"]{0,4}[：:，,]?\s*[“「\"]"
    r"|(?:他们|她们|它们|他俩|她俩|他|她|它|有人|对方|那人|这人|某人|(?:有|一)个(?:声音|人|女声|男声|孩子))(?![的是])[^，。；：:“「\"]{0,14}[：:]\s*[“「\"]"
    r"|(?:他们|她们|它们|他俩|她俩|他|她|它|有人|对方|那人|这人)(?![的是])[^，。；：:“「\"]{1,8}[，,]"
    r"(?:又|才|只|便|就|还|轻声|低声|大声|小声|笑着|哭着|[一-龥]{1,3}地)?(?:说|问|喊|答|叫|念|骂|唱|应|回)道?[：:，,]?\s*[“「\"]"
)
_QUOTE = re.compile(r"“[^”]+”|「[^」]+」|『[^』]+』|\"[^\"]+\"")
_BETWEEN = re.compile(
    "又|停|想了想|沉吟|犹豫|迟疑|愣了|叹了|笑了笑|摇摇头|点点头|抬起头|转过身|走近|咳|然后|接着|随后|片刻|停顿|顿|过了|沉默|等|之后|后|再|才|一会|半晌|良久|最后|话音|直到|稍|隔|这时|随即|继而|先|完"
)
_ACTED = ("action", "ends_as")
_LATER = re.compile("另一|第二|其他|别的|对面|旁边|新来")
_OPPOSITES = ("高矮", "胖瘦", "男女", "大小", "红蓝", "黑白", "左右", "前后", "甲乙")
_HANDLED = re.compile(
    "把|将|举|端|捧|套|摸|选|指|展|铺|绣|裁|织|脱|换|叠|递|挂|拿|洗|熨|缝|拎|捡|抱|买|晾|收|扔|取|搭|接|看|望|橱窗|画|里面|[盒箱柜袋]里|里是"
)
_ON_HER = re.compile(
    "^$|^[她他其一那这]?的?(?:身上|身)?[的件条身顶袭]?[淡浅深暗鲜亮墨嫩]?$|[裹拉扯理掸拢提掀甩拽抖][了着紧起住]?[裹拉扯理掸拢提掀甩拽抖]?$"
    "|(?:解|扣|系|裹|束|拉|披|套|罩|裹)(?:开|上|好|紧|了|着|起|住){1,2}(?:身上的?|那件|一件|自己的)?$|[一-龥]的$"
)
_HAIR = "发辫髻鬓"
_LOOKS = re.compile(
    "秃|谢顶|肩|身[板形材躯]|须|下巴|[脸]刮|[辫髻鬓胡髯镜]|马尾|[头长短卷直披白黑红金银]发|发丝|刘海|[光寸平秃]头|板寸"
)
_SHADES = "银白黑金红棕灰黄长短卷直光"
_TRAITS = (_HAIR, "肩", "胡须髯", "镜", "疤", "衣裙帽袍衫服袄")


def identity(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Somebody of the cast in other words than the cast has for them."""
    for fact in facts.beats:
        found = _renamed(fact, scene) or _dressed_anew(fact, scene) or _looks_anew(fact, scene)
        if found:
            yield found
            return


def _renamed(fact: BeatFacts, scene: Scene) -> Finding | None:
    subject = fact.beat.subject.strip()
    if not subject or "{" in subject or not scene.cast:
        return None
    labels = {member.label.strip() for member in scene.cast}
    if subject in labels:
        return None
    for member in scene.cast:
        label = member.label.strip()
        if label and _another_name(subject, label):
            fix = mend("use", [put(f"{fact.at}.subject", f"{{cast:{member.id}}}")], given=label)
            return told("identity", f"{fact.at}.subject", variant="name", fix=fix, said=subject, label=label)
    people = [member for member in scene.cast if member.kind == "human"]
    text = read_chinese(subject)
    named = text.holds("strangers") or any(hit.end == len(subject) for hit in text.all("persons"))
    pointed = subject.startswith(("那", "这", "该", "此")) and named and not re.search("[群些两三几]", subject)
    if people and (subject in words("generic_people") or pointed or _by_looks(subject, people)):
        return told("identity", f"{fact.at}.subject", said=subject)
    return None


def _another_name(subject: str, label: str) -> bool:
    """Whether a subject is a label that was written another way: one sign off, or the same trade in other words."""
    if len(subject) == len(label) > 1 and subject[0] == label[0]:
        off = sum(one != other for one, other in zip(subject, label, strict=True))
        if off == 1 and not (subject[-1] in "甲乙丙丁" or subject[-1].isdigit()):
            return True
    trade, own = _trade(subject), _trade(label)
    return bool(own) and trade == own and not _are_two(subject, label)


def _trade(name: str) -> str:
    """What somebody is called behind all that is said of them, in one word of several; empty for a name."""
    text = read_chinese(name)
    last = next((hit for hit in text.all("persons") if hit.end == len(name)), None)
    if last is None:
        tail = next((name[-n:] for n in (4, 3, 2) if name[-n:] in pairs("one_trade")), "")
        return pairs("one_trade").get(tail, "")
    word = name[last.start :]
    return pairs("one_trade").get(word, word)


def _are_two(one: str, other: str) -> bool:
    """Whether two names tell two people apart."""
    if _LATER.search(one) or _LATER.search(other):
        return True
    pairs_of = [(each[0], each[1]) for each in _OPPOSITES]
    return any((a in one and b in other) or (b in one and a in other) for a, b in pairs_of)


def _by_looks(subject: str, people: list[CastMember]) -> bool:
    """`银发女人`, where the cast has her silver hair under a name."""
    if not any(hit.end == len(subject) for hit in read_chinese(subject).all("persons")):
        return False
    own = "，".join(text for member in people for text in (*member.identity, member.wardrobe))
    for traits in _TRAITS:
        if any(sign in subject for sign in traits) and any(sign in own for sign in traits):
            return traits != _HAIR or any(sign in subject and sign in own for sign in _SHADES)
    return False


def _dressed_anew(fact: BeatFacts, scene: Scene) -> Finding | None:
    """Clothes in other words than the wardrobe has."""
    for field in fact.fields:
        if field.name not in TOLD_IN:
            continue
        text = read_chinese(field.text)
        if whole := _WHOLE_DRESS.search(field.text):
            member = _wearer(fact, scene, text.bare[: whole.start()])
            if member and _of_another_colour(whole["colour"], member.wardrobe):
                label = member.label or member.id
                return told("identity", field.path, variant="clothes", said=whole["dress"], label=label)
        for hit in text.of("clothes"):
            member = _wearer(fact, scene, text.bare[: hit.start])
            if field.name == "subject":
                member = member or owner_in(field.text, scene)
            said = member and _other_clothes(text, hit, f"{'，'.join(member.identity)}，{member.wardrobe}")
            if member and said:
                label = member.label or member.id
                return told("identity", field.path, variant="clothes", said=said, label=label)
    return None


_COLOURS = "红白黑蓝绿黄紫灰青粉金银褐棕"
_WHOLE_DRESS = re.compile(
    f"(?:穿着|身穿|身着|穿了)?(?P<dress>一身(?P<colour>[{_COLOURS}])(?:色的?)?(?:衣裳|衣服|衣|袍子?|装|裙|衫|长衣|短打|劲装))(?!橱|柜|架)"
)


def _of_another_colour(colour: str, wardrobe: str) -> bool:
    """Whether somebody who wears one colour is told to be all in another: `一身红衣`."""
    own = {sign for sign in wardrobe if sign in _COLOURS}
    return bool(own) and colour not in own


def _looks_anew(fact: BeatFacts, scene: Scene) -> Finding | None:
    """Hair, a beard or glasses in other words than the cast has."""
    for field in fact.fields:
        sign = _LOOKS.search(field.text) if field.name in TOLD_IN else None
        member = _wearer(fact, scene, field.text[: sign.start()]) if sign else None
        member = member or (owner_in(field.text, scene) if sign or field.name == "subject" else None)
        if member is not None and (said := other_look(read_chinese(field.text), member)):
            return told("identity", field.path, said=said)
    return None


def framed_anew(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Looks of somebody of the cast in what the camera is to show."""
    yield from _shown_anew(facts.camera.fields, scene)


def pictured_anew(outside: WholeFacts, scene: Scene) -> Iterator[Finding]:
    """The same in the last picture."""
    yield from _shown_anew(tuple(outside.named("final_picture")), scene)


def _shown_anew(fields: tuple[Field, ...], scene: Scene) -> Iterator[Finding]:
    for field in fields:
        member = owner_in(field.text, scene)
        if member is None:
            continue
        text, own = read_chinese(field.text), f"{'，'.join(member.identity)}，{member.wardrobe}"
        clothes = next((said for hit in text.of("clothes") if (said := _other_clothes(text, hit, own))), "")
        if said := other_look(text, member) or clothes:
            yield told("identity", field.path, said=said)
            return


def _wearer(fact: BeatFacts, scene: Scene, before: str) -> CastMember | None:
    tokens = re.findall(r"\{cast:[^{}]*\}", before)
    if tokens:
        return scene.member(tokens[-1])
    if any(hit.end <= len(before) for hit in read_chinese(before).all("persons")):
        return None
    named = next((member for member in scene.cast if member.label and member.label in before), None)
    subject = fact.beat.subject.strip()
    return named or scene.member(subject) or next((each for each in scene.cast if each.label == subject), None)


def _other_clothes(text: Text, hit: Hit, own: str) -> str:
    """The words for a garment that is not what its wearer has on; empty where it is, or is not worn."""
    garment, clause = text.text[hit.start : hit.end], re.split("[，。；]", text.bare[: hit.start])[-1]
    worn = any(each.end <= len(clause) for each in read_chinese(clause).of("wearing"))
    colour = next((each for each in sorted(words("colours"), key=len, reverse=True) if _ends_with(clause, each)), "")
    bare = clause.removesuffix("的").removesuffix("色")[: -len(colour) or None]
    worn = worn or not clause or (bool(colour) and _ON_HER.search(bare) is not None)
    if not worn or _HANDLED.search(clause):
        return ""
    mine = next((each for each in own.split("，") if garment in each), "")
    if mine:
        bare = colour.removesuffix("色")
        return f"{colour}{garment}" if bare and not any(sign in mine for sign in bare) else ""
    outer = words("outer_clothes")
    others = any(each in own for each in outer)
    return f"{colour}{garment}" if garment in outer and others else ""


def _ends_with(clause: str, colour: str) -> bool:
    return clause.endswith((colour, f"{colour}色", f"{colour}色的", f"{colour}的"))


def two_names(facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """Somebody with two names: `老渔夫`, then `年迈的渔民`."""
    seen: dict[str, str] = {}
    for fact in (beat for each in facts for beat in each.beats):
        subject = fact.beat.subject.strip()
        trade = _trade(subject) if subject and "{" not in subject else ""
        if not trade:
            continue
        before = seen.setdefault(trade, subject)
        if before != subject and not _are_two(before, subject):
            yield told("identity", f"{fact.at}.subject", variant="twice", first=before, said=subject)
            return


def speakers(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Lines of a pronoun, or of somebody general; and what `他说：“…”` says in an action."""
    for fact in facts.beats:
        for line in fact.beat.lines:
            said, path = line.speaker.strip(), f"{fact.at}.lines[{line.id}].speaker"
            if line.text.strip() and said:
                yield from _spoken_by(said, path, scene)
        for field in fact.fields:
            if field.name in _ACTED and _SAYS.search(field.text):
                yield told("speaker", field.path, variant="words")


_ANYBODY = re.compile(
    "(?:年轻|中年|老年|年老|年长|成年|青年|陌生|普通|神秘)?的?[男女](?:人|子|性|士|生|孩|声|的|[一二三]号|配角?|主角?)?"
    "|(?:说话|讲话|唱歌|喊话|提问)的人|群众演员|群演|龙套|(?:年轻|中年|老年|陌生)(?:人|的声音)"
)
_NUMBERED = re.compile(r"(?:[0-9０-９A-Za-z一二三四五甲乙丙丁]|[（(][^）)]*[）)])+$")


def _spoken_by(said: str, path: str, scene: Scene) -> Iterator[Finding]:
    member = scene.member(said)
    label = (member.label if member else said).strip("：: 【】[]")
    if not member and label in words("pronouns"):
        yield told("speaker", path, said=said)
        return
    bare = label if label in words("generic_speakers") else _NUMBERED.sub("", label)
    bare = re.sub("^(?:那|这|某|一)?(?:个|位|名)", "", bare)
    counted = bare != label and any(hit.end == len(bare) for hit in read_chinese(bare).all("persons"))
    if counted or bare in words("generic_speakers") or _ANYBODY.fullmatch(bare):
        where = f"cast[{member.id}].label" if member else path
        yield told("generic_speaker", where, said=label)


def lines_in_turn(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """For Kling: words in an action before anything is done, and two of them with nothing between."""
    if not scene.dialect_of_kling:
        return
    for fact in facts.beats:
        action = fact.beat.action.strip()
        quotes = list(_QUOTE.finditer(action))
        if not quotes:
            continue
        if quotes[0].start() == 0:
            yield told("line_first", f"{fact.at}.action", variant="words", shot=shot_number(scene))
        for one, other in pairwise(quotes):
            between = action[one.end() : other.start()]
            if not _BETWEEN.search(between):
                rest = action[one.end() :].lstrip(" ，。；,;")
                fix = mend("after_a_beat", [put(f"{fact.at}.action", f"{action[: one.end()]}停顿片刻后，{rest}")])
                yield told("unlinked_lines", f"{fact.at}.action", fix=fix)
                break


SHOT_CHECKS = (identity, framed_anew, speakers, lines_in_turn)

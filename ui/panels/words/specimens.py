"""Gallery pages for languages: texts with an author's own note under them, and a prompt in Chinese in Send."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain import path as paths
from app.domain.draft import Draft
from app.domain.request import Span
from app.domain.template import Field, FieldKind
from ui.fields.registry import make_field
from ui.fields.specimens_draft import PaperDesk, bakery
from ui.fields.text import TextField
from ui.kit.layout import column
from ui.kit.specimen import Specimen
from ui.panels.send.panel import SendPanel
from ui.panels.send.specimens import SIZE, send, snapshot
from ui.panels.specimen_words import KLING, compiled_for

BEAT = "shots[s1].beats[b2]"
LONG = "先停半拍，再抬头；手上的面粉要看得见，眼睛先到门口，然后才是身体。" * 4
WORDS = (
    ("清晨的面包房，天还没亮，木桌上撒着一层面粉。", "place.setting", "place"),
    ("\n镜头", "", "camera"),
    ("1", "", "camera"),
    ("（0–4秒）：", "shots[s1].seconds", "camera"),
    ("玛尔塔的中景，平视。", "shots[s1].keys[k1].framing.size", "camera"),
    ("镜头", "", "camera"),
    ("缓慢向前推近", "shots[s1].keys[k2].axes.dolly", "camera"),
    ("，历时四秒，最后平稳停下。", "shots[s1].keys[k2].t", "camera"),
    ("\n因为", f"{BEAT}.link.type", "beats"),
    ("门上的铃响了", f"{BEAT}.link.evidence", "beats"),
    ("，", f"{BEAT}.link.type", "beats"),
    ("她停下揉面的手，抬头看向门口。", f"{BEAT}.action", "beats"),
    ("\n[玛尔塔，压低声音]：“你回来了。”", "shots[s1].beats[b3].lines[l1].text", "lines"),
    ("\n声音：烤炉低鸣，门铃。无配乐。", "sound.ambience", "sound"),
)


def _noted(kind: FieldKind, path: str, label: str, note: str, draft: Draft | None = None) -> TextField:
    draft = draft or bakery()
    field = make_field(Field(path=path, kind=kind, label=label), path, PaperDesk())
    assert isinstance(field, TextField)
    field.set_value(paths.read(draft, path), draft)
    field.show_note(paths.write(draft, f"note:{path}", note) if note else draft)
    return field


def _notes() -> QWidget:
    begun = _noted("text", f"{BEAT}.feeling_shown", "feeling_shown", "")
    begun.open_note()
    lit = _noted("prose", f"{BEAT}.link.evidence", "evidence", "铃声要先于画面")
    lit.set_lit("beat")
    fields = (
        _noted("prose", "place.setting", "setting", "凌晨四点的老面包房，只有炉火和一盏灯"),
        _noted("text", f"{BEAT}.action", "action", "{cast:marta} 停下，掸手，抬头"),
        lit,
        begun,
        _noted("text", f"{BEAT}.ends_as", "ends_as", LONG),
        _noted("text", f"{BEAT}.touches", "touches", ""),
    )
    for field in fields[:2]:
        field.offer_toggle()
    made = QWidget()
    made.setLayout(column(*fields, None, gap=6, margins=(16, 16, 16, 16)))
    return made


def _chinese() -> SendPanel:
    spans = [Span(text=text, path=path, section=section) for text, path, section in WORDS]
    shown = snapshot(compiled=compiled_for(KLING, spans, losses=()))
    draft = shown.draft
    assert draft is not None
    return send(shown.replace(draft=draft.replace(language="zh")))


SPECIMENS: list[Specimen] = [
    Specimen("language notes", _notes, (460, 560)),
    Specimen("language chinese words", _chinese, SIZE),
]

"""Pages of the gallery for the plain fields: words, terms, numbers, switches, chips, in every state."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from app.domain import path as paths
from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.finding import Finding, Fix
from app.domain.template import Field, FieldKind
from app.strings import tr
from ui.fields.base import FieldWidget
from ui.fields.choice import ChoiceField
from ui.fields.completion import Offer
from ui.fields.registry import make_field
from ui.fields.specimens_draft import PaperDesk, bakery
from ui.fields.text import TextField
from ui.kit.fonts import scaled
from ui.kit.inputs import field_height
from ui.kit.layout import LABEL_WIDTH, NARROW_LABEL_WIDTH, column
from ui.kit.specimen import Page, Specimen

BEAT = "shots[s1].beats[b2]"
LONG = "She looks at the door and does not move. " * 22


def shown(
    kind: FieldKind, path: str, label: str, draft: Draft | None = None, desk: PaperDesk | None = None
) -> FieldWidget:
    """A field over the made-up draft."""
    draft = draft or bakery()
    field = make_field(Field(path=path, kind=kind, label=label), path, desk or PaperDesk())
    field.set_value(paths.read(draft, path), draft)
    return field


def page(*fields: QWidget) -> QWidget:
    """Fields one under another, as a form has them."""
    made = Page()
    made.setLayout(column(*fields, None, gap=6, margins=(16, 16, 16, 16)))
    return made


def finding(level: str, path: str, *, fix: bool = False) -> Finding:
    """A finding as a check would tell it."""
    edits = (Edit(op="set", path=path, value=""),)
    made = Finding.model_validate({"id": f"made_up.{level}", "level": level, "path": path})
    return made.replace(fix=Fix(id="made_up" if level == "error" else "made_up_cue", edits=edits)) if fix else made


def _words() -> QWidget:
    empty = bakery()
    bare = empty.shots[0].beats[0].replace(touches="")
    draft = empty.replace(shots=(empty.shots[0].replace(beats=(bare,)),))
    lit = shown("prose", f"{BEAT}.link.evidence", "evidence")
    lit.set_lit("beat")
    wrong = shown("text", f"{BEAT}.feeling_shown", "feeling_shown")
    wrong.show_findings([finding("warning", f"{BEAT}.feeling_shown", fix=True)])
    off = shown("text", f"{BEAT}.ends_as", "ends_as")
    off.set_reason(tr("fields.made_up.start_frame"))
    near = shown("prose", "place.setting", "setting")
    assert isinstance(near, TextField)
    near.set_value(LONG, empty)
    near.set_limit(1000)
    return page(
        shown("prose", "place.setting", "setting"),
        lit,
        shown("text", f"{BEAT}.action", "action"),
        shown("text", "shots[s1].beats[b4].action", "action"),
        shown("text", "shots[s1].beats[b1].touches", "touches", draft),
        shown("text", "shots[s1].beats[b1].subject", "subject"),
        wrong,
        off,
        near,
    )


def _offered() -> QWidget:
    field = shown("text", f"{BEAT}.action", "action")
    assert isinstance(field, TextField)
    field.input.set_stored("{", bakery())
    made = page(field, room := QWidget())
    room.setFixedHeight(scaled(108))
    offers = field.input.completion
    # the list is a window of its own, which no picture of this page would show
    offers.setParent(made, Qt.WindowType.Widget)
    offers.offer([Offer("1", "Marta", "user"), Offer("2", "Teo", "user"), Offer("3", "loaf", "box")], QRect(0, 0, 1, 1))
    offers.move(16 + scaled(LABEL_WIDTH) + 8, 16 + field_height() + 4)
    return made


def _terms() -> QWidget:
    marked = shown("choice", "frame.aspect", "aspect")
    assert isinstance(marked, ChoiceField)
    marked.set_allowed(("16:9", "9:16", "1:1"), "Kling 3.0")
    wrong = shown("choice", "shots[s1].keys[k1].framing.angle", "angle")
    wrong.show_findings([finding("error", "shots[s1].keys[k1].framing.angle", fix=True)])
    off = shown("number", "shots[s1].seconds", "shot_seconds")
    off.set_reason(tr("fields.made_up.decides"))
    off_choice = shown("choice", "look.medium", "medium")
    off_choice.set_reason(tr("fields.made_up.style_line"))
    return page(
        shown("choice", "shots[s1].keys[k1].framing.size", "size"),
        shown("choice", f"{BEAT}.link.type", "link"),
        shown("choice", "shots[s1].lens", "shot_lens"),
        marked,
        wrong,
        off_choice,
        shown("number", f"{BEAT}.seconds", "beat_seconds"),
        shown("number", "frame.seed", "seed"),
        off,
        shown("switch", "frame.audio", "audio"),
        shown("switch", "shots[s1].beats[b3].lines[l1].on_screen", "line_on_screen"),
    )


def _chips() -> QWidget:
    draft = bakery()
    long = "a very long thing that nobody wants to see " * 3
    many = (*(f"thing number {place}" for place in range(1, 12)), long)
    lit = shown("chips", "sound.ambience", "ambience")
    lit.set_lit("snd")
    wrong = shown("chips", "avoid", "avoid")
    wrong.show_findings([finding("hint", "avoid")])
    off = shown("chips", "avoid", "avoid")
    off.set_reason(tr("fields.made_up.no_list"))
    return page(
        shown("chips", "look.texture", "texture"),
        shown("colour", "look.palette", "palette"),
        shown("chips", "sound.effects", "effects"),
        lit,
        wrong,
        off,
        shown("chips", "avoid", "avoid", draft.replace(avoid=many)),
    )


def _narrow() -> QWidget:
    fields = [
        shown("choice", "shots[s1].keys[k1].framing.size", "size"),
        shown("text", "shots[s1].keys[k1].framing.target", "target"),
        shown("number", "shots[s1].keys[k1].hold", "hold"),
        shown("text", "shots[s1].keys[k1].reveal", "reveal"),
        shown("chips", "avoid", "avoid"),
    ]
    for field in fields:
        field.set_label_width(NARROW_LABEL_WIDTH)
    return page(*fields)


PLAIN: list[Specimen] = [
    Specimen("fields words", _words, (420, 640)),
    Specimen("fields offered", _offered, (420, 160)),
    Specimen("fields terms", _terms, (420, 560)),
    Specimen("fields chips", _chips, (420, 540)),
    Specimen("fields narrow", _narrow, (236, 260)),
]

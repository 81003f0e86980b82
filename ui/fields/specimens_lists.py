"""Pages of the gallery for fields that hold lists and pictures: cast, props, lines, sounds, shots, beats, keys."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from app.domain.draft import CastMember, Draft, Footage, Reference, ReferenceClip, Shot
from app.domain.errors import BadFile
from app.strings import tr
from ui.fields.clips import ClipsField
from ui.fields.items import ItemsField
from ui.fields.pictures import fault_words
from ui.fields.specimens_draft import PaperDesk, bakery
from ui.fields.specimens_plain import BEAT, finding, page, shown
from ui.kit.specimen import Specimen

ASSET = f"sha256:{'0' * 64}"


def picture(folder: Path, wide: int = 640, tall: int = 360) -> Path:
    """A made-up picture in a file."""
    image = QImage(wide, tall, QImage.Format.Format_RGB32)
    image.fill(QColor("slategray"))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("tan"))
    painter.drawEllipse(QRectF(wide * 0.3, tall * 0.25, wide * 0.2, wide * 0.2))
    painter.end()
    path = folder / "frame.png"
    image.save(str(path))
    return path


def _desk() -> PaperDesk:
    return PaperDesk(picture(Path(tempfile.mkdtemp(prefix="shotwright-gallery-"))))


def _opened(kind: str, path: str, label: str, item_id: str, draft: Draft | None = None) -> QWidget:
    field = shown(kind, path, label, draft, _desk())  # type: ignore[arg-type]
    assert isinstance(field, ItemsField)
    field.open_item(item_id)
    return page(field)


def _cast() -> QWidget:
    draft = bakery()
    crowd = tuple(CastMember(id=f"c{n}", label=f"Dockhand {n}", identity=("orange vest",)) for n in range(1, 6))
    bare = shown("cast", "cast", "cast", draft.replace(cast=()))
    wide = shown("cast", "cast", "cast")
    wide.set_label_width(0)
    lit = shown("cast", "cast", "cast")
    lit.set_lit("neutral")
    lit.show_findings([finding("warning", "cast", fix=True)])
    return page(
        shown("cast", "cast", "cast"),
        wide,
        bare,
        lit,
        shown("cast", "place.props", "props"),
        shown("cast", "cast", "cast", draft.replace(cast=crowd)),
    )


def _cast_open() -> QWidget:
    draft = bakery()
    marta = draft.cast[0].replace(refs=(Reference(id="r1", asset=ASSET, role="identity", ignore="the street"),))
    return _opened("cast", "cast", "cast", "marta", draft.replace(cast=(marta, *draft.cast[1:])))


def _heard() -> QWidget:
    lit = shown("lines", "shots[s1].beats[b3].lines", "lines")
    lit.set_lit("line")
    off = shown("chips", f"{BEAT}.sounds", "sounds")
    off.set_reason(tr("fields.made_up.silent"))
    return page(
        shown("lines", "shots[s1].beats[b4].lines", "lines"),
        shown("lines", f"{BEAT}.lines", "lines"),
        lit,
        shown("chips", f"{BEAT}.sounds", "sounds"),
        off,
    )


def _shots() -> QWidget:
    draft = bakery()
    second = draft.shots[0].replace(id="s2", purpose="", cut_in="dissolve", seconds=4.0, keys=(), beats=())
    several = draft.replace(shots=(draft.shots[0], second, Shot(id="s3", seconds=2.5, purpose="final_picture")))
    chosen = shown("shots", "shots", "shots", several)
    assert isinstance(chosen, ItemsField)
    chosen.set_chosen("s2")
    return page(chosen, shown("shots", "shots", "shots", draft.replace(shots=())))


def _beats() -> QWidget:
    chosen = shown("beats", "shots[s1].beats", "beats")
    assert isinstance(chosen, ItemsField)
    chosen.set_chosen("b2")
    draft = bakery()
    bare = draft.replace(shots=(draft.shots[0].replace(beats=()),))
    wrong = shown("beats", "shots[s1].beats", "beats")
    wrong.show_findings([finding("error", "shots[s1].beats", fix=True)])
    return page(chosen, shown("beats", "shots[s1].beats", "beats", bare), wrong)


def _path() -> QWidget:
    chosen = shown("path", "shots[s1].keys", "camera_path")
    assert isinstance(chosen, ItemsField)
    chosen.set_chosen("k2")
    draft = bakery()
    bare = draft.replace(shots=(draft.shots[0].replace(keys=()),))
    off = shown("path", "shots[s1].keys", "camera_path")
    off.set_reason(tr("fields.made_up.no_moves"))
    return page(chosen, shown("path", "shots[s1].keys", "camera_path", bare), off)


def _pictures() -> QWidget:
    draft = bakery()
    there = draft.replace(ends=draft.ends.replace(start_image=ASSET))
    off = shown("image", "ends.end_image", "end_image")
    off.set_reason(tr("fields.made_up.needs_start"))
    refused = shown("image", "ends.end_image", "end_image")
    refused.remark.say(fault_words(BadFile("picture_kind", name="photo.heic", kinds="png, jpg")), fault=True)
    return page(
        shown("image", "ends.start_image", "start_image"),
        shown("image", "ends.start_image", "start_image", there, _desk()),
        shown("image", "ends.start_image", "start_image", there),
        refused,
        off,
    )


def _clips() -> QWidget:
    footage = Footage(seconds=4.96, width=1280, height=720, fps=23.976, size=3_400_000, kind="mp4", sound=True)
    one = ReferenceClip(id="c1", asset=ASSET, role="camera", ignore="the people in it", footage=footage)
    large = footage.replace(seconds=14.0, width=3840, height=2160, fps=60.0, size=187 * 2**20, kind="mov", sound=False)
    two = one.replace(id="c2", role="edit", ignore="", keep_sound=True, address="https://x.test/a.mov", footage=large)
    there = bakery().replace(clips=(one, two))
    gone = bakery().replace(clips=(one,))
    wrong = shown("clips", "clips", "clips", gone)
    wrong.show_findings([finding("error", "clips", fix=True)])
    busy = shown("clips", "clips", "clips")
    assert isinstance(busy, ClipsField)
    busy.take_file(Path("orbit.mp4"))
    refused = shown("clips", "clips", "clips")
    refused.remark.say(fault_words(BadFile("clip_unreadable", name="notes.txt", reason="?")), fault=True)
    off = shown("clips", "clips", "clips")
    off.set_reason(tr("fields.made_up.needs_start"))
    return page(
        shown("clips", "clips", "clips", there, _desk()), wrong, shown("clips", "clips", "clips"), busy, refused, off
    )


LISTS: list[Specimen] = [
    Specimen("fields cast", _cast, (420, 840)),
    Specimen("fields cast open", _cast_open, (420, 860)),
    Specimen("fields prop open", lambda: _opened("cast", "place.props", "props", "loaf"), (420, 380)),
    Specimen("fields heard", _heard, (420, 240)),
    Specimen("fields line open", lambda: _opened("lines", "shots[s1].beats[b4].lines", "lines", "l2"), (420, 320)),
    Specimen("fields sound open", lambda: _opened("chips", f"{BEAT}.sounds", "sounds", "n1"), (420, 220)),
    Specimen("fields shots", _shots, (420, 260)),
    Specimen("fields shot open", lambda: _opened("shots", "shots", "shots", "s1"), (420, 340)),
    Specimen("fields beats", _beats, (420, 480)),
    Specimen("fields path", _path, (420, 400)),
    Specimen("fields pictures", _pictures, (420, 400)),
    Specimen("fields clips", _clips, (420, 1120)),
]

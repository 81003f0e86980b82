"""Looks at pictures before they are kept, and asks for them: by file, by drop, by paste."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import BadFile, Fault
from app.strings import has, listed, tr
from ui.fields.desk import FieldDesk

KINDS = ("png", "jpg", "jpeg", "webp")
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
"""Larger pictures than these no model takes; they would only make every step slow."""


def check_picture(path: Path) -> QSize:
    """The size of the picture in a file. BadFile with a sentence where it cannot be used."""
    if path.suffix.lower().lstrip(".") not in KINDS:
        raise BadFile("picture_kind", name=path.name, kinds=listed(KINDS))
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BadFile("picture_missing", name=path.name) from error
    if size > MOST_BYTES:
        raise BadFile("picture_large", name=path.name, size=round(size / 2**20), most=MOST_BYTES // 2**20)
    reader = _reader(path)
    pixels = reader.size()
    if pixels.isValid() and pixels.width() * pixels.height() > MOST_PIXELS:
        raise BadFile("picture_pixels", name=path.name, wide=pixels.width(), tall=pixels.height())
    picture = reader.read()
    if picture.isNull():
        raise BadFile("picture_broken", name=path.name)
    return picture.size()


def keep_picture(desk: FieldDesk, path: Path) -> str:
    """Check a picture and keep it. Fault where it cannot be used or kept."""
    check_picture(path)
    return desk.add_asset(path)


def keep_image(desk: FieldDesk, image: QImage) -> str:
    """Keep a picture that has no file, as the clipboard hands it over."""
    with tempfile.TemporaryDirectory(prefix="shotwright-") as folder:
        path = Path(folder) / "pasted.png"
        if image.isNull() or not image.save(str(path)):
            raise BadFile("picture_broken", name=tr("fields.image.clipboard"))
        return keep_picture(desk, path)


def pixmap_of(desk: FieldDesk, asset: str, tall: int, ratio: float) -> tuple[QPixmap, QSize]:
    """A kept picture `tall` pixels high and its real size. Fault where it is not here or cannot be read."""
    return pixmap_at(desk.asset_file(asset), tall, ratio)


def pixmap_at(path: Path, tall: int, ratio: float) -> tuple[QPixmap, QSize]:
    """The picture in a file in the same way. BadFile where it cannot be read."""
    reader = _reader(path)
    size = reader.size()
    if size.isValid() and size.height() > 0:
        wide = max(1, round(size.width() * tall / size.height()))
        reader.setScaledSize(QSize(round(wide * ratio), round(tall * ratio)))
    picture = reader.read()
    if picture.isNull():
        raise BadFile("picture_broken", name=path.name)
    pixmap = QPixmap.fromImage(picture)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap, size if size.isValid() else picture.size()


def file_in(data: QMimeData) -> Path | None:
    """The first file that is dropped or pasted, if it is one on this machine."""
    return next((Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()), None)


def image_in(data: QMimeData) -> QImage | None:
    """The picture that is pasted without a file."""
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def ask_for_picture(parent: QWidget) -> QFileDialog:
    """A window to choose a file in. The caller connects `fileSelected` and opens it."""
    dialog = QFileDialog(parent, tr("fields.image.choose"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(tr("fields.image.filter", kinds=" ".join(f"*.{kind}" for kind in KINDS)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def fault_words(fault: Fault) -> str:
    """What went wrong, and what to do, in words."""
    said = tr(f"error.{fault.id}", **fault.args_by_name)
    hint = f"error.{fault.id}.hint"
    return listed((said, tr(hint, **fault.args_by_name)), "words") if has(hint) else said


def _reader(path: Path) -> QImageReader:
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader

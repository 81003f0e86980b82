"""Fields with one picture: dropped, pasted or chosen, shown small, taken away again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.draft import Draft
from app.domain.errors import Fault, UnknownName
from app.domain.template import Field
from app.strings import tr
from ui.fields.base import FieldWidget
from ui.fields.desk import FieldDesk
from ui.fields.faces import two_lines
from ui.fields.pictures import (
    ask_for_picture,
    fault_words,
    file_in,
    image_in,
    keep_image,
    keep_picture,
    pixmap_of,
)
from ui.fields.plate import FieldPlate
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.fonts import font, metrics, scaled
from ui.kit.labels import Label
from ui.kit.layout import boxed, column, row
from ui.kit.paint import painting, words
from ui.kit.theme import tokens


class PicturePlate(FieldPlate):
    """Where a picture goes: dashed with a word while it is empty, the picture itself afterwards.

    `file_given(Path)`, `image_given(QImage)`, `asked` (Enter, Space or a click) and `removed` (Del) are its gestures.
    """

    file_given = Signal(object)
    image_given = Signal(QImage)
    asked = Signal()
    removed = Signal()
    focus_radius = 3

    def __init__(self, tall: int = 72) -> None:
        super().__init__(dashed=True)
        self._tall = tall
        self._pixmap: QPixmap | None = None
        self._words = self._short = ""
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_picture(self, pixmap: QPixmap | None, said: str, short: str = "") -> None:
        """Show a picture, or words in its place; `short` are those for where there is little room."""
        self._pixmap, self._words, self._short = pixmap, said, short or said
        self.dashed = pixmap is None
        # a picture gives way where its field is narrow, and is never cut
        wide = QSizePolicy.Policy.Maximum if pixmap is not None else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def has_picture(self) -> bool:
        """Whether a picture shows."""
        return self._pixmap is not None

    def sizeHint(self) -> QSize:
        if self._pixmap is not None:
            return self._pixmap.deviceIndependentSize().toSize()
        return QSize(metrics("small").horizontalAdvance(self._words) + 48, scaled(44))

    def minimumSizeHint(self) -> QSize:
        tall = self.sizeHint().height()
        narrow = scaled(60) if self._pixmap is None else min(scaled(60), self.sizeHint().width())
        return QSize(narrow, tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().mimeData())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.has_picture():
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_in(event.mimeData()) is not None or image_in(event.mimeData()) is not None:
            event.acceptProposedAction()
            self.set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_dropping(False)
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def take(self, data: QMimeData) -> bool:
        """Take what is dropped or pasted. False where there is no picture in it."""
        if (path := file_in(data)) is not None:
            self.file_given.emit(path)
            return True
        if (image := image_in(data)) is not None:
            self.image_given.emit(image)
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        t = tokens()
        with painting(self) as painter:
            if self._pixmap is not None:
                size = self._pixmap.deviceIndependentSize()
                if size.width() > self.width():
                    size.scale(self.width(), self.height(), Qt.AspectRatioMode.KeepAspectRatio)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawPixmap(QRectF(QPointF(), size), self._pixmap, QRectF(self._pixmap.rect()))
                return
            color = t.text2 if self.isEnabled() else t.off
            icons.draw(painter, "drop", QRectF(12, 0, 16, self.height()), color)
            room = QRectF(36, 0, self.width() - 44, self.height())
            fits = metrics("small").horizontalAdvance(self._words) <= room.width()
            if fits or self._short != self._words:
                words(painter, room, self._words if fits else self._short, font("small"), color)
            else:
                two_lines(painter, room, self._words, color)


class ImageField(FieldWidget):
    """One picture of the draft, kept by its content."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self._asset: str | None = None
        self.plate = PicturePlate(scaled(72))
        self.replace = Button(tr("fields.image.replace"), icon="image", kind="quiet", size="compact")
        self.away = Button(tr("fields.image.remove"), icon="trash", kind="quiet", size="compact")
        self.replace.clicked.connect(self.choose_file)
        self.away.clicked.connect(self.remove)
        self.size_words = Label("", "fine", "text3")
        self.size_words.setContentsMargins(8, 0, 0, 0)
        self.tools = boxed(column(self.replace, self.away, self.size_words, None, gap=2))
        line = row(self.plate, self.tools, gap=8)
        line.setAlignment(self.plate, Qt.AlignmentFlag.AlignTop)
        self.fill(boxed(line), self.plate)
        self.setFocusProxy(self.plate)
        self.watch(self.plate)
        self.plate.file_given.connect(self.take_file)
        self.plate.image_given.connect(self.take_image)
        self.plate.asked.connect(self.choose_file)
        self.plate.removed.connect(self.remove)
        self._show()

    def value(self) -> str | None:
        return self._asset

    def set_value(self, value: object, draft: Draft) -> None:
        self._draft = draft
        asset = value if isinstance(value, str) and value else None
        if asset != self._asset:
            self._asset = asset
            self._show()

    def take_file(self, path: Path) -> None:
        """Keep the picture of a file, or say why not."""
        self._keep(lambda: keep_picture(self.desk, path))

    def take_image(self, image: QImage) -> None:
        """Keep a pasted picture, or say why not."""
        self._keep(lambda: keep_image(self.desk, image))

    def choose_file(self) -> None:
        """Open a window to choose a picture in."""
        dialog = ask_for_picture(self)
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.open()

    def remove(self) -> None:
        """Take the picture away."""
        self.remark.say("")
        if self._asset is not None:
            self._asset = None
            self._show()
            self.tell(None)

    def _keep(self, keep: Callable[[], str]) -> None:
        try:
            asset = keep()
        except Fault as fault:
            self.remark.say(fault_words(fault), fault=True)
            return
        self.remark.say("")
        if asset != self._asset:
            self._asset = asset
            self._show()
            self.tell(asset)

    def _show(self) -> None:
        pixmap, said, short = None, tr("fields.image.drop"), tr("fields.image.drop.short")
        if self._asset is not None:
            try:
                pixmap, size = pixmap_of(self.desk, self._asset, scaled(72), self.devicePixelRatioF())
                said = tr("fields.image.size", wide=size.width(), tall=size.height())
            except UnknownName:
                said, short = tr("fields.image.gone"), ""
            except Fault as fault:
                said, short = fault_words(fault), ""
        self.plate.show_picture(pixmap, said, short)
        self.size_words.setText(said if pixmap is not None else "")
        self.tools.setVisible(self._asset is not None)

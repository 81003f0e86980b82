"""Send: the target, the words that will go there, what stands in the way or gets lost, the price, and two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.domain.edit import Edit
from app.domain.errors import Fault
from app.domain.finding import Finding
from app.strings import tr
from ui.kit import notify
from ui.kit.layout import set_surface
from ui.kit.panels import Separator
from ui.panels.send.desk import SendDesk
from ui.panels.send.findings import FindingsList
from ui.panels.send.foot import Foot
from ui.panels.send.losses import LossesList
from ui.panels.send.remarks import Remarks
from ui.panels.target.button import TargetButton
from ui.panels.words.panel import WordsPanel

if TYPE_CHECKING:
    from ui.panels.advice.banner import RetiredBanner
    from ui.panels.send.sheet import PriceSheet
    from ui.panels.target.options import OptionsPopup, OptionsRow
    from ui.panels.target.picker import TargetPicker

AFTER_MS = 10
"""From an edit to target and losses following it: the words are painted first."""
LEAST, LEAST_ASKING = 72, 40
"""What findings and losses keep at the least; less while the price is asked about."""
SHARE = 0.42
"""How much of what target and foot leave free findings and losses may take; the words keep the rest."""


class SendPanel(QWidget):
    """The right column of the window.

    `pointed(path)` while a phrase is pointed at, `chosen(path)` to go to a field, `command(id)`: `rehearse`, `generate`
    or `generate 4` for so many takes, `connect_asked(provider)` for the way that is missing, `caps_asked` where a cap
    stands in the way.
    """

    pointed = Signal(str)
    chosen = Signal(str)
    command = Signal(str)
    connect_asked = Signal(str)
    caps_asked = Signal()

    def __init__(self, desk: SendDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._snapshot = NOTHING_OPEN
        set_surface(self, "panel")
        self.setAccessibleName(tr("send.title"))
        self.target = TargetButton()
        self.words = WordsPanel(desk)
        self.findings = FindingsList()
        self.losses = LossesList()
        self.remarks = Remarks(self.findings, self.losses)
        self.foot = Foot()
        self._picker: TargetPicker | None = None
        self._banner: RetiredBanner | None = None
        self._options: OptionsRow | None = None
        self._rested = False
        self._says: bool | None = None
        """Whether findings and losses are shown; None before anybody said."""
        self._optioned: tuple[object, object] = (None, None)
        """The options and the model that the row shows; what is written elsewhere leaves both the same objects."""
        self._choosing: OptionsPopup | None = None
        self._sheet: PriceSheet | None = None
        self._rule = Separator()
        self._after = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._after.timeout.connect(self._catch_up)
        self._arrange()
        self._connect()
        self.show_snapshot(self._snapshot)

    @property
    def picker(self) -> TargetPicker:
        """The list of models; made when it is first opened."""
        if self._picker is None:
            from ui.panels.target.picker import TargetPicker

            self._picker = TargetPicker(self._desk, self)
            self._picker.chosen.connect(self._aim)
            self._picker.advice_asked.connect(self.open_advice)
        return self._picker

    def follow(self, snapshot: Snapshot) -> None:
        """Show another state: words, findings and price at once; after an edit, target and losses behind them."""
        before = self._snapshot.draft
        self._show_words(snapshot)
        if before is not None and snapshot.draft is not None and before.id == snapshot.draft.id:
            self._after.start()
        else:
            self._catch_up()

    def make_rest(self) -> None:
        """Make what may come after the first paint: the row of the model's own options."""
        self._rested = True
        self._show_options(self._snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the open draft's target, words, findings, losses and price."""
        self._rested = self._rested or snapshot.draft is not None
        self._show_words(snapshot)
        self._catch_up()

    def _show_words(self, snapshot: Snapshot) -> None:
        before, self._snapshot = self._snapshot, snapshot
        if self._sheet is not None and before.draft is not snapshot.draft:
            # what it asked about is another take by now
            self._sheet.hide()
        compiled = snapshot.compiled
        self.words.show_snapshot(snapshot)
        if self._says is not (compiled is not None):
            self._says = compiled is not None
            self.remarks.setVisible(self._says)
            self._rule.setVisible(self._says)
        if compiled is not None:
            self.findings.show_findings(compiled.findings, snapshot.draft, snapshot.template)
            if snapshot.with_craft != before.with_craft:
                self.findings.show_checked(snapshot.with_craft)
        told = self.foot.show_snapshot(snapshot, free=self._is_free(snapshot))
        if told or (compiled is None) != (before.compiled is None):
            self._fit()

    def _catch_up(self) -> None:
        self._after.stop()
        snapshot, compiled = self._snapshot, self._snapshot.compiled
        self.target.show_snapshot(snapshot, self._desk.today(), self._desk.connected())
        self._show_banner(snapshot)
        self._show_options(snapshot)
        if compiled is not None:
            self.losses.show_losses(compiled, snapshot.model.title if snapshot.model else compiled.model)

    def light(self, path: str) -> None:
        """Light the phrases that came from a field; "" ends it."""
        self.words.light(path)

    def focus_next_finding(self, step: int) -> bool:
        """Walk to the next (1) or previous (-1) finding. Gives whether there is one."""
        found = self.findings.focus_next(step)
        focused = QApplication.focusWidget()
        if found and focused is not None:
            self.remarks.reveal(focused)
        return found

    def open_targets(self) -> None:
        """Open the target picker under its button."""
        self.picker.open_for(self._snapshot, self.target)

    def open_advice(self) -> None:
        """Open the advice over the window: which models fit, why, and what each loses."""
        from ui.panels.advice.popup import AdvicePopup

        popup = AdvicePopup(self._desk, self)
        popup.visited.connect(self.chosen)
        popup.closed.connect(popup.deleteLater)
        popup.open_over(self.window())

    @property
    def options(self) -> OptionsRow | None:
        """The quiet row under the target; None before a model with options was aimed at."""
        return self._options

    def open_options(self) -> OptionsPopup | None:
        """Open what only the aimed model has; None where it has nothing of its own."""
        from ui.panels.target.options import OptionsPopup

        draft, model = self._snapshot.draft, self._snapshot.model
        if self._options is None or draft is None or model is None or not model.options:
            return None
        self._choosing = popup = OptionsPopup(draft, model, self)
        popup.edited.connect(lambda edit: self._desk.apply((edit,)))
        popup.closed.connect(self._end_options)
        popup.open_under(self._options)
        return popup

    def _end_options(self) -> None:
        if self._choosing is not None:
            self._choosing.deleteLater()
            self._choosing = None

    def copy_words(self) -> None:
        """Put the whole words on the clipboard."""
        self.words.copy_words()

    def press(self, verb: str) -> None:
        """Press Rehearse or Generate by the window's own key: asks first where the button would."""
        self.foot.press("rehearse" if verb == "rehearse" else "generate")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # what was measured before has not been laid out
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 320)

    def sizeHint(self) -> QSize:
        return QSize(364, 600)

    def _arrange(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.target)
        whole.addWidget(self.words, 1)
        whole.addWidget(self._rule)
        whole.addWidget(self.remarks)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.target.clicked.connect(self.open_targets)
        self.words.pointed.connect(self.pointed)
        self.words.chosen.connect(self.chosen)
        self.words.language_picked.connect(self._speak)
        self.findings.fixed.connect(self._fix)
        self.findings.chosen.connect(self.chosen)
        self.losses.chosen.connect(self.chosen)
        self.foot.asked.connect(self._asked)
        self.foot.way_out.connect(self._way_out)
        self.foot.counted.connect(self._recount)

    def _speak(self, language: str) -> None:
        """Write the prompt in another language, as one undo step."""
        self._desk.apply((Edit(op="set", path="language", value=language),))

    def _show_banner(self, snapshot: Snapshot) -> None:
        """Say under the target that its model is closed; the banner is made when the first one is."""
        model = snapshot.model
        closed = model is not None and model.is_retired(self._desk.today())
        if closed and self._banner is None:
            from ui.panels.advice.banner import RetiredBanner

            self._banner = RetiredBanner()
            self._banner.asked.connect(self.open_advice)
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(1, self._banner)
        if self._banner is not None:
            if closed and model is not None:
                self._banner.show_model(model)
            if self._banner.isHidden() == closed:
                self._banner.setVisible(closed)
                self._fit()

    def _show_options(self, snapshot: Snapshot) -> None:
        """Show the row of the model's own options; it is made when the first model has some."""
        draft, model = snapshot.draft, snapshot.model
        said = draft.options if draft is not None else None
        known = said is self._optioned[0] and model is self._optioned[1]
        if not self._rested or (known and self._choosing is None):
            return
        self._optioned = said, model
        has_some = draft is not None and model is not None and bool(model.options)
        if has_some and self._options is None:
            from ui.panels.target.options import OptionsRow

            self._options = OptionsRow()
            self._options.clicked.connect(self.open_options)
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(layout.indexOf(self.words), self._options)
        if self._options is None:
            return
        if has_some and draft is not None and model is not None:
            self._options.show_options(draft, model)
            if self._choosing is not None and self._choosing.model == model:
                self._choosing.show_draft(draft)
        if self._options.isHidden() == has_some:
            self._options.setVisible(has_some)
            self._fit()

    def _fix(self, finding: Finding) -> None:
        try:
            self._desk.apply_fix(finding)
        except Fault as fault:
            notify.show_fault(fault)

    def _aim(self, model_id: str) -> None:
        try:
            self._desk.set_aim(model_id)
        except Fault as fault:
            notify.show_fault(fault)

    def _way_out(self, which: str) -> None:
        if which == "aim":
            self.open_targets()
        elif which == "connect" and self._snapshot.model is not None:
            self.connect_asked.emit(self._snapshot.model.provider)
        elif which == "finding" and (first := self.findings.first) is not None:
            self.chosen.emit(first.path)

    def _is_free(self, snapshot: Snapshot) -> bool:
        """Asked only where no price is known."""
        model, compiled = snapshot.model, snapshot.compiled
        if model is None or compiled is None or compiled.estimate.usd is not None:
            return False
        return self._desk.is_free(model)

    # ------------------------------------------------------------------------------------------------------ sending

    @property
    def sheet(self) -> PriceSheet:
        """What asks before a take that costs something unknown; made when it is first needed."""
        if self._sheet is None:
            from ui.panels.send.sheet import PriceSheet

            self._sheet = made = PriceSheet()
            made.answered.connect(self._answered)
            made.caps_asked.connect(self.caps_asked)
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(layout.indexOf(self.foot), made)
        return self._sheet

    def _asked(self, verb: str) -> None:
        """Send at once what is free or whose price is known; else the sheet asks."""
        draft, model = self._snapshot.draft, self._snapshot.model
        if verb != "generate" or draft is None or model is None or model.provider == "animatic":
            self.command.emit(verb)
            return
        quote, over, takes = self._desk.quote(draft), None, self.foot.generate.takes
        ways = self._desk.ways_to(model)
        try:
            self._desk.check_prices([quote] * takes, sure=True)
        except Fault as fault:
            over = fault
        costs = not quote.free and (quote.must_ask or quote.warnings or over is not None)
        if not costs and (quote.connection is not None or len(ways) < 2):
            self._generate()
            return
        self.sheet.ask(quote, self._desk.settings.cap_day, [self._desk.connection(name) for name in ways], over, takes)
        self._fit()

    def _generate(self) -> None:
        takes = self.foot.generate.takes
        self.command.emit("generate" if takes == 1 else f"generate {takes}")
        self.foot.take_one()

    def _recount(self) -> None:
        """What the sheet asked about is something else by now."""
        if self._sheet is not None and not self._sheet.isHidden():
            self._sheet.hide()
            self._fit()

    def _answered(self, yes: bool, connection: str) -> None:
        self.foot.generate.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()
        if yes and connection and self._snapshot.model is not None:
            self._desk.prefer_connection(connection, self._snapshot.model.id)
        if yes:
            self._generate()

    def _fit(self) -> None:
        """Give findings and losses what they need, as far as the words can spare it."""
        narrow = self.foot.hasHeightForWidth()
        foot = self.foot.heightForWidth(self.width()) if narrow else self.foot.sizeHint().height()
        banner = self._banner.sizeHint().height() if self._banner is not None and not self._banner.isHidden() else 0
        options = self._options.height() if self._options is not None and not self._options.isHidden() else 0
        asking = self._sheet is not None and not self._sheet.isHidden()
        sheet = self._sheet.fit(self.width()) if self._sheet is not None and asking else 0
        free = self.height() - self.target.height() - banner - options - foot - sheet
        least = self.words.minimumSizeHint().height()
        most = min(round(free * SHARE), free - least)
        if (whole := self.words.whole_height()) is not None:
            # what the words leave over is nobody else's
            most = max(most, free - max(whole, least))
        self.remarks.fit(max(LEAST_ASKING if asking else LEAST, most))

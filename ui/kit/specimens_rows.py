"""Gallery pages of lists, findings, jobs, notices, panels and the time bar."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from ui.kit.buttons import Button, IconButton
from ui.kit.chips import Chip, ChipRow
from ui.kit.choices import RadioButton, Switch
from ui.kit.icons import icon
from ui.kit.inputs import LineInput, SearchField, TextInput
from ui.kit.labels import Badge, KeyCap, Label
from ui.kit.layout import FormRow, boxed, column, row
from ui.kit.menus import Menu
from ui.kit.notify import Notice, Notices
from ui.kit.panels import Card, EmptyState, PanelHead, Separator
from ui.kit.popups import Dialog, Popup
from ui.kit.rows import FindingRow, JobRow, LossRow, SettingRow
from ui.kit.section import Section
from ui.kit.specimen import Page
from ui.kit.splitter import Splitter
from ui.kit.timebar import Playhead, TimeRuler, TimeScale


def lists() -> QWidget:
    """A list, a menu, chips and keys."""
    listed = QListWidget()
    listed.setAccessibleName("Drafts")
    # its rows are measured when one is chosen, before it is on the page
    listed.ensurePolished()
    for text in ("Rest", "Chosen", "Another", "Retired 15 Sep 2026"):
        listed.addItem(text)
        listed.item(listed.count() - 1).setIcon(icon("draft"))
    listed.setCurrentRow(1)
    listed.item(3).setFlags(Qt.ItemFlag.NoItemFlags)
    menu = Menu()
    menu.add("Split at playhead", icon="split", key="S")
    chosen = menu.add("Duplicate beat", icon="copy", key="Ctrl+D")
    menu.add("Merge with next", icon="merge", reason="last beat")
    menu.addSeparator()
    menu.add("Snap to 0.5 s", checked=True)
    menu.add("Delete beat", icon="trash", key="Del", danger=True)
    menu.setWindowFlags(Qt.WindowType.Widget)
    menu.setActiveAction(chosen)
    chips = ChipRow(
        [
            Chip("Hook"),
            Chip("night", outline=True),
            Chip("door bell", hue="snd", icon="wave"),
            Chip("Kept", hue="kept", icon="good"),
            Chip("unknown price", hue="warn"),
            Chip("flicker", removable=True),
            Chip("extra fingers", removable=True),
        ]
    )
    keys = row(*[KeyCap(key) for key in ("Ctrl+K", "Ctrl+Enter", "Space", ",", "F8")], None, gap=6)
    page = Page()
    left = column(listed, chips, keys, gap=12)
    page.setLayout(row(boxed(left), boxed(column(menu, None)), gap=24, margins=(28, 16, 28, 16)))
    return page


def findings() -> QWidget:
    """Findings and losses."""
    page = Page()
    page.setLayout(
        column(
            FindingRow("error", "Shot 2 has 548 characters; Kling takes 512 a shot.", fix="Shorten the setting",
                       place="Shot 2"),
            FindingRow("warning", "“she is sad” names a feeling. Show it: a cue a camera can see.", fix="Go to field",
                       place="Beat 3, shows"),
            FindingRow("hint", "No final picture; endings freeze or drift.", fix="Write one", place="Ending"),
            LossRow("kept", "kept", "The cut at 6 s, exact."),
            LossRow("reworded", "reworded", "The style line moves to the end."),
            LossRow("weakened", "weakened", "Look-at lock becomes “keeping her centred”."),
            LossRow("dropped", "dropped", "End frame: this model takes none."),
            None,
            gap=2,
            margins=(28, 16, 28, 16),
        )
    )  # fmt: skip
    return page


def jobs() -> QWidget:
    """A job in each of its states."""
    shown: tuple[list[dict[str, Any]], list[dict[str, Any]]] = (
        [
            {"icon": "queued", "name": "Queued", "time": "now", "sentence": "Starts soon", "action": "Hold"},
            {"icon": "sending", "name": "Sending", "time": "0:02", "sentence": "One request, written down first",
                 "under_way": True},
            {"icon": "waiting", "name": "Waiting", "time": "1:42", "sentence": "In the queue, usually 2 to 4 minutes",
                 "action": "Stop watching"},
            {"icon": "fetching", "name": "Fetching", "time": "3:12", "sentence": "18.4 of 29.7 MB, then checking",
                 "under_way": True, "fraction": 0.62},
            {"icon": "done", "hue": "kept", "name": "Done", "time": "14:51", "sentence": "$1.34 charged, 3:44 in all",
                 "action": "Watch"},
        ],
        [
            {"icon": "unsure", "hue": "unsure", "name": "Unsure", "time": "14:29", "action": "Settle…", "unsure": True,
                 "sentence": "No answer after sending. Maybe charged $0.64"},
            {"icon": "refused", "hue": "warn", "name": "Refused", "time": "14:20", "action": "See words",
                 "sentence": "The model’s filter stopped it before drawing. Not billed by this provider"},
            {"icon": "failed", "hue": "error", "name": "Failed", "time": "13:58", "action": "Send again",
                 "sentence": "The provider gave up after 8 minutes. Not billed"},
            {"icon": "cancelled", "name": "Cancelled", "time": "13:40", "sentence": "Kling still bills $1.34"},
            {"icon": "expired", "hue": "lost", "name": "Expired", "time": "12:10", "action": "Claim…",
                 "sentence": "The link lived one hour; the clip is gone there"},
        ],
    )  # fmt: skip
    columns = []
    for part in shown:
        rows: list[QWidget] = []
        for each in part:
            made = JobRow()
            made.show_job(**each)
            rows.append(made)
        columns.append(boxed(column(*rows, None, gap=0)))
    page = Page()
    page.setLayout(row(*columns, gap=32, margins=(28, 16, 28, 16)))
    return page


def notices() -> QWidget:
    """Three notices, the most there are."""
    page = QWidget()
    page.resize(480, 280)
    shown = Notices(page)
    shown.show(Notice(level="good", id="gallery_notice.kept"))
    shown.show(Notice(level="warning", id="gallery_notice.retiring"))
    shown.show(Notice(level="error", id="own_mistake", args={"what": "ZeroDivisionError"}, action="copy_report"))
    return page


def panels() -> QWidget:
    """Head, sections, card, form rows, empty state, setting, seam."""
    head = PanelHead("Beats", "4 beats, 8.0 s", track="beat")
    head.add(Button("Add", icon="add", kind="quiet"))
    head.add(Button("Split", icon="split", kind="quiet"))
    merge = Button("Merge", icon="merge", kind="quiet")
    merge.set_reason("Choose two neighbours")
    head.add(merge)
    look = Section("Look", open=False)
    look.set_summary("Neighbourhood drama, 1990s, 35 mm grain")
    place = Section("Place", track="cam")
    place.set_remark("26 words")
    place.set_body(boxed(column(TextInput("A narrow corner bakery before dawn, one oven door lit.", name="Setting"))))
    card = Card()
    card.column.addLayout(row(Badge(2), Label("The draught", "head"), Chip("Hook"), None, IconButton("more", "More")))
    card.column.addWidget(
        FormRow(Label("Touches", color="text2"), LineInput("palms on the counter edge", name="Touches"))
    )
    card.column.addWidget(FormRow(Label("Ends as", color="text2"), LineInput("hands still", name="Ends as")))
    setting = SettingRow("More contrast", "Full borders on fields, brighter secondary text", Switch(checked=True))
    empty = EmptyState("No beats yet", "One visible step a card, with a count.", icon="beat",
                       button="Add the first beat", button_icon="add", surface="field")  # fmt: skip
    split = Splitter(defaults=[200, 300])
    split.add(Label("left"), 0)
    split.add(Label("right"), 1)
    page = Page()
    inner = column(look, place, card, setting, empty, split, None, gap=8, margins=(12, 0, 12, 12))
    page.setLayout(column(head, Separator(), inner, gap=0))
    return page


def dialog() -> QWidget:
    """A dialog about money, and a popup to choose in."""
    asked = Dialog("Settle “Rooftop hands, take 1”")
    asked.setWindowFlags(Qt.WindowType.Widget)
    asked.body.addWidget(
        Label("Sent 14:29:07 with $0.64 at stake. The line dropped before an answer.", "body", "text2", wrap=True)
    )
    first = RadioButton("Look again in 60 s", second="costs nothing")
    first.setChecked(True)
    asked.body.addWidget(first)
    asked.body.addWidget(RadioButton("Send again", second="may be charged twice", hue="warn"))
    asked.add_button("Save claim bundle…", kind="quiet", aside=True)
    asked.add_button("Close", answer=False)
    asked.add_button("Look again", kind="primary", answer=True)
    picker = Popup("Target")
    picker.setWindowFlags(Qt.WindowType.Widget)
    picker.column.addWidget(SearchField("Find a model"))
    for name, second in (("Kling 3.0", "Kling, studio key. Keeps 18 of 21 parts"), ("Kling 4.0", "fal. Keeps 17")):
        picker.column.addWidget(Label(name, "strong"))
        picker.column.addWidget(Label(second, "small", "text2"))
    page = Page()
    page.setLayout(row(boxed(column(asked, None)), boxed(column(picker, None)), gap=24, margins=(28, 16, 28, 16)))
    return page


def timebar() -> QWidget:
    """Ruler and playhead over empty lanes, with a cut."""
    scale = TimeScale(8.0)
    ruler = TimeRuler(scale, name="Time")
    ruler.set_cuts([6.0])
    lane, second = boxed(column(None), "field"), boxed(column(None), "field")
    lane.setFixedHeight(64)
    second.setFixedHeight(22)
    host = boxed(column(ruler, lane, second, None, gap=2))
    head = Playhead(scale, host, top=10)
    head.set_seconds(3.2)
    page = Page()
    page.setLayout(column(host, margins=(28, 16, 28, 16)))
    return page

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
from ui.kit.specimen import Page, made_up
from ui.kit.splitter import Splitter
from ui.kit.timebar import Playhead, TimeRuler, TimeScale


def lists() -> QWidget:
    """A list, a menu, chips and keys."""
    listed = QListWidget()
    listed.setAccessibleName("Drafts")
    # its rows are measured when one is chosen, before it is on the page
    listed.ensurePolished()
    for text in (made_up("rest"), made_up("chosen"), made_up("another"), made_up("retired")):
        listed.addItem(text)
        listed.item(listed.count() - 1).setIcon(icon("draft"))
    listed.setCurrentRow(1)
    listed.item(3).setFlags(Qt.ItemFlag.NoItemFlags)
    menu = Menu()
    menu.add(made_up("split_here"), icon="split", key="S")
    chosen = menu.add(made_up("duplicate"), icon="copy", key="Ctrl+D")
    menu.add(made_up("merge_next"), icon="merge", reason=made_up("last_beat"))
    menu.addSeparator()
    menu.add(made_up("snap_to"), checked=True)
    menu.add(made_up("delete"), icon="trash", key="Del", danger=True)
    menu.setWindowFlags(Qt.WindowType.Widget)
    menu.setActiveAction(chosen)
    chips = ChipRow(
        [
            Chip(made_up("hook")),
            Chip(made_up("night"), outline=True),
            Chip(made_up("bell"), hue="snd", icon="wave"),
            Chip(made_up("kept_chip"), hue="kept", icon="good"),
            Chip(made_up("price_unknown"), hue="warn"),
            Chip(made_up("flicker"), removable=True),
            Chip(made_up("fingers"), removable=True),
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
            FindingRow("error", made_up("long_shot"), fix=made_up("shorten"), place=made_up("shot_2")),
            FindingRow("warning", made_up("feeling"), fix=made_up("go"), place=made_up("beat_3")),
            FindingRow("hint", made_up("no_final"), fix=made_up("write_one"), place=made_up("ending")),
            LossRow("kept", made_up("kept"), made_up("exact")),
            LossRow("reworded", made_up("reworded"), made_up("style_last")),
            LossRow("weakened", made_up("weakened"), made_up("look_at")),
            LossRow("dropped", made_up("dropped"), made_up("no_end")),
            None,
            gap=2,
            margins=(28, 16, 28, 16),
        )
    )
    return page


def _under_way() -> list[dict[str, Any]]:
    """Jobs that go on."""
    return [
        {
            "icon": "queued",
            "name": made_up("queued"),
            "time": made_up("now"),
            "sentence": made_up("soon"),
            "action": made_up("hold"),
        },
        {
            "icon": "sending",
            "name": made_up("sending_verb"),
            "time": "0:02",
            "sentence": made_up("one_request"),
            "under_way": True,
        },
        {
            "icon": "waiting",
            "name": made_up("waiting"),
            "time": "1:42",
            "sentence": made_up("in_queue"),
            "action": made_up("stop_watching"),
        },
        {
            "icon": "fetching",
            "name": made_up("fetching"),
            "time": "3:12",
            "sentence": made_up("checking"),
            "under_way": True,
            "fraction": 0.62,
        },
        {
            "icon": "done",
            "hue": "kept",
            "name": made_up("done"),
            "time": "14:51",
            "sentence": made_up("charged"),
            "action": made_up("watch"),
        },
    ]


def _ended() -> list[dict[str, Any]]:
    """Jobs that are over, or whose end nobody knows."""
    return [
        {
            "icon": "unsure",
            "hue": "unsure",
            "name": made_up("unsure"),
            "time": "14:29",
            "action": made_up("settle"),
            "unsure": True,
            "sentence": made_up("no_answer"),
        },
        {
            "icon": "refused",
            "hue": "warn",
            "name": made_up("refused"),
            "time": "14:20",
            "action": made_up("see_words"),
            "sentence": made_up("filter_stopped"),
        },
        {
            "icon": "failed",
            "hue": "error",
            "name": made_up("failed"),
            "time": "13:58",
            "action": made_up("send_again"),
            "sentence": made_up("gave_up"),
        },
        {"icon": "cancelled", "name": made_up("cancelled"), "time": "13:40", "sentence": made_up("still_bills")},
        {
            "icon": "expired",
            "hue": "lost",
            "name": made_up("expired"),
            "time": "12:10",
            "action": made_up("claim"),
            "sentence": made_up("link_lived"),
        },
    ]


def jobs() -> QWidget:
    """A job in each of its states."""
    columns = []
    for part in (_under_way(), _ended()):
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
    head = PanelHead(made_up("beats"), made_up("beats_told"), track="beat")
    head.add(Button(made_up("add"), icon="add", kind="quiet"))
    head.add(Button(made_up("split"), icon="split", kind="quiet"))
    merge = Button(made_up("merge"), icon="merge", kind="quiet")
    merge.set_reason(made_up("two_neighbours"))
    head.add(merge)
    look = Section(made_up("look"), open=False)
    look.set_summary(made_up("drama"))
    place = Section(made_up("place"), track="cam")
    place.set_remark(made_up("words_26"))
    place.set_body(boxed(column(TextInput(made_up("bakery_short"), name="Setting"))))
    card = Card()
    card.column.addLayout(
        row(
            Badge(2),
            Label(made_up("the_draught"), "head"),
            Chip(made_up("hook")),
            None,
            IconButton("more", made_up("more")),
        )
    )
    card.column.addWidget(
        FormRow(Label(made_up("touches"), color="text2"), LineInput(made_up("palms_edge"), name=made_up("touches")))
    )
    card.column.addWidget(
        FormRow(Label(made_up("ends_as"), color="text2"), LineInput(made_up("hands_still"), name=made_up("ends_as")))
    )
    setting = SettingRow(made_up("contrast"), made_up("full_borders"), Switch(checked=True))
    empty = EmptyState(
        made_up("no_beats"),
        made_up("one_step"),
        icon="beat",
        button=made_up("add_first"),
        button_icon="add",
        surface="field",
    )
    split = Splitter(defaults=[200, 300])
    split.add(Label(made_up("left")), 0)
    split.add(Label(made_up("right")), 1)
    page = Page()
    inner = column(look, place, card, setting, empty, split, None, gap=8, margins=(12, 0, 12, 12))
    page.setLayout(column(head, Separator(), inner, gap=0))
    return page


def dialog() -> QWidget:
    """A dialog about money, and a popup to choose in."""
    asked = Dialog(made_up("settle_title"))
    asked.setWindowFlags(Qt.WindowType.Widget)
    asked.body.addWidget(Label(made_up("dropped_line"), "body", "text2", wrap=True))
    first = RadioButton(made_up("look_again_60"), second=made_up("nothing"))
    first.setChecked(True)
    asked.body.addWidget(first)
    asked.body.addWidget(RadioButton(made_up("send_again"), second=made_up("twice"), hue="warn"))
    asked.add_button(made_up("claim_bundle"), kind="quiet", aside=True)
    asked.add_button(made_up("close"), answer=False)
    asked.add_button(made_up("look_again"), kind="primary", answer=True)
    picker = Popup("Target")
    picker.setWindowFlags(Qt.WindowType.Widget)
    picker.column.addWidget(SearchField(made_up("find_model")))
    for name, second in (("Kling 3.0", made_up("keeps_18")), ("Kling 4.0", made_up("keeps_17"))):
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

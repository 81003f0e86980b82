"""The filters at the left of the library: ready-made searches, kinds, models, tags, stars and days, with counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any, get_args

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from app.domain.clip import Kind
from app.domain.clip_query import ClipQuery
from app.domain.model import is_drawn_here
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.chips import Chip, ChipRow
from ui.kit.labels import Label
from ui.kit.layout import boxed, column, row
from ui.kit.section import Section
from ui.panels.library.rows import CheckList, DayField, FilterRow
from ui.panels.send.figures import day_words
from ui.panels.takes import Stars
from ui.panels.takes_words import Titles, title_words

SEARCHES = (("all", "library"), ("kept", "kept"), ("week", "late"), ("unrated", "rating"))
"""Ready-made searches: name and sign."""
MARKS = {"kept": ("is:kept",), "unrated": ("is:unrated",)}
KINDS: tuple[Kind, ...] = get_args(Kind)
FEW_MODELS = 4
FEW_TAGS = 12


class Filters(QWidget):
    """The column. `query` is what is chosen, without words; `chosen` tells that a person changed it."""

    chosen = Signal()

    def __init__(self, titles: Titles, today: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = ClipQuery()
        self._titles, self._today = titles, today
        self._makers: Mapping[str, int] = {}
        self._tags: Mapping[str, int] = {}
        self._all_models = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.rows = {name: FilterRow(tr(f"library.filter.{name}"), sign) for name, sign in SEARCHES}
        self._chips: tuple[list[str], tuple[str, ...]] = ([], ())
        self.kinds, self.models = CheckList(), CheckList()
        self.more = Button("", kind="quiet", size="compact")
        self.tags = ChipRow()
        self.stars = Stars()
        self.stars_words = Label("", "small", "text2")
        self.since = DayField(name=tr("library.since"), placeholder=tr("library.any_day"))
        self.until = DayField(name=tr("library.until"), placeholder=tr("library.any_day"))
        self.wrong_day = Label(tr("library.day.wrong"), "small", "error.text", wrap=True)
        self.wrong_day.hide()
        self.setMinimumWidth(150)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        title = Label(tr("library.filters"), "bold")
        title.setContentsMargins(8, 0, 0, 4)
        for each in self.rows.values():
            self._group.addButton(each)
        self._kind = self._section("kind", self.kinds)
        self._model = self._section("model", boxed(column(self.models, row(self.more, None), gap=2)))
        self._tag = self._section("tags", self.tags)
        stars = self._section("rating", boxed(row(self.stars, self.stars_words, None, gap=8)))
        made = self._section("made", self._days())
        for section in (self._tag, made):
            # its height depends on its width, which a section's own policy would not let grow
            section.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        parts = (self._kind, self._model, self._tag, stars, made)
        searches = column(title, *self.rows.values(), gap=2)
        inner = boxed(column(searches, 4, *parts, None, gap=2, margins=(6, 12, 6, 12)), "panel")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        self.setLayout(column(self._area, gap=0))

    def _days(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for line, (name, field) in enumerate((("from", self.since), ("to", self.until))):
            grid.addWidget(Label(tr(f"library.day.{name}"), "small", "text2"), line, 0)
            grid.addWidget(field, line, 1)
            field.judged.connect(self._judge_days)
        grid.addWidget(self.wrong_day, 2, 0, 1, 2)
        return boxed(grid)

    def _section(self, name: str, body: QWidget) -> Section:
        made = Section(tr(f"library.by.{name}"))
        made.set_body(body, indent=8)
        return made

    def _connect(self) -> None:
        for name, each in self.rows.items():
            each.clicked.connect(partial(self._search, name))
        self.more.clicked.connect(self._show_all_models)
        self.kinds.chosen.connect(lambda kinds: self._choose(kinds=kinds))
        self.models.chosen.connect(lambda models: self._choose(models=models))
        self.stars.rated.connect(lambda stars: self._choose(stars=stars))
        self.since.picked.connect(lambda day: self._choose(since=day))
        self.until.picked.connect(lambda day: self._choose(until=day))

    # ------------------------------------------------------------------------------------------------ what is told

    def set_query(self, query: ClipQuery) -> None:
        """Choose without telling. All that are no rehearsals are the other kinds."""
        if "is:take" in query.marks:
            marks = tuple(mark for mark in query.marks if mark != "is:take")
            others = tuple(kind for kind in KINDS if kind != "rehearsal")
            query = replace(query, marks=marks, kinds=query.kinds or others)
        self.query = query.without_words()
        self._show()

    def show_counts(self, counts: Sequence[int], makers: Mapping[str, int], tags: Mapping[str, int]) -> None:
        """How many clips the ready-made searches hold, who made how many, and which tags there are."""
        for each, count in zip(self.rows.values(), counts, strict=True):
            each.set_count(count)
        if (makers, tags) != (self._makers, self._tags):
            self._makers, self._tags = makers, tags
            self._show()

    @property
    def searches(self) -> list[str]:
        """What the ready-made searches ask for, in their order."""
        return [self._ready(name).text for name in self.rows]

    def _judge_days(self) -> None:
        is_wrong = self.since.is_wrong or self.until.is_wrong
        self.wrong_day.setVisible(is_wrong)
        if is_wrong:
            # when it has its place
            QTimer.singleShot(0, self._area, partial(self._area.ensureWidgetVisible, self.wrong_day))

    # ------------------------------------------------------------------------------------------------ what is shown

    def _ready(self, name: str) -> ClipQuery:
        if name == "week":
            today = date.fromisoformat(self._today)
            return ClipQuery(since=(today - timedelta(days=today.weekday())).isoformat())
        return ClipQuery(marks=MARKS.get(name, ()))

    def _show(self) -> None:
        query = self.query
        for name, each in self.rows.items():
            ready = self._ready(name)
            same = query.marks == ready.marks and bool(query.marks)
            each.setChecked(query == ready if name in ("all", "week") else same)
        self._show_kinds()
        self._show_models()
        self._show_tags()
        self.stars.set_rating(query.stars)
        any_stars = tr("library.any_stars")
        self.stars_words.setText(tr("library.stars", n=query.stars) if query.stars else any_stars)
        self.since.set_day(query.since, self._today)
        self.until.set_day(query.until, self._today)

    def _show_kinds(self) -> None:
        counts = dict.fromkeys(KINDS, 0)
        for model, count in self._makers.items():
            counts["rehearsal" if is_drawn_here(model) else "generated" if model else "attached"] += count
        choices = [(kind, tr(f"library.kind.{kind}"), counts[kind]) for kind in KINDS]
        self.kinds.show_choices(choices, self.query.kinds)

    def _show_models(self) -> None:
        models = [model for model in self._makers if model and not is_drawn_here(model)]
        models += [model for model in self.query.models if model not in models]
        few = models if self._all_models else models[:FEW_MODELS]
        few = [*few, *(model for model in self.query.models if model not in few)]
        choices = [(model, title_words(model, self._titles), self._makers.get(model, 0)) for model in few]
        self.models.show_choices(choices, self.query.models)
        left = len(models) - len(few)
        self.more.setText(tr("library.more", n=left))
        self.more.setVisible(left > 0)
        self._model.setVisible(bool(models))

    def _show_tags(self) -> None:
        on = self.query.tags
        shown = [*on, *(tag for tag in self._tags if tag not in on)][: max(FEW_TAGS, len(on))]
        self._tag.setVisible(bool(shown))
        if (shown, on) == self._chips:
            return
        self._chips = (shown, on)
        chips = [Chip(tag, icon="kept" if tag in on else "", outline=tag not in on, clickable=True) for tag in shown]
        for chip in chips:
            chip.clicked.connect(partial(self._toggle_tag, chip.text()))
        self.tags.set_chips(chips)

    # ---------------------------------------------------------------------------------------------------- the hand

    def _choose(self, **fields: Any) -> None:
        self.query = replace(self.query, **fields)
        self._show()
        self.chosen.emit()

    def _search(self, name: str, _: bool = False) -> None:
        """A ready-made search: all clips takes every filter back, the others change only their own."""
        ready = self._ready(name)
        if name == "all":
            self.query = ready
        week = self._ready("week").since
        since = ready.since or ("" if self.query.since == week else self.query.since)
        self._choose(marks=ready.marks, since=since)

    def _toggle_tag(self, tag: str, _: bool = False) -> None:
        tags = self.query.tags
        self._choose(tags=tuple(each for each in tags if each != tag) if tag in tags else (*tags, tag))

    def _show_all_models(self) -> None:
        self._all_models = True
        self._show_models()


def filter_chips(query: ClipQuery, titles: Titles) -> list[tuple[str, ClipQuery]]:
    """What narrows a search, each as words and as the query without it. Marks are seen at their own row."""
    found: list[tuple[str, ClipQuery]] = []
    names: dict[str, Callable[[str], str]] = {
        "kinds": lambda kind: tr(f"library.kind.{kind}"),
        "models": lambda model: title_words(model, titles),
        "tags": str,
    }
    for field, name in names.items():
        values: tuple[str, ...] = getattr(query, field)
        for value in values:
            rest: dict[str, Any] = {field: tuple(each for each in values if each != value)}
            found.append((name(value), replace(query, **rest)))
    if query.stars:
        found.append((tr("library.chip.stars", n=query.stars), replace(query, stars=0)))
    if query.since:
        found.append((tr("library.chip.since", day=day_words(query.since)), replace(query, since="")))
    if query.until:
        found.append((tr("library.chip.until", day=day_words(query.until)), replace(query, until="")))
    return found

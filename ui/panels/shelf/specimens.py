"""A made-up desk and the states of the shelf, its popups and the palette for the gallery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.desk.preset_words import in_words
from app.desk.presets import Imported
from app.desk.snapshot import DraftEntry, Snapshot
from app.domain.draft import Draft
from app.domain.job import Message
from app.domain.model import Model
from app.domain.overlay import cut, for_draft, lay, sorted_parts
from app.domain.preset import Preset, read_preset
from app.domain.template import Field, Template
from app.domain.variables import fill_loosely
from app.resources import resources
from app.strings import tr
from ui.kit.specimen import Specimen
from ui.panels.palette import CommandPalette, Item
from ui.panels.shelf.panel import ShelfPanel
from ui.panels.shelf.popups import TrashPopup, WhyPopup

TEMPLATES = (("sora-story-beats", "beats"), ("kling-camera-path", "path"), ("kling-shot-list", "shots"))
ORDER = (
    *("small-rescue", "slow-push-to-eyes", "heist-in-six", "rooftop-crane-away", "two-truths", "product-half-turn"),
    *("letter-opened", "lighthouse-rise", "late-for-the-train", "street-slide"),
)
PROVIDERS = (
    ("animatic/board", "Animatic", ""),
    ("openai-videos/wan", "Wan 2.2", ""),
    ("openai-videos/ltx", "LTX-2.5", ""),
    ("openai-videos/h3", "MiniMax H3", ""),
    ("kling/kling-3.0", "Kling 3.0", ""),
    ("kling/kling-3.0-omni", "Kling 3.0 Omni", ""),
    ("kling/kling-3.0-turbo", "Kling 3.0 Turbo", ""),
    ("kling/kling-2.6", "Kling 2.6", ""),
    ("fal/kling-4.0", "Kling 4.0", ""),
    ("openai/sora-2", "Sora 2", "2026-09-24"),
    ("openai/sora-2-pro", "Sora 2 Pro", "2026-09-24"),
)


def preset(file: str, *, builtin: bool = True, **fields: object) -> Preset:
    """One of the built-in presets, maybe under another name."""
    found = read_preset((resources() / "presets" / f"{file}.json").read_bytes(), file, builtin=builtin)
    changed: Preset = found.replace(**fields)
    return in_words(changed)


class ShelfDeskOf:
    """A desk that shows what it was given and keeps what it is told in lists."""

    def __init__(self, drafts: list[DraftEntry], presets: list[Preset], draft: Draft | None = None) -> None:
        self._drafts, self._presets = drafts, presets
        self.snapshot = Snapshot(draft=draft)
        self.trashed: list[DraftEntry] = []
        self.problems: list[tuple[str, Message]] = []
        self.older: dict[str, list[Preset]] = {}
        self.counts = {"": 1284, "is:kept": 128, "is:rehearsal": 41}

    def drafts(self) -> list[DraftEntry]:
        """What is on the shelf."""
        return self._drafts

    def trashed_drafts(self) -> list[DraftEntry]:
        """What is in the trash."""
        return self.trashed

    def load_draft(self, draft_id: str) -> Draft:
        """The preset whose name the draft has."""
        found: Draft = preset(draft_id).draft
        return found

    def duplicate_draft(self, draft_id: str) -> Draft:
        """The same."""
        return self.load_draft(draft_id)

    def rename_draft(self, title: str, draft_id: str | None = None) -> None:
        """Another title."""
        self._drafts = [row.replace(title=title) if row.id == draft_id else row for row in self._drafts]

    def trash_draft(self, draft_id: str) -> None:
        """From one list to the other."""
        self.trashed = [row for row in self._drafts if row.id == draft_id] + self.trashed
        self._drafts = [row for row in self._drafts if row.id != draft_id]

    def restore_draft(self, draft_id: str) -> None:
        """And back."""
        self._drafts = [row for row in self.trashed if row.id == draft_id] + self._drafts
        self.trashed = [row for row in self.trashed if row.id != draft_id]

    def count_clips(self, query: str = "") -> int:
        """A made-up count."""
        return self.counts[query]

    def templates(self) -> tuple[Template, ...]:
        """Three forms with their editor only."""
        return tuple(_template(id, kind) for id, kind in TEMPLATES)

    def models(self) -> tuple[Model, ...]:
        """A short catalogue."""
        return tuple(
            Model(id=id, provider=id.partition("/")[0], title=title, dialect="timed", retired=retired,
                  source="", checked_on="2026-11-22")
            for id, title, retired in PROVIDERS
        )  # fmt: skip

    def today(self) -> str:
        """A day after Sora."""
        return "2026-11-24"

    def presets(self) -> list[Preset]:
        """What there is."""
        return self._presets

    def preset_problems(self) -> list[tuple[str, Message]]:
        """The broken ones."""
        return self.problems

    def preset(self, preset_id: str) -> Preset:
        """By its id."""
        return next(each for each in self._presets if each.id == preset_id)

    def new(self, source: str) -> Draft:
        """The preset's draft."""
        return self.preset(source).draft

    def save_preset(
        self, name: str, about: str = "", draft: Draft | None = None, parts: Sequence[str] = (), note: str = ""
    ) -> Preset:
        """The next version of an own one, or a first."""
        same = next((each for each in self._presets if each.name == name and not each.builtin), None)
        kept = draft or self.snapshot.draft or self._presets[0].draft
        version = same.version + 1 if same else 1
        made = Preset(id="own", name=name, about=about, version=version, note=note, draft=kept).replace(parts=parts)
        self._presets = [*self._presets, made]
        return made  # type: ignore[no-any-return]

    def lay_over(
        self,
        draft: Draft,
        preset: Preset,
        parts: Sequence[str] = (),
        values: Mapping[str, str] | None = None,
        *,
        loosely: bool = False,
    ) -> Draft:
        """What the desk does."""
        source, chosen = self.source_of(preset, parts)
        return lay(draft, fill_loosely(source, for_draft(source, draft, values or {})), chosen)

    def source_of(self, preset: Preset, parts: Sequence[str] = ()) -> tuple[Draft, Sequence[str]]:
        """What the desk does."""
        chosen = sorted_parts(parts or preset.parts)
        return cut(preset.draft, chosen), chosen

    def apply_preset(self, preset_id: str, parts: Sequence[str] = (), values: Mapping[str, str] | None = None) -> Draft:
        """The draft with the preset over it."""
        return self.lay_over(self.snapshot.draft or self.preset(preset_id).draft, self.preset(preset_id), parts, values)

    def new_from_preset(self, preset_id: str, values: Mapping[str, str]) -> Draft:
        """The preset's draft."""
        return fill_loosely(self.preset(preset_id).draft, values)

    def preset_versions(self, preset_id: str) -> list[Preset]:
        """The present one, and those it was given before."""
        return [self.preset(preset_id), *self.older.get(preset_id, [])]

    def bring_back(self, preset_id: str, version: int) -> Preset:
        """That version."""
        return next(each for each in self.preset_versions(preset_id) if each.version == version)

    def export_preset(self, preset: Preset, path: Path) -> int:
        """Nothing is written."""
        return 0

    def import_preset(self, path: Path) -> Imported:
        """The first there is."""
        return Imported(self._presets[0], ())

    def rename_preset(self, preset_id: str, name: str) -> Preset:
        """Another name."""
        renamed: Preset = self.preset(preset_id).replace(name=name)
        self._presets = [renamed if each.id == preset_id else each for each in self._presets]
        return renamed

    def delete_preset(self, preset_id: str) -> None:
        """Away."""
        self._presets = [each for each in self._presets if each.id != preset_id]


def _template(id: str, kind: str) -> Template:
    path = "shots" if kind == "shots" else "shots[*].beats" if kind == "beats" else "shots[*].keys"
    field = Field(path=path, kind=kind, depth="sketch", label=kind)  # type: ignore[arg-type]
    return Template(id=id, aim="kling/kling-3.0", sections=({"id": kind, "fields": (field,)},))  # type: ignore[arg-type]


def entry(id: str, title: str, form: str, seconds: float, **more: object) -> DraftEntry:
    """One line of made-up drafts; `id` is a built-in preset, whose picture it has."""
    return DraftEntry(id=id, title=title, form=form, aim="kling/kling-3.0", seconds=seconds, changed="1", **more)  # type: ignore[arg-type]


def some_drafts() -> list[DraftEntry]:
    """As in the mock-ups."""
    return [
        entry("small-rescue", "The last loaf", "sora-story-beats", 8),
        entry("rooftop-crane-away", "Ferry turn", "kling-camera-path", 10),
        entry("two-truths", "Two truths", "sora-story-beats", 12),
        entry("product-half-turn", "Half-turn on the plinth", "kling-camera-path", 6),
        entry("heist-in-six", "The lamp room", "kling-shot-list", 9),
    ]


def odd_drafts() -> list[DraftEntry]:
    """Too long, closed, broken, nameless, of a form that is not here."""
    long = "A very long working title that a person typed on a train and never shortened, second version"
    broken = Message(id="error.file_not_json", args={"name": "night-ferry.draft.json", "line": 12, "column": 3})
    return [
        entry("letter-opened", long, "sora-story-beats", 8),
        entry("late-for-the-train", "Late for the train", "sora-story-beats", 12, aim_retired="2026-09-24"),
        DraftEntry(id="broken", title="night-ferry.draft.json", unreadable=broken),
        entry("street-slide", "", "kling-camera-path", 2.5),
        entry("the-knock", "From elsewhere", "somebody-elses-form", 8),
    ]


def some_presets() -> list[Preset]:
    """Built-in ones and two of one's own."""
    own = [
        preset("small-rescue", builtin=False, id="lamp-rain", name="Lamp and rain", version=4),
        preset("street-slide", builtin=False, id="slow-push", name="Slow push to eyes, softer", version=2),
    ]
    return [*(preset(name) for name in ORDER), *own]


def shelf(drafts: list[DraftEntry], presets: list[Preset], chosen: str = "", broken: str = "") -> ShelfPanel:
    """A shelf over a made-up desk."""
    desk = ShelfDeskOf(drafts, presets)
    desk.problems = [(broken, Message(id="error.file_foreign", args={"name": broken}))] if broken else []
    desk.trashed = [entry("workshop-robot", "Robot, first try", "sora-story-beats", 12)] * (2 if drafts else 0)
    if not drafts:
        desk.counts = dict.fromkeys(desk.counts, 0)
    panel = ShelfPanel(desk)
    panel.refresh(f"draft:{chosen}")
    return panel


def odd() -> ShelfPanel:
    """What is too long, closed, broken or nameless."""
    return shelf(odd_drafts(), some_presets(), "letter-opened", "old.preset.json")


def trash(count: int) -> TrashPopup:
    """The trash with some drafts."""
    popup = TrashPopup()
    popup.setWindowFlags(Qt.WindowType.Widget)
    popup.show_drafts([*odd_drafts(), *some_drafts()][:count])
    return popup


def why() -> WhyPopup:
    """A broken file's reason."""
    broken = odd_drafts()[2]
    popup = WhyPopup(broken.title, broken.unreadable or Message(id="x"))
    popup.setWindowFlags(Qt.WindowType.Widget)
    return popup


def filtered() -> ShelfPanel:
    """What holds a few letters."""
    panel = shelf(some_drafts(), some_presets())
    panel.filter.setText("tr")
    return panel


def commands() -> tuple[Item, ...]:
    """Some of what can be run, and what cannot be just now."""
    shot, file = tr("menu.shot"), tr("menu.file")
    return (
        Item("command", "split", tr("beats.menu.split"), "scissors", shot, "S"),
        Item("command", "rehearse", tr("command.rehearse"), "play", shot, "Ctrl+R"),
        Item("command", "target", tr("command.target"), "up-down", shot, "Ctrl+T"),
        Item("command", "settings", tr("command.settings"), "gear", file, "Ctrl+,"),
        Item("command", "merge", tr("beats.menu.merge"), "scissors", shot, reason=tr("beats.why.none")),
        Item("command", "undo", tr("command.undo"), "undo", tr("menu.edit"), "Ctrl+Z", reason=tr("why_not.undo")),
    )


def palette(query: str) -> CommandPalette:
    """What a few letters find; `split` and `slpit` stand for the command's name in the screen language."""
    name = tr("beats.menu.split")
    query = query.replace("slpit", name[0] + name[2] + name[1] + name[3:5]).replace("split", name[:2])
    draft = name[:3] + "inter" if name.isascii() else name[:2] + "木屑"
    found = [
        Item("draft", "d", draft, "draft", tr("shelf.drafts")),
        Item("preset", "p", "Two truths", "preset", tr("shelf.presets")),
    ]
    window = QWidget()
    popup = CommandPalette()
    popup.setWindowFlags(Qt.WindowType.Widget)
    popup.open_over(window, commands(), lambda query: found)
    popup.field.setText(query)
    return popup


def rail() -> ShelfPanel:
    """The shelf of a narrow window."""
    panel = shelf(some_drafts(), some_presets())
    panel.set_narrow(True)
    return panel


def renaming() -> ShelfPanel:
    """A title being typed."""
    panel = shelf(some_drafts(), some_presets(), "two-truths")
    row = panel.list.current
    if row is not None:
        panel.resize(224, 400)
        QTimer.singleShot(0, panel.list, lambda: panel.list.rename(row))
    return panel


SPECIMENS: list[Specimen] = [
    Specimen("shelf full", lambda: shelf(some_drafts(), some_presets(), "small-rescue"), (224, 668), 900),
    Specimen("shelf odd", odd, (224, 668), 900),
    Specimen("shelf empty", lambda: shelf([], [preset(name) for name in ORDER]), (224, 668), 900),
    Specimen("shelf filtered", filtered, (224, 400), 900),
    Specimen("shelf renaming", renaming, (224, 400), 900),
    Specimen("shelf rail", rail, (48, 400)),
    Specimen("shelf trash", lambda: trash(4)),
    Specimen("shelf trash empty", lambda: trash(0)),
    Specimen("shelf why", why),
    Specimen("palette all", lambda: palette("")),
    Specimen("palette found", lambda: palette("split")),
    Specimen("palette commands", lambda: palette("> split")),
    Specimen("palette nothing", lambda: palette("slpit")),
]

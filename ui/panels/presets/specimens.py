"""The states of the presets' popup, of keeping a draft as one, and of a file that was refused, for the gallery."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.draft import Variable
from app.domain.job import Message
from app.domain.overlay import cut, sorted_parts
from app.domain.variables import make_variable
from ui.kit.specimen import Specimen
from ui.panels.files import RefusedPopup
from ui.panels.presets.popup import PresetsPopup
from ui.panels.presets.save import SavePresetPopup
from ui.panels.shelf.specimens import ShelfDeskOf, preset, some_drafts, some_presets


def presets(chosen: str, over: str = "") -> PresetsPopup:
    """The presets, maybe with a draft open below them."""
    draft = preset(over).draft.replace(id="open", title="The last loaf") if over else None
    return _page(PresetsPopup(ShelfDeskOf(some_drafts(), some_presets(), draft)), chosen)


def parts_over() -> PresetsPopup:
    """A preset of parts with variables, one part left out."""
    story = preset(
        "two-truths", builtin=False, id="own-story", name="Two at a table", about="Who knows what, and when."
    )
    asked = Variable(id="hour", label="Time of day", kind="choice", choices=("dawn", "night"), default="night")
    count = Variable(id="cups", label="Cups", kind="number", default="2")
    words = make_variable(
        make_variable(story.draft, "ferry ticket", Variable(id="card", default="ferry ticket")), "wet", asked
    )
    held = sorted_parts(("beats", "look", "light"))
    carried = cut(words, held)
    kept = story.replace(parts=held, draft=carried.replace(variables=(*carried.variables, count)))
    draft = preset("small-rescue").draft.replace(id="open", title="The last loaf")
    popup = _page(PresetsPopup(ShelfDeskOf([], [kept, *some_presets()], draft)), "own-story")
    popup.detail.overlay.rows["look"].box.click()
    return popup


def versions() -> PresetsPopup:
    """An own preset with a past."""
    now = preset(
        "small-rescue", builtin=False, id="own", name="The last loaf", version=3, created="2026-11-24T12:00:00+00:00"
    )
    shot = now.draft.shots[0]
    longer = (shot.beats[0], shot.beats[1].replace(seconds=3.5), *shot.beats[2:])
    second = now.replace(
        version=2, created="2026-11-21T12:00:00+00:00", note="Longer fall, dusk instead of morning",
        draft=now.draft.replace(
            shots=(shot.replace(beats=longer),), light=now.draft.light.replace(time_of_day="dusk")
        ),
    )  # fmt: skip
    first = now.replace(version=1, created="2026-11-20T12:00:00+00:00", draft=preset("two-truths").draft)
    desk = ShelfDeskOf([], [now, *some_presets()], now.draft)
    desk.older["own"] = [second, first, now.replace(version=0, created="2026-11-19T12:00:00+00:00")]
    popup = _page(PresetsPopup(desk), "own")
    popup.detail.show_versions()
    return popup


def saving_parts() -> SavePresetPopup:
    """Some parts, and words that become variables; one is nowhere."""
    popup = saving("Two at a table")
    popup.parts.way.set_value("parts")
    popup.parts.way.chosen.emit("parts")
    for part in ("beats", "look"):
        popup.parts.boxes[part].click()
    first, second = popup.variables.add_row(), popup.variables.add_row()
    first.words.setText("right hand")
    first.label.setText("Hand")
    first.kind.set_value("choice")
    first.kind.picked.emit("choice")
    first.choices.setText("right hand, left hand")
    second.words.setText("harbour master")
    popup.resize(popup.sizeHint())
    return popup


def refused(count: int = 6) -> RefusedPopup:
    """What was wrong with a file."""
    wrong = [Message(id="presets.fault.unknown_field", args={"place": "draft.shots.0.beats.3.command"})]
    wrong += [Message(id="presets.fault.no_choices", args={"variable": f"variable-{n}"}) for n in range(count - 2)]
    long = {"place": "draft.place.setting", "reason": Message(id="value.string_too_long", args={"n": 20000})}
    wrong.append(Message(id="presets.fault.bad_field", args=long))
    popup = RefusedPopup("from a stranger.preset.json", tuple(wrong))
    popup.setWindowFlags(Qt.WindowType.Widget)
    return popup


def _page(popup: PresetsPopup, chosen: str) -> PresetsPopup:
    popup.setWindowFlags(Qt.WindowType.Widget)
    popup.refresh(chosen)
    return popup


def saving(name: str = "Lamp and rain", over: str = "small-rescue") -> SavePresetPopup:
    """Keeping a draft under a name."""
    draft = preset(over).draft if over else None
    popup = SavePresetPopup(ShelfDeskOf(some_drafts(), some_presets(), draft))
    popup.setWindowFlags(Qt.WindowType.Widget)
    popup.name.setText(name)
    return popup


SPECIMENS: list[Specimen] = [
    Specimen("presets", lambda: presets("two-truths", "small-rescue"), (820, 560), 900),
    Specimen("presets own", lambda: presets("lamp-rain"), (820, 560), 900),
    Specimen("presets parts", parts_over, (820, 560), 900),
    Specimen("presets versions", versions, (820, 560), 900),
    Specimen("presets refused", refused),
    Specimen("presets refused many", lambda: refused(40)),
    Specimen("presets save", saving),
    Specimen("presets save parts", saving_parts),
    Specimen("presets save first", lambda: saving("Small rescue")),
    Specimen("presets save nothing", lambda: saving("", "")),
]

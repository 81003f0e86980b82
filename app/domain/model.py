"""A model: one thing that renders, as a row of data with limits, prices and life-cycle dates."""

from typing import Literal

from app.domain.noun import Field, Noun
from app.domain.wire import Wire

Scalar = str | bool | int | float

DRAWN_HERE = "animatic/"
"""How the ids of models begin that draw on this machine."""


def is_drawn_here(model_id: str) -> bool:
    """Whether what this model makes is a rehearsal: drawn here, free, and counted apart from takes."""
    return model_id.startswith(DRAWN_HERE)


class Lengths(Noun):
    """Clip lengths a model takes: a list, or a range from `least` to `most` in steps of `step` seconds."""

    list: tuple[float, ...] = ()
    least: float = 0.0
    most: float = 0.0
    step: float = 1.0


class ClipLimits(Noun):
    """What a model takes of clips of one sort: as references, or the one that is changed. None is not known."""

    most: int = 1
    """0 where nobody knows how many."""
    needed: bool = False
    """Whether nothing is made without one."""
    seconds_least: float | None = None
    seconds_most: float | None = None
    seconds_together: float | None = None
    """Most seconds of all of them."""
    side_least: int | None = None
    side_most: int | None = None
    pixels_least: int | None = None
    pixels_most: int | None = None
    ratio_least: float | None = None
    ratio_most: float | None = None
    """Width by height."""
    fps_least: float | None = None
    fps_most: float | None = None
    megabytes: int | None = None
    kinds: tuple[str, ...] = ()
    silent: bool = False
    """Whether no new sound is made beside it."""
    keeps_sound: bool = False
    """Whether there is a switch that keeps the clip's own sound."""
    by_address: bool = False
    """Whether it is fetched from an address: there is no place to upload to."""
    shot_list: bool = True
    """Whether a list of shots goes along with it; else several shots go in one text."""
    frames: bool = True
    """Whether a first or last frame goes along with it."""
    pictures: int | None = None
    """Most pictures of the cast beside it."""
    follows: bool = False
    """Whether the clip that is made is as long and of the same shape."""


class Limits(Noun):
    """What a model takes; None and empty mean the row does not know, and then nothing is checked."""

    lengths: Lengths | None = None
    aspects: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    sizes: dict[str, str] = Field(default_factory=dict)
    """Pixels by `<aspect>@<resolution>`, where the model is asked in pixels: `16:9@720p` → `1280x720`."""
    prompt_cap: int | None = None
    prompt_advised: int | None = None
    shots: int | None = None
    """Most shots in one clip; 1 where the model makes one take only."""
    shot_cap: int | None = None
    """Most characters of one shot's text."""
    shot_least: float | None = None
    """Least seconds of a shot."""
    whole_seconds: bool = False
    audio: Literal["switch", "always", "never"] | None = None
    audio_resolutions: tuple[str, ...] = ()
    """The resolutions at which sound is made, where that is not all of them."""
    faces: bool | None = None
    """Whether pictures that show people are taken; some makers refuse them."""
    start_image: bool | None = None
    start_needed: bool | None = None
    """Whether it makes nothing of words alone: a start picture has to go along."""
    end_image: bool | None = None
    elements: int | None = None
    """Most cast references; 0 where it takes none."""
    clips: ClipLimits | None = None
    """Clips as references; None where it takes none or nobody knows, and then none is sent."""
    edits: ClipLimits | None = None
    """A clip to be changed, as the same."""
    clips_together: int | None = None
    """Most clips of both sorts."""
    voices: int | None = None
    seed: bool | None = None
    negative: bool | None = None
    languages: tuple[str, ...] = ()
    """The languages it speaks aloud."""
    prompt_languages: tuple[str, ...] = ()
    """The languages it reads prompts in."""
    words_a_second: float = 3.0
    """Beyond this a voice cannot say a line in its time: our own scale, where a row has none of its own."""


class Price(Noun):
    """Dollars per second for one combination; empty `resolution` or `audio` match all."""

    usd_per_second: float
    resolution: str = ""
    audio: Literal["", "on", "off"] = ""
    video_in: bool = False
    """Whether it is the rate where a clip goes along; any other rate does not hold then."""
    counts_clips: Literal["", "added", "doubled"] = ""
    """Whether the seconds of those clips are billed too; `doubled` where that is at least twice what is made."""


class ModelOption(Noun):
    """A switch only this model has, kept in `options[<model id>]` of the draft."""

    name: str
    kind: Literal["switch", "choice", "number", "text"]
    choices: tuple[str, ...] = ()
    default: Scalar
    least: float | None = None
    most: float | None = None
    step: float = 1.0
    """Of a number: its limits, None where the row does not know, and the step a control takes."""
    worded: bool = False
    """Whether it changes the words, and so is not sent along."""


class Model(Noun):
    """One row. `id` is `provider/name`; dates are ISO days; `retired` is the day it stopped."""

    id: str
    provider: str
    title: str
    maker: str = ""
    dialect: str
    """How it wants to be addressed for one take."""
    shots_dialect: str = ""
    """How it wants to be addressed when the draft has several shots; empty: the same as `dialect`."""
    limits: Limits = Limits.model_construct()
    prices: tuple[Price, ...] = ()
    options: tuple[ModelOption, ...] = ()
    tags: tuple[str, ...] = ()
    released: str = ""
    retired: str = ""
    successor: str = ""
    by_words: str = ""
    """The id of its sibling that begins with no picture, where this one needs one."""
    wire: Wire | None = None
    """Path and names of its own at a provider that has them for each model."""
    kept_hours: float | None = None
    """How long the provider keeps a clip after it is made; None where that is not said."""
    cancel: Literal["", "stops", "asks", "cannot"] = ""
    """What cancelling means there: it stops, it may stop, it only ends our watching; "" where nobody says."""
    refusals_billed: Literal["", "yes", "maybe", "no"] = ""
    """Whether a clip that moderation holds back is billed; "" where nobody says."""
    reference_tag: str = ""
    """How the words point at a picture of the cast where it is sent: `@Element{n}`. `{n}` is the place of the member
    among those with pictures, `{image}` that of its first picture among all; empty: by name alone."""
    clip_tag: str = ""
    """How the words point at a clip where it is sent: `@Video{n}`, counted over all; empty: without a name."""
    source: str
    price_source: str = ""
    checked_on: str

    def is_retired(self, today: str) -> bool:
        """Whether the model is switched off on this ISO day."""
        return bool(self.retired) and self.retired <= today

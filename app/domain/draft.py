"""The draft: Shotwright's one document, of which forms, words, payloads and animatics are views.

Fields stand in the order they are written to file. Values that come from a vocabulary (shot sizes, angles,
purposes, light sources …) are plain text here: a draft holds whatever a person can type, and what a model
cannot take is a finding. Only what the structure needs is a closed choice.
"""

from typing import Annotated, Literal

from app.domain.kinds import Bounds
from app.domain.noun import Field, Noun

SCHEMA = "draft/1"
"""The schema written to file; older ones are upgraded by `app.domain.upgrade`, newer ones refused."""

Id = Annotated[str, Bounds(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
"""A stable id of a list item: lower case, digits, `-` and `_`, at most 40 characters."""
Asset = Annotated[str, Bounds(pattern=r"^sha256:[0-9a-f]{64}$")]
"""A picture or clip by its content; the file lies under the home."""
Text = Annotated[str, Bounds(max_length=20_000)]
Seconds = Annotated[float, Bounds(ge=0, le=600, allow_inf_nan=False)]
Axis = Annotated[float, Bounds(ge=-100, le=100, allow_inf_nan=False)]
Option = str | bool | int | float | None

Side = Literal["left", "centre", "right"]
Depth = Literal["near", "mid", "far"]
CutIn = Literal["cut", "dissolve", "fade"]
Ease = Literal["constant", "in", "out", "in_out", "hold", "snap"]
Lock = Literal["none", "follow", "look_at"]
LinkType = Literal["opens", "then", "because", "therefore", "but", "meanwhile", "same_moment", "until"]
LineAt = Literal["start", "mid", "end", "after_action"]
Sync = Literal["on_action", "under", "after"]
ClipRole = Literal["motion", "camera", "look", "edit"]
"""What a clip that goes along is for: how all moves, how the camera does, how it looks, or the clip to be changed."""
SoundKind = Literal["sfx", "ambience", "silence", "music"]
Language = Literal["en", "zh"]
"""The languages the program writes prompts in: each has its own grammar in `app.prompting`."""


class At(Noun):
    """Where something stands in the set; the animatic draws from it."""

    side: Side = "centre"
    depth: Depth = "mid"


class Frame(Noun):
    """The frame of the picture and whether it has sound."""

    aspect: Text = "16:9"
    resolution: Text = "720p"
    audio: Literal["on", "off"] = "on"
    seed: int | None = None


class Look(Noun):
    """How the picture is made to look, whatever happens in it."""

    style_line: Text = ""
    medium: Text = ""
    era: Text = ""
    texture: tuple[Text, ...] = ()
    palette: tuple[Text, ...] = ()
    mood: Text = ""
    lens: Text = ""
    depth_of_field: Text = ""


class KeyLight(Noun):
    """The light that shapes the picture."""

    source: Text = ""
    side: Text = ""
    height: Text = ""
    quality: Text = ""
    colour: Text = ""


class Light(Noun):
    """The lighting recipe of the whole draft."""

    key: KeyLight = KeyLight.model_construct()
    fill: Text = ""
    rim: Text = ""
    practicals: tuple[Text, ...] = ()
    time_of_day: Text = ""
    weather: Text = ""


class Prop(Noun):
    """A thing in the set, referred to in text as `{prop:id}`."""

    id: Id
    label: Text = ""
    description: Text = ""
    at: At | None = None
    state: Text = ""


class Place(Noun):
    """The set and what stands in it."""

    setting: Text = ""
    foreground: Text = ""
    midground: Text = ""
    background: Text = ""
    props: tuple[Prop, ...] = ()


class Voice(Noun):
    """How a member of the cast sounds."""

    timbre: Text = ""
    accent: Text = ""
    language: Text = ""
    delivery: Text = ""


class Reference(Noun):
    """A picture that shows a member of the cast, and what of it counts."""

    id: Id
    asset: Asset
    role: Text = ""
    ignore: Text = ""


class CastMember(Noun):
    """Someone or something that acts, referred to in text as `{cast:id}`. Identity is written once."""

    id: Id
    label: Text = ""
    kind: Literal["human", "animal", "object"] = "human"
    identity: tuple[Text, ...] = ()
    wardrobe: Text = ""
    voice: Voice = Voice.model_construct()
    at: At | None = None
    refs: tuple[Reference, ...] = ()


class Framing(Noun):
    """Where the viewer stands at a key: size and angle by vocabulary id, target a cast or prop token or words."""

    size: Text = ""
    angle: Text = ""
    target: Text = ""


class Axes(Noun):
    """Cumulative camera travel since the first key of the shot, in intent units (usually -10 … +10).

    Signs in film sense: truck + right, pedestal + up, dolly + forward, pan + turns right, tilt + looks up,
    roll + clockwise, zoom + tighter. Ten units are as far as the move usually goes.
    """

    truck: Axis = 0.0
    pedestal: Axis = 0.0
    dolly: Axis = 0.0
    pan: Axis = 0.0
    tilt: Axis = 0.0
    roll: Axis = 0.0
    zoom: Axis = 0.0


AXES: tuple[str, ...] = tuple(Axes.model_fields)
"""The seven axis names in their lane order."""


class Key(Noun):
    """A key of the camera path: `t` seconds from the start of its shot. Ease and lock rule until the next key."""

    id: Id
    t: Seconds = 0.0
    framing: Framing = Framing.model_construct()
    axes: Axes = Axes.model_construct()
    focus: Text = ""
    hold: Seconds = 0.0
    ease: Ease = "in_out"
    lock: Lock = "none"
    reveal: Text = ""


class Link(Noun):
    """How a beat follows from another, and what we see pass the cause on."""

    type: LinkType = "then"
    to: str = ""
    evidence: Text = ""


class Line(Noun):
    """One spoken line."""

    id: Id
    speaker: Text = ""
    delivery: Text = ""
    text: Text = ""
    language: Text = ""
    on_screen: bool = True
    at: LineAt = "start"


class SoundCue(Noun):
    """One sound of a beat."""

    id: Id
    kind: SoundKind = "sfx"
    text: Text = ""
    sync: Sync = "on_action"


class Beat(Noun):
    """One timed step of the story inside a shot."""

    id: Id
    seconds: Seconds = 2.0
    purpose: Text = ""
    subject: Text = ""
    action: Text = ""
    touches: Text = ""
    moves_to: Text = ""
    ends_as: Text = ""
    link: Link = Link.model_construct()
    feeling_shown: Text = ""
    lines: tuple[Line, ...] = ()
    sounds: tuple[SoundCue, ...] = ()
    facing: Text = ""
    eyeline: Text = ""
    weight: Literal["normal", "key"] = "normal"


class Shot(Noun):
    """One uncut stretch. Owns its seconds; starts are derived. Its first key is its framing."""

    id: Id
    seconds: Seconds = 5.0
    support: Text = ""
    shake: Annotated[int, Bounds(ge=0, le=3)] = 0
    purpose: Text = ""
    cut_in: CutIn = "cut"
    light_override: Text = ""
    lens: Text = ""
    keys: tuple[Key, ...] = ()
    beats: tuple[Beat, ...] = ()


class Sound(Noun):
    """The sound of the whole draft."""

    ambience: tuple[Text, ...] = ()
    effects: tuple[Text, ...] = ()
    music: Text = ""
    language: Text = ""


class Ends(Noun):
    """Given first and last frame, and the last picture in words."""

    start_image: Asset | None = None
    end_image: Asset | None = None
    final_picture: Text = ""


class Footage(Noun):
    """What is inside a clip, read off its content when it was kept; 0 and "" where nobody has looked."""

    seconds: Seconds = 0.0
    width: int = 0
    height: int = 0
    fps: float = 0.0
    size: int = 0
    """Of the file, in bytes."""
    kind: str = ""
    """Its container, as files are called after it: `mp4`, `mov`, `webm`, `mkv`."""
    sound: bool = False


class ReferenceClip(Noun):
    """A clip that goes along, what it is for, and what of it does not count."""

    id: Id
    asset: Asset
    role: ClipRole = "motion"
    ignore: Text = ""
    keep_sound: bool = False
    """Whether its own sound is kept instead of a new one, where a model has a switch for that."""
    address: Text = ""
    """Where a provider without a place to upload can fetch the same clip."""
    footage: Footage = Footage.model_construct()


class Continues(Noun):
    """The take this draft goes on from."""

    take: str
    how: Literal["last_frame", "extend", "edit"] = "last_frame"


class Variable(Noun):
    """A `{name}` to be filled when a preset is applied."""

    id: Id
    label: Text = ""
    kind: Literal["text", "number", "choice"] = "text"
    choices: tuple[Text, ...] = ()
    default: Text = ""


class Draft(Noun):
    """The authoring of one clip: neutral, frozen, versioned."""

    schema_id: Literal["draft/1"] = Field(default="draft/1", alias="schema")
    id: Id
    title: Text = ""
    note: Text = ""
    form: str
    aim: str
    options: dict[str, dict[str, Option]] = Field(default_factory=dict)
    frame: Frame = Frame.model_construct()
    look: Look = Look.model_construct()
    light: Light = Light.model_construct()
    place: Place = Place.model_construct()
    cast: tuple[CastMember, ...] = ()
    shots: tuple[Shot, ...] = ()
    sound: Sound = Sound.model_construct()
    ends: Ends = Ends.model_construct()
    clips: tuple[ReferenceClip, ...] = ()
    continues: Continues | None = None
    avoid: tuple[Text, ...] = ()
    locks: tuple[Text, ...] = ()
    variables: tuple[Variable, ...] = ()
    language: Language = "en"
    """In which language the prompt is written, whatever the screen speaks. What a person typed stays as it is."""
    notes: dict[str, Text] = Field(default_factory=dict)
    """What an author says of a text in a language of their own, by the path of the text. Never sent, never worded."""

    @property
    def seconds(self) -> float:
        """Length of the whole draft: the sum of its shots."""
        return round(sum([shot.seconds for shot in self.shots]), 6)

    def shot_start(self, shot_id: str) -> float:
        """Seconds from the start of the draft to the start of this shot. KeyError if there is none."""
        start = 0.0
        for shot in self.shots:
            if shot.id == shot_id:
                return round(start, 6)
            start += shot.seconds
        raise KeyError(shot_id)

    def cast_member(self, cast_id: str) -> CastMember | None:
        """The member of the cast with this id, or None."""
        return next((member for member in self.cast if member.id == cast_id), None)

    def prop(self, prop_id: str) -> Prop | None:
        """The prop with this id, or None."""
        return next((prop for prop in self.place.props if prop.id == prop_id), None)

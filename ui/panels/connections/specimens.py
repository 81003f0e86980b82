"""Made-up connections for the gallery: none, new, tried, refused, waiting, several servers, asked whether to go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.domain.connection import Connection, Endpoint, ServerState
from app.domain.errors import Fault
from app.domain.job import Message
from app.domain.model import Model
from app.domain.request import Estimate
from ui.kit.fonts import scaled
from ui.kit.layout import set_surface
from ui.kit.specimen import Specimen
from ui.panels.connections.panel import ConnectionsPanel
from ui.panels.connections.words import TESTING, Found
from ui.panels.send.sheet import PriceSheet
from ui.panels.send.specimens import SendDeskMade, snapshot
from ui.panels.specimen_words import KLING


class SpecOf(NamedTuple):
    """A provider as it says of itself."""

    id: str
    title_id: str
    parallelism: int = 1
    key: str = "needed"
    key_page: str = ""
    address: str = ""
    addresses: tuple[tuple[str, str], ...] = ()
    own_address: bool = False
    kinds: tuple[str, ...] = ()
    servers: bool = False


class AccountOf(NamedTuple):
    """What a check found."""

    good: bool = True
    message: Message | None = None
    usd_left: float | None = None
    kind: str = ""


class DefaultsOf(NamedTuple):
    """The part of the settings that says where takes go."""

    default_connections: dict[str, str]


SERVER = SpecOf("openai-videos", "provider.openai_videos", key="optional", own_address=True,
                kinds=("vllm-omni", "sglang", "litellm"), servers=True)  # fmt: skip
KLING_SPEC = SpecOf("kling", "send.provider.kling", parallelism=3, key_page="https://kling.ai/dev/api-key",
                    address="https://api-singapore.klingai.com", own_address=True,
                    addresses=(("https://api-singapore.klingai.com", "provider.kling_singapore"),
                               ("https://api-beijing.klingai.com", "provider.kling_beijing")))  # fmt: skip
FAL_SPEC = SpecOf("fal", "send.provider.fal", key_page="https://fal.ai/dashboard/keys", address="https://queue.fal.run")
ANIMATIC = Connection(id="animatic", provider="animatic")
RACK = Connection(
    id="rack", provider="openai-videos", address="http://rack-1:8091/v1", parallelism=2, kind="vllm-omni",
    others=(Endpoint(address="http://rack-2:8091/v1", parallelism=2),),
)  # fmt: skip
STUDIO = Connection(id="studio-key", provider="kling", address=KLING_SPEC.address, key_ref="keyring:studio-key")
BOX = Connection(id="box", provider="openai-videos", address="http://127.0.0.1:8091/v1")
RACK_SAYS = Message(id="message.server_found", args={"kind": "vLLM-Omni", "n": 2, "models": "Wan 3.0"})
FOUND: dict[str, Found] = {
    "rack": AccountOf(message=RACK_SAYS),
    "studio-key": AccountOf(usd_left=12.4),
    "box": Fault("unreachable", host="127.0.0.1"),
}  # fmt: skip


class ConnectionsDeskOf:
    """A desk that has some connections, and remembers what it was told to do."""

    def __init__(self, *connections: Connection, drafted: bool = True) -> None:
        self._connections = (ANIMATIC, *connections)
        self.snapshot: Snapshot = snapshot() if drafted else NOTHING_OPEN
        self.settings = DefaultsOf({"kling": "studio-key"})
        self.said: list[tuple[object, ...]] = []

    def providers(self) -> tuple[SpecOf, ...]:
        """Four."""
        return (SpecOf("animatic", "connections.animatic", key="none"), SERVER, KLING_SPEC, FAL_SPEC)

    def connections(self) -> tuple[Connection, ...]:
        """Those it was given."""
        return self._connections

    def models(self) -> tuple[Model, ...]:
        """One."""
        return (KLING,)

    def prefer_connection(self, name: str, model_id: str = "") -> None:
        """Remember it."""
        self.said.append(("prefer", name, model_id))

    def connect_soon(self, connection: Connection, key: str, place: str, hear: Callable[[Any], object]) -> None:
        """Remember it, and never answer."""
        self.said.append(("connect", connection, place))

    def check_connection_soon(self, name: str, hear: Callable[[Any], object]) -> None:
        """Remember it, and never answer."""
        self.said.append(("check", name))

    def server_states(self, name: str) -> tuple[ServerState, ...]:
        """The rack's: one with work, one that is silent."""
        if name != "rack":
            return ()
        one, two = (end.address for end in RACK.ends())
        return ServerState(address=one, jobs=4, answers=True), ServerState(address=two, answers=False, seconds=38.0)

    def disconnect_soon(self, name: str) -> None:
        """Remember it."""
        self.said.append(("disconnect", name))

    def served_models_soon(self, name: str, hear: Callable[[list[str]], object]) -> None:
        """Two."""
        hear(["Wan-AI/Wan2.2-TI2V-5B-Diffusers", "MiniMaxAI/MiniMax-H3"])

    def add_model_soon(self, name: str, connection: str, hear: Callable[[Any], object]) -> None:
        """Remember it, and never answer."""
        self.said.append(("add", name, connection))

    def key_store_soon(self, hear: Callable[[str], object]) -> None:
        """As on a Linux desktop."""
        hear("Secret Service")

    def key_is_here(self, connection: Connection) -> bool:
        """All but those that were kept for a run."""
        return not connection.key_ref.startswith("session:")

    def key_hosts(self, connection: Connection) -> tuple[str, ...]:
        """The host of each address."""
        return tuple(end.address.split("/")[2] for end in connection.ends() if end.address.count("/") >= 2)

    def guide(self, page: str) -> str:
        """A little of it."""
        return "# A server of your own\n\nAny server of `/v1/videos`.\n\n```\nvllm serve model --omni\n```\n"


def panel(
    *connections: Connection, act: Callable[[ConnectionsPanel], object] | None = None, **how: bool
) -> ConnectionsPanel:
    """The panel over a made-up desk."""
    made = ConnectionsPanel(ConnectionsDeskOf(*connections, **how), dict(FOUND))
    set_surface(made, "panel")
    if act is not None:
        act(made)
    return made


def _served(made: ConnectionsPanel) -> None:
    made.choose("rack")
    made._heard_models("rack", ["Wan-AI/Wan2.2-TI2V-5B-Diffusers", "MiniMaxAI/MiniMax-H3"])


def _waits(made: ConnectionsPanel) -> None:
    made.found["box"] = TESTING
    made.refresh()
    made.choose("box")


def _wrong_key(made: ConnectionsPanel) -> None:
    made.found["studio-key"] = Fault("kling_key", host="api-singapore.klingai.com", said="")
    made.refresh()
    made.choose("studio-key")


def _asks(made: ConnectionsPanel) -> None:
    made.choose("rack")
    made.remove.click()


def _from_variable(made: ConnectionsPanel) -> None:
    made.begin("kling")
    made.page.key.place.set_value("env")
    made.page.key._choose("env")


KEPT_BRIEFLY = Message(id="quote.kept_briefly", args={"minutes": 60})


def sheet(over: Fault | None = None, **quoted: Any) -> PriceSheet:
    """The sheet before a take goes out."""
    made = PriceSheet()
    set_surface(made, "panel")
    desk = SendDeskMade()
    quote = desk.quoted._replace(**quoted)
    made.ask(quote, desk.settings.cap_day, [desk.connection(name) for name in ("studio", "spare")], over)
    return made


SIZE = (scaled(860), scaled(560))
FOOT = (332, 0)
SMALL = (scaled(720), scaled(460))
EVERY = (STUDIO, RACK, BOX)
SPECIMENS: list[Specimen] = [
    Specimen("connections none", panel, SIZE),
    Specimen("connections none small", panel, SMALL),
    Specimen("connections new server", lambda: panel(*EVERY, act=lambda made: made.begin("openai-videos")), SIZE),
    Specimen("connections new kling", lambda: panel(*EVERY, act=lambda made: made.begin("kling")), SIZE),
    Specimen("connections variable", lambda: panel(*EVERY, act=_from_variable), SIZE),
    Specimen("connections works", lambda: panel(*EVERY), SIZE),
    Specimen("connections servers", lambda: panel(*EVERY, act=_served), SIZE),
    Specimen("connections servers small", lambda: panel(*EVERY, act=_served), SMALL),
    Specimen("connections no draft", lambda: panel(*EVERY, act=_served, drafted=False), SIZE),
    Specimen("connections unreachable", lambda: panel(*EVERY, act=lambda made: made.choose("box")), SIZE),
    Specimen("connections wrong key", lambda: panel(*EVERY, act=_wrong_key), SIZE),
    Specimen("connections testing", lambda: panel(*EVERY, act=_waits), SIZE),
    Specimen("connections remove", lambda: panel(*EVERY, act=_asks), SIZE),
    Specimen("connections animatic", lambda: panel(*EVERY, act=lambda made: made.choose("animatic")), SIZE),
    Specimen("sheet price unknown", sheet, FOOT),
    Specimen("sheet kept briefly", lambda: sheet(warnings=(KEPT_BRIEFLY,), estimate=Estimate(usd=1.34)), FOOT),
    Specimen("sheet choose", lambda: sheet(connection=None, warnings=()), FOOT),
    Specimen("sheet over", lambda: sheet(Fault("over_cap", usd="4.20", cap="2.00"), warnings=()), FOOT),
    Specimen("connections guide", lambda: panel(act=lambda made: made.show_guide()), SIZE),
]

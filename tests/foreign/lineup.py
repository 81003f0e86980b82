"""Which foreign servers are tried, how each is put up, and what is known of it beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.foreign.places import LITELLM, SGLANG, VLLM_OMNI, Package, python_with
from tests.foreign.served import Jobs, Served, free_port, own_module, serving
from tests.foreign.trials import KEY, SECONDS, Result, Target, try_all, try_h3

WAN = "Wan-AI/Wan2.2-TI2V-5B-Diffusers"
H3 = "MiniMaxAI/MiniMax-H3"
UPSTREAM = "made-up-key-of-what-is-behind"
UNKNOWN = "made-up/no-such-model"
SHAPED = (("aspect_ratio", "16:9"), ("duration", SECONDS))
"""What of MiniMax H3's form vLLM-Omni hands on."""


def vllm_omni(places: Path, folder: Path) -> list[Result]:
    """Its HTTP layer with a key, one model each."""
    python = python_with(VLLM_OMNI, places)
    wan = own_module(python, "omni", folder / "wan", WAN, "WanPipeline", KEY)
    h3 = own_module(python, "omni", folder / "h3", H3, "MiniMaxH3Pipeline", KEY)
    with serving(wan, h3):
        plain = _target(
            VLLM_OMNI, "vLLM-Omni", wan, WAN, "vllm-omni", stops=True, lists=True, refuses=(UNKNOWN, UNKNOWN)
        )
        other = _target(VLLM_OMNI, "vLLM-Omni, H3", h3, H3, "vllm-omni", stops=True, arrives=SHAPED)
        return try_all(plain, folder / "plain") + try_h3(other, folder / "other")


def sglang(places: Path, folder: Path) -> list[Result]:
    """Its HTTP layer, which asks for no key and makes its own model whatever it is asked for."""
    python = python_with(SGLANG, places)
    wan = own_module(python, "diffusion", folder / "wan", WAN)
    h3 = own_module(python, "diffusion", folder / "h3", H3)
    with serving(wan, h3):
        plain = _target(SGLANG, "SGLang Diffusion", wan, WAN, "sglang", locked=False)
        other = _target(
            SGLANG, "SGLang Diffusion, H3", h3, H3, "sglang", locked=False, refuses=(WAN, "task is required"),
            arrives=(("width", 1344), ("height", 768), ("num_frames", 24 * SECONDS)),
        )  # fmt: skip
        return try_all(plain, folder / "plain") + try_h3(other, folder / "other")


def litellm(places: Path, folder: Path) -> list[Result]:
    """The whole proxy, in front of two of the HTTP layer of vLLM-Omni."""
    python = python_with(VLLM_OMNI, places)
    wan = own_module(python, "omni", folder / "wan", WAN, "WanPipeline", UPSTREAM)
    h3 = own_module(python, "omni", folder / "h3", H3, "MiniMaxH3Pipeline", UPSTREAM)
    front = proxy(places, folder / "proxy", [Behind(WAN, wan.base), Behind(H3, h3.base)])
    with serving(wan, h3, front):
        name = "LiteLLM before vLLM-Omni"
        plain = _target(LITELLM, name, front, WAN, "litellm", jobs=wan, forgets=False, refuses=(UNKNOWN, UNKNOWN))
        other = _target(LITELLM, f"{name}, H3", front, H3, "litellm", jobs=h3, arrives=SHAPED)
        return try_all(plain, folder / "plain") + try_h3(other, folder / "other", clips=False)


def _target(
    package: Package, server: str, front: Served, served: str, kind: str, jobs: Served | None = None, **more: Any
) -> Target:
    ledger = Jobs((jobs or front).folder)
    model = f"openai-videos/{served}"
    return Target(server, package.version, front, ledger, kind, served, model, **{"stops": False, **more})


class Behind(NamedTuple):
    """A server that the proxy asks."""

    model: str
    base: str


def proxy(places: Path, folder: Path, behind: Sequence[Behind]) -> Served:
    """LiteLLM's proxy as its own command runs it."""
    python = python_with(LITELLM, places)
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "config.yaml"
    models = "".join(
        f"  - model_name: {each.model}\n    litellm_params:\n      model: hosted_vllm/{each.model}\n"
        f"      api_base: {each.base}\n      api_key: {UPSTREAM}\n"
        for each in behind
    )
    settings = f"litellm_settings:\n  telemetry: false\ngeneral_settings:\n  master_key: {KEY}\n"
    config.write_text(f"model_list:\n{models}{settings}")
    port = free_port()
    command = [str(python.with_name("litellm")), "--config", str(config), "--host", "127.0.0.1", "--port", str(port)]
    # without it the prices of all models are fetched from outside
    return Served(command, folder, port, {"LITELLM_LOCAL_MODEL_COST_MAP": "True"})


LINEUP: dict[str, Callable[[Path, Path], list[Result]]] = {
    "vllm-omni": vllm_omni,
    "sglang": sglang,
    "litellm": litellm,
}

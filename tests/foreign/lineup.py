"""Which foreign servers are tried, how each is put up, and what is known of it beforehand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.foreign.places import LITELLM, SGLANG, VLLM_OMNI, python_with
from tests.foreign.served import Jobs, Served, free_port, own_module, serving
from tests.foreign.trials import KEY, Result, Target, try_all

WAN = "Wan-AI/Wan2.2-TI2V-5B-Diffusers"


def vllm_omni(places: Path, folder: Path) -> list[Result]:
    """Its HTTP layer with a key, one model."""
    server = own_module(python_with(VLLM_OMNI, places), "omni", folder / "server", WAN, "WanPipeline", KEY)
    with serving(server):
        target = Target(
            "vLLM-Omni", VLLM_OMNI.version, server, Jobs(server.folder), "vllm-omni", WAN, f"openai-videos/{WAN}",
            stops=True,
        )  # fmt: skip
        return try_all(target, folder)


def sglang(places: Path, folder: Path) -> list[Result]:
    """Its HTTP layer, which asks for no key."""
    server = own_module(python_with(SGLANG, places), "diffusion", folder / "server", WAN)
    with serving(server):
        target = Target(
            "SGLang Diffusion", SGLANG.version, server, Jobs(server.folder), "sglang", WAN, f"openai-videos/{WAN}",
            stops=False, locked=False,
        )  # fmt: skip
        return try_all(target, folder)


def litellm(places: Path, folder: Path) -> list[Result]:
    """The whole proxy, in front of the HTTP layer of vLLM-Omni."""
    behind = own_module(python_with(VLLM_OMNI, places), "omni", folder / "behind", WAN, "WanPipeline", "upstream")
    front = proxy(places, folder / "proxy", f"hosted_vllm/{WAN}", behind.base, "upstream")
    with serving(behind, front):
        target = Target(
            "LiteLLM before vLLM-Omni", LITELLM.version, front, Jobs(behind.folder), "litellm", WAN,
            f"openai-videos/{WAN}", stops=False, forgets=False,
        )  # fmt: skip
        return try_all(target, folder)


def proxy(places: Path, folder: Path, model: str, base: str, key: str) -> Served:
    """LiteLLM's proxy as its own command runs it, with one model behind it."""
    python = python_with(LITELLM, places)
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "config.yaml"
    config.write_text(
        f"model_list:\n  - model_name: {WAN}\n    litellm_params:\n      model: {model}\n      api_base: {base}\n"
        f"      api_key: {key}\nlitellm_settings:\n  telemetry: false\ngeneral_settings:\n  master_key: {KEY}\n"
    )
    port = free_port()
    command = [str(python.with_name("litellm")), "--config", str(config), "--host", "127.0.0.1", "--port", str(port)]
    # without it the prices of all models are fetched from outside
    return Served(command, folder, port, {"LITELLM_LOCAL_MODEL_COST_MAP": "True"})


LINEUP: dict[str, Callable[[Path, Path], list[Result]]] = {
    "vllm-omni": vllm_omni,
    "sglang": sglang,
    "litellm": litellm,
}

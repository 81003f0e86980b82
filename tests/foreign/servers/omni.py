"""Serves vLLM-Omni's own HTTP layer, with vLLM's own application, errors and keys, over the stub engine.

python -m tests.foreign.servers.omni FOLDER PORT MODEL PIPELINE [KEY]
"""

from __future__ import annotations

import os
import sys
import uuid
from argparse import Namespace
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.foreign.servers.engine import Engine, digest_file
from tests.foreign.servers.hollow import load, stand_in_for

MISSING = ("torch", "torchvision", "torchaudio", "transformers", "diffusers", "triton", "soundfile")
SERVE = "vllm.entrypoints.serve"
KEPT = (
    "vllm.exceptions",
    "vllm.v1.engine.exceptions",
    "vllm.entrypoints.launchers.app",
    "vllm.entrypoints.openai.models.protocol",
    *(SERVE, f"{SERVE}.engine.protocol", f"{SERVE}.exception_handling.*", f"{SERVE}.middleware.*"),
    "vllm_omni.entrypoints.openai.*",
    "vllm_omni.entrypoints.serve.utils.*",
    "vllm_omni.config.server_settings",
    "vllm_omni.diffusion.model_metadata",
    "vllm_omni.diffusion.models.interface",
    "vllm_omni.diffusion.utils.media_utils",
    "vllm_omni.errors",
    "vllm_omni.inputs.data",
    "vllm_omni.model_extras.*",
    "vllm_omni.outputs.output_metadata",
)
"""What of both packages answers over HTTP; the rest of them is the engine."""


class Words(dict[str, Any]):
    """What their typed dictionaries are made over."""

    def __init_subclass__(cls, **named: Any) -> None:
        pass


class Client:
    """What the video handler asks of its engine."""

    default_sampling_params_list: tuple[Any, ...] = ()

    def __init__(self, engine: Engine, pipeline: str) -> None:
        self.engine = engine
        self.od_config = SimpleNamespace(model_class_name=pipeline, model=None, revision=None)
        stage = {"stage_type": "diffusion", "final_output": True, "final_output_type": "video"}
        self.stage_configs = [{**stage, "engine_args": {"model_class_name": pipeline}}]

    async def generate(self, prompt: Any, request_id: str, sampling_params_list: Any) -> AsyncIterator[Any]:
        """One film, as pipelines give it that encode by themselves."""
        asked = sampling_params_list[0] if sampling_params_list else None
        given = prompt.get("multi_modal_data", {})
        names = ("width", "height", "num_frames", "seed", "extra_args")
        number = self.engine.take(
            job=request_id,
            prompt=prompt["prompt"],
            negative_prompt=prompt.get("negative_prompt"),
            pictures=[_seen(each) for each in _listed(given.get("image"))],
            clips=[digest_file(each) for each in _listed(given.get("video"))],
            **{name: getattr(asked, name, None) for name in names},
        )
        yield SimpleNamespace(custom_output={"diffusion_request_lifecycle": "started"})
        film = await self.engine.film(number)
        yield SimpleNamespace(images=[], multimodal_output={"video": [film]})

    async def abort(self, request_id: str, **named: Any) -> None:
        """Write down that this was asked."""
        self.engine.stopped(request_id)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _seen(picture: Any) -> dict[str, Any]:
    return {"size": list(picture.size), "colour": list(picture.convert("RGB").getpixel((0, 0)))}


def serve(folder: Path, port: int, model: str, pipeline: str, key: str) -> None:
    """Until the process is ended."""
    os.environ["VLLM_OMNI_SERVER_STORAGE__PATH"] = str(folder / "stored")
    stand_in_for("vllm", "vllm_omni", *MISSING, kept=KEPT)
    # what the HTTP layer takes from the engine besides its work
    load("vllm.inputs").TextPrompt = Words
    load("vllm_omni.entrypoints.async_omni").ABORT_TIMEOUT_S = 5.0
    load("vllm.utils").random_uuid = lambda: uuid.uuid4().hex
    load("vllm.entrypoints.launchers.utils.server_utils").lifespan = None
    load("vllm_omni.diffusion.data").is_diffusion_request_started_output = _has_begun
    load("vllm_omni.diffusion.registry").DiffusionModelRegistry._try_load_model_cls = lambda name: None
    api = load("vllm_omni.entrypoints.openai.api_server")
    every: dict[str, Any] = {f"allowed_{name}": ["*"] for name in ("origins", "methods", "headers")}
    args = Namespace(
        **every, allow_credentials=False, api_key=[key] if key else None, disable_fastapi_docs=True,
        enable_request_id_headers=False, log_error_stack=False, middleware=[], root_path="",
    )  # fmt: skip
    app = load("vllm.entrypoints.launchers.app").build_app(args, ())
    app.include_router(api.router)
    api._register_omni_exception_handlers(app)
    client = Client(Engine(folder), pipeline)
    path = load("vllm.entrypoints.openai.models.protocol").BaseModelPath(name=model, model_path=model)
    serving = load("vllm_omni.entrypoints.openai.models.serving")
    app.state.api_server_count = 1
    app.state.engine_client = client
    app.state.stage_configs = client.stage_configs
    app.state.openai_serving_models = serving._DiffusionServingModels([path])
    app.state.openai_serving_video = api.OmniOpenAIServingVideo.for_diffusion(client, model, client.stage_configs)
    load("uvicorn").run(app, host="127.0.0.1", port=port, log_level="info")


def _has_begun(output: Any) -> bool:
    return bool(getattr(output, "custom_output", None))


if __name__ == "__main__":
    _, place, number, *names = sys.argv
    serve(Path(place), int(number), names[0], names[1], names[2] if len(names) > 2 else "")

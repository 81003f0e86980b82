"""Serves SGLang Diffusion's own HTTP layer over the stub engine.

python -m tests.foreign.servers.diffusion FOLDER PORT MODEL
"""

from __future__ import annotations

import base64
import dataclasses
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.foreign.servers.engine import Engine, digest, digest_file
from tests.foreign.servers.hollow import LACKING, load, stand_in_for

GEN = "sglang.multimodal_gen"
MISSING = (
    *("torch", "torchvision", "torchaudio", "transformers", "diffusers", "triton", "safetensors", "einops"),
    *("IPython", "addict", "huggingface_hub", "cache_dit"),
)
ENGINE = (
    *("sglang.kernels", "sglang.srt.layers", "sglang.srt.managers", "sglang.srt.configs"),
    "sglang.srt.utils.hf_transformers_patches",
    *(f"{GEN}.runtime.loader", f"{GEN}.runtime.pipelines"),
    *(f"{GEN}.runtime.pipelines_core.{name}" for name in ("stages", "composed_pipeline_base")),
)
"""Parts of SGLang that only run models."""
H3 = f"{GEN}.runtime.pipelines_core.stages.model_specific_stages.minimax_h3"
KEPT = (f"{H3}.*",)
"""What looks at a request for MiniMax H3 before it is queued lies among them."""


def serve(folder: Path, port: int, model: str) -> None:
    """Until the process is ended."""
    os.environ["SGLANG_USE_CPU_ENGINE"] = "1"
    LACKING.add("torch.npu")
    stand_in_for(*MISSING, *ENGINE, kept=KEPT)
    registry = load(f"{GEN}.registry")
    configs = registry._CONFIG_REGISTRY[registry._MODEL_HF_PATH_TO_NAME[model]]
    name = "MiniMaxH3Pipeline" if "H3" in model else "WanPipeline"
    if "H3" in model:
        _be_h3(configs.sampling_param_cls)
    info = SimpleNamespace(
        pipeline_cls=type(name, (), {"pipeline_name": name}),
        sampling_param_cls=configs.sampling_param_cls,
        pipeline_config_cls=configs.pipeline_config_cls,
    )
    registry.get_model_info = lambda *given, **named: info
    args = _arguments(folder, port, model, configs.pipeline_config_cls())
    http = load(f"{GEN}.runtime.entrypoints.http_server")
    _put_engine(http.async_scheduler_client, Engine(folder))
    load("uvicorn").run(http.create_app(args), host="127.0.0.1", port=port, log_level="info")


def _be_h3(sampling: Any) -> None:
    """Conditions are probed by the library that it probes its own films with (ffprobe is not everywhere), and the film
    of the stub engine is not judged as H3's own would be."""
    load(f"{H3}.material_io")._ffprobe_media = load(f"{H3}.video_adapter")._read_output_media
    sampling.validate_video_final_outputs = lambda self, paths, batch: {}


def _arguments(folder: Path, port: int, model: str, pipeline: Any) -> Any:
    """The server's own arguments as they are where nothing else is asked for: looking at the machine is left out."""
    module = load(f"{GEN}.runtime.server_args")
    args = object.__new__(module.ServerArgs)
    for field in dataclasses.fields(module.ServerArgs):
        made = field.default_factory() if callable(field.default_factory) else field.default
        object.__setattr__(args, field.name, None if made is dataclasses.MISSING else made)
    args.model_path = args.served_model_name = model
    args.pipeline_config, args.host, args.port = pipeline, "127.0.0.1", port
    args.output_path, args.input_save_path = str(folder / "outputs"), str(folder / "inputs")
    args.warmup_mode = None
    module.set_global_server_args(args)
    return args


def _put_engine(client: Any, engine: Engine) -> None:
    """The stub engine where the HTTP layer sends its batches."""
    answer = load(f"{GEN}.runtime.pipelines_core.schedule_batch").OutputBatch

    async def forward(batches: Any) -> Any:
        batch = batches[0]
        names = ("prompt", "negative_prompt", "width", "height", "num_frames", "fps", "seed")
        number = engine.take(
            pictures=[digest_file(each) for each in _listed(batch.image_path)] + _conditions(batch, "image"),
            clips=[digest_file(each) for each in _listed(batch.video_path)] + _conditions(batch, "video"),
            **{name: getattr(batch, name, None) for name in names},
        )
        try:
            film = await engine.film(number)
        except RuntimeError as failure:
            return answer(error=str(failure))
        return answer(output_file_paths=[_written(batch.output_file_path(), film)])

    client.initialize = lambda args: None
    client.forward = forward
    client.close = lambda: None


def _conditions(batch: Any, kind: str) -> list[str]:
    """What MiniMax H3 was given of a kind, by content."""
    asked = batch.extra.get("minimax_h3_canonical_request", {}).get("conditions", [])
    return [digest(base64.b64decode(each["uri"].partition(",")[2])) for each in asked if each["type"] == kind]


def _written(path: str, film: bytes) -> str:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(film)
    return path


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


if __name__ == "__main__":
    _, place, number, name = sys.argv
    serve(Path(place), int(number), name)

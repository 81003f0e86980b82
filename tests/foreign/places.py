"""Makes a scratch environment for each foreign server, out of what pip's configured index has."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Package(NamedTuple):
    """What is installed for a server: `bare` without what it depends on, `needs` with."""

    name: str
    version: str
    bare: tuple[str, ...]
    needs: tuple[str, ...]


VLLM_OMNI = Package(
    "vllm-omni",
    "0.30.0",
    # the engines' own dependencies are gigabytes for a graphics card; hollow.py stands in for them
    ("vllm-omni==0.30.0", "vllm==0.30.0"),
    # FastAPI as vLLM 0.30 bounds it
    (
        *("fastapi>=0.133,<0.137", "uvicorn", "uvloop", "python-multipart", "httpx", "aiohttp", "requests"),
        *("pydantic-settings", "jinja2", "numpy", "pillow", "av", "pybase64", "regex", "cachetools", "msgspec"),
        *("openai", "prometheus-client", "cloudpickle", "psutil", "pyyaml", "tqdm", "packaging"),
    ),
)
SGLANG = Package(
    "sglang",
    "0.5.23",
    ("sglang==0.5.23",),
    (
        *("fastapi", "uvicorn>=0.51", "python-multipart", "httpx", "aiohttp", "requests", "orjson", "pyzmq", "numpy"),
        *("pillow", "av", "imageio", "imageio-ffmpeg", "pybase64", "msgspec", "setproctitle", "python-dateutil"),
        *("filelock", "psutil", "pyyaml", "tqdm", "packaging"),
    ),
)
LITELLM = Package(
    "litellm",
    "1.110.2",
    (),
    # what `litellm[proxy]` names, but for its own litellm-proxy, litellm-proxy-extras (moves of a database) and
    # litellm-enterprise, of which the index has no such versions (2026-11-27), and clouds that nothing here asks
    (
        *("litellm==1.110.2", "gunicorn>=23,<24", "uvicorn>=0.33,<1", "uvloop>=0.22.1,<1", "fastapi>=0.136.3,<1"),
        *("backoff>=2.2.1,<3", "pyyaml>=6.0.3,<7", "rq>=2.7,<3", "orjson>=3.11.6,<4", "apscheduler>=3.11.2,<4"),
        *("fastapi-sso>=0.19,<1", "pyjwt>=2.13,<3", "python-multipart>=0.0.27,<1", "cryptography>=49,<51"),
        *("pynacl>=1.6.2,<2", "websockets>=15.0.1,<16", "mcp>=2.3,<3", "httpx2>=2.10,<3", "restrictedpython>=8.5,<9"),
        *("rich>=13.9.4,<14", "soundfile>=0.12.1,<1", "expression>=5.6,<6", "semver>=3.0.4,<4"),
        *("backports-zstd>=1,<2; python_version < '3.14'",),
    ),
)
PACKAGES = {package.name: package for package in (VLLM_OMNI, SGLANG, LITELLM)}
LIMIT = 1200.0
"""Seconds an installation may take."""


def python_with(package: Package, scratch: Path) -> Path:
    """The Python that has a package; made where there is none yet, or where the list has changed since."""
    folder = scratch / package.name
    python = folder / "bin" / "python"
    wanted = hashlib.sha256(repr(package).encode()).hexdigest()
    stamp = folder / "installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    sys.stderr.write(f"{package.name} {package.version}: installing into {folder}\n")
    _run([sys.executable, "-m", "venv", "--clear", str(folder)])
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-input"]
    if package.bare:
        _run([*pip, "--no-deps", *package.bare])
    _run([*pip, *package.needs])
    stamp.write_text(wanted)
    return python


def _run(command: list[str]) -> None:
    # not the paths of the environment that runs the tests
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, env=kept, capture_output=True, text=True, timeout=LIMIT, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:6])} …\n{done.stderr[-3000:]}")

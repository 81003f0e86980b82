"""Who sends a bill for a take: everybody but the animatic and a server of one's own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from app.desk.paying import _is_free
from app.domain.connection import Connection

HERE, AWAY = "http://127.0.0.1:8091/v1", "https://video.example.com/v1"


@pytest.mark.parametrize(
    ("provider", "address", "kind", "free"),
    [
        ("animatic", "", "", True),
        ("openai-videos", HERE, "vllm-omni", True),
        ("openai-videos", AWAY, "vllm-omni", False),
        ("openai-videos", HERE, "litellm", False),
        ("replicate", HERE, "", False),
        ("kling", "http://192.168.1.4:9000", "", False),
    ],
)
def test_only_ones_own_server_sends_no_bill(provider: str, address: str, kind: str, free: bool) -> None:
    model: Any = SimpleNamespace(provider=provider)
    assert _is_free(model, Connection(id="it", provider=provider, address=address, kind=kind)) is free

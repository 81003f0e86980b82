"""Names what Qt says about the machine the tests run on, which is no news of ours."""

from __future__ import annotations

MACHINE = (
    "This plugin does not support",
    "No RHI backend",
    "No audio device detected",
)
"""No screen, no graphics card, no loudspeaker."""

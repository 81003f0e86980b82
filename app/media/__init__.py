"""All work on video files: judging them, taking pictures out of them, carrying drafts inside them."""

from app.media.verify import Inspection, inspect_in_child, verify

__all__ = ["Inspection", "inspect_in_child", "verify"]

"""Makes small real clips for tests: every one of them decodes, and no two contents are the same."""

from __future__ import annotations

from pathlib import Path

_made: dict[tuple[float, int, tuple[int, int]], bytes] = {}


def make_film(path: Path, seconds: float = 0.25, shade: int = 0, size: tuple[int, int] = (64, 48)) -> Path:
    """Write an H.264 film of one flat grey (`shade` 0 … 999 makes it another content) and return its path."""
    kind = (seconds, shade, size)
    if kind in _made:
        path.write_bytes(_made[kind])
    else:
        _encode(path, *kind)
        _made[kind] = path.read_bytes()
    return path


def _encode(path: Path, seconds: float, shade: int, size: tuple[int, int]) -> None:
    # here, for most that could make a clip make none, and these take as long to load as a hundred quick tests
    import av
    from av.video.frame import VideoFrame

    with av.open(str(path), "w", format="mp4") as container:
        container.metadata["comment"] = f"shade {shade}"
        stream = container.add_stream("libx264", rate=24, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(max(1, round(seconds * 24))):
            frame = VideoFrame(*size, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([16 + (shade + number) % 220]) * plane.buffer_size)
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))

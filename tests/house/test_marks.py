"""Keeps foreign marks out of the repository: paths of one machine, hosts, notes to self, tests put aside."""

from __future__ import annotations

import re

from tests.house.source import shown, tracked_files

# written in pieces, so that this file does not hold what it forbids
FORBIDDEN = {
    "a path of one machine": r"/(?<![\w.]/)" + r"(work|root|home/\w+|opt|Users/\w+)/",
    "a folder beside the repository": r"\.\./" + "shared",
    "a registry's host": r"\b(py" + r"pi\.org|python" + r"hosted\.org|npm" + r"js\.(org|com)|deb\." + r"debian\.org)",
    "a note to self": r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b",
    "a test put aside": r"\b(pytest|mark)\.(sk" + r"ip|skip" + r"if|xf" + r"ail|import" + r"orskip)\b",
    "an issue's number": r"\bissue" + r" #?\d",
}
NOT_TEXT = {".png", ".jpg", ".mp4", ".webm", ".ttf", ".otf", ".icns", ".ico"}


def test_no_foreign_marks() -> None:
    found = []
    for path in tracked_files():
        if path.suffix in NOT_TEXT:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for what, pattern in FORBIDDEN.items():
            for match in re.finditer(pattern, text):
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{shown(path)}:{line} {what}: {match[0]}")
    assert not found, "\n".join(found)

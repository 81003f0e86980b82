"""Takes out of any text what nobody else may read: keys in use, what looks like one, and the queries of addresses."""

from __future__ import annotations

import re

GONE = "…"
LEAST = 8
"""Characters of the shortest key that is looked for by itself."""
_LOOKS = re.compile(
    r"""(?ix)
    \b(?:bearer|basic|key|token)\s+[\w.\-:+/=]{8,}
    | \b(?:sk|r8|pk|api-key|fal)[-_][\w\-]{8,}
    | \beyJ[\w\-]{8,}\.[\w\-]{4,}\.[\w\-]*
    | (?<=://)[^\s/@"'<>]{1,200}@
    """
)
_FIELDS = re.compile(
    r"""(?ix)(["']?\b[\w\-]*(?:api[_\-]?key|secret|password|authorization|signature|credential|access_token)s?["']?
    \s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s,;&"'}]+)"""
)
_QUERY = re.compile(r"""(?i)\b((?:https?|wss?)(?:://|:\\/\\/)[^\s"'<>?#]{1,2000})[?#][^\s"'<>]{1,8000}""")
_known: set[str] = set()


def remember(secret: str) -> None:
    """A key that is in use: from now on it is taken out of every text."""
    if len(secret) >= LEAST:
        _known.add(secret)


def redact(text: str) -> str:
    """The text without them. Do it before a text is cut, or half a key may be left."""
    for secret in _known:
        text = text.replace(secret, GONE)
    return _FIELDS.sub(rf"\1{GONE}", _LOOKS.sub(GONE, _QUERY.sub(rf"\1?{GONE}", text)))

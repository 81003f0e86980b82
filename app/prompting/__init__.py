"""Draft in; words, parameters, findings, losses and estimate out: pure, same bytes every time."""

from app.prompting.compile import compile_draft, make_request
from app.prompting.dialects import dialects
from app.prompting.estimate import estimate
from app.prompting.filled import filled_paths
from app.prompting.losses import paths_of
from app.prompting.phrasebook import Words

__all__ = ["Words", "compile_draft", "dialects", "estimate", "filled_paths", "make_request", "paths_of"]

"""Frozen nouns of the program: what a draft, model, request, job and clip are, without any effect on the world."""

import sys

from app.domain.clip import Clip, Media
from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.errors import Fault
from app.domain.finding import Finding, Fix, Loss
from app.domain.job import Attempt, Job, Message
from app.domain.model import Model
from app.domain.noun import begin_judging
from app.domain.preset import Preset
from app.domain.request import Compiled, Estimate, Request, Span
from app.domain.template import Template
from app.domain.vocabulary import Vocabulary

while not sys.modules["app"].leaves_judging and begin_judging():
    pass

__all__ = [
    "Attempt",
    "Clip",
    "Compiled",
    "Draft",
    "Edit",
    "Estimate",
    "Fault",
    "Finding",
    "Fix",
    "Job",
    "Loss",
    "Media",
    "Message",
    "Model",
    "Preset",
    "Request",
    "Span",
    "Template",
    "Vocabulary",
]

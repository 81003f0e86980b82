"""Every dialect speaks Chinese over Chinese drafts: any change of its words shows as a readable difference."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from app.domain.cuts import cut_shot
from app.domain.draft import Draft
from app.domain.request import Compiled
from app.domain.upgrade import read_draft
from app.prompting import paths_of
from tests.golden.golden import HERE, SPOKEN, SWITCH, Spoken, catalog, compiled

DRAFTS = sorted((HERE / "zh_drafts").glob("*.json"))
CASES = [pytest.param(spoken, file, id=f"{spoken.folder}-{file.stem}") for spoken in SPOKEN for file in DRAFTS]
LATIN = re.compile(r"[A-Za-z]{3,}")
KEYS = re.compile(r'"[a-z_]+":|@\w+')
"""Names of the JSON form, and what points at a picture."""


@cache
def draft_at(spoken: Spoken, file: Path) -> Draft:
    draft = read_draft(file.read_bytes(), file.name)
    if spoken.form:
        draft = draft.replace(form=spoken.form)
    if spoken.cut and len(draft.shots) == 1:
        draft, _ = cut_shot(draft, draft.seconds / 2)
    if spoken.words:
        draft = draft.replace(options={spoken.model: {"words": spoken.words}})
    return draft


@cache
def page(spoken: Spoken, file: Path) -> tuple[Compiled, bytes]:
    found = compiled(draft_at(spoken, file), catalog().model(spoken.model))
    head = [f"model: {found.model}", f"dialect: {found.dialect}", f"seconds: {found.seconds:g}", "losses:"]
    head += [f"  {loss.level} {loss.id}: {', '.join(paths_of(loss))}" for loss in found.losses]
    return found, "\n".join([*head, "---", found.text, ""]).encode()


@pytest.mark.parametrize(("spoken", "file"), CASES)
def test_the_words_are_those_of_the_file(spoken: Spoken, file: Path) -> None:
    place = HERE / "zh" / spoken.folder / f"{file.stem}.txt"
    found, written = page(spoken, file)
    assert "".join(span.text for span in found.spans) == found.text
    if os.environ.get(SWITCH) == "1":
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(written)
    assert place.read_bytes().decode() == written.decode()


@pytest.mark.parametrize(("spoken", "file"), CASES)
def test_none_of_our_words_is_english(spoken: Spoken, file: Path) -> None:
    found, _ = page(spoken, file)
    assert LATIN.findall(KEYS.sub("", found.text).replace("prompt", "").replace("duration", "")) == []
    assert "written_in_english" not in [loss.id for loss in found.losses]


@pytest.mark.parametrize(("spoken", "file"), CASES)
def test_marks_are_full_width_and_never_doubled(spoken: Spoken, file: Path) -> None:
    text = page(spoken, file)[0].text
    # a label stands alone on its line in a brief
    ends = "[，；]$" if spoken.folder in ("sora", "sora_brief") else "[，：；]$"
    assert re.findall(rf"[，。；：、]{{2,}}|，。|（）|{ends}", text, re.MULTILINE) == []
    assert re.findall(r"[\u4e00-\u9fff][,.;:!?][\u4e00-\u9fff]", text) == []

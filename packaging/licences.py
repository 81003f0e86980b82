"""Gathers the licences of everything that is shipped with the program, and one page that lists them."""

from __future__ import annotations

from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

HEAD = """Shotwright is under the MIT licence. It ships with the libraries below, each under its own; their texts are in
the folders beside this page. PyAV brings FFmpeg with the codecs x264 and x265, which are under the GPL: this bundle as
a whole is passed on under the GPL's terms, with the sources of those parts. Qt and PySide are used under the LGPL and
lie beside the program as libraries that can be exchanged.
"""
ALSO = {"pyinstaller": "GPL-2.0-or-later, with the exception that lets any program be packed"}
"""What is in the bundle without being a library of the program."""


def shipped(name: str) -> dict[str, Distribution]:
    """What a distribution needs on this system, and what that needs in turn, by name, without itself."""
    found: dict[str, Distribution] = {}
    ahead = [name]
    while ahead:
        for text in distribution(ahead.pop()).requires or ():
            wanted = Requirement(text)
            key = wanted.name.lower().replace("_", "-")
            if key in found or (wanted.marker is not None and not wanted.marker.evaluate({"extra": ""})):
                continue
            found[key] = distribution(wanted.name)
            ahead.append(wanted.name)
    return dict(sorted(found.items()))


def licence_of(library: Distribution) -> str:
    """The licence as the library's own metadata says it, in one line."""
    facts = library.metadata
    told = next((facts[name] for name in ("License-Expression", "License") if name in facts), "")
    classes = [each for each in facts.get_all("Classifier") or () if each.startswith("License ::")]
    return " ".join(told.split())[:120] or ", ".join(each.rpartition(" :: ")[2] for each in classes) or "see its folder"


def gather(name: str, place: Path) -> None:
    """Copy the licence texts of all that is shipped with `name` into `place`, a folder each, and list them."""
    lines = [HEAD]
    for key, library in shipped(name).items():
        lines.append(f"{library.name} {library.version}: {licence_of(library)}")
        for file in library.files or ():
            if file.suffix != ".py" and any(word in file.name.lower() for word in ("licen", "copying", "notice")):
                target = place / key / file.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_binary())
    for other, terms in ALSO.items():
        try:
            lines.append(f"{other} {distribution(other).version}: {terms}")
        except PackageNotFoundError:
            continue
    place.mkdir(parents=True, exist_ok=True)
    (place / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

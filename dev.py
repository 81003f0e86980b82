"""Sets up and runs Shotwright from a checkout: one file, no library, so that Python and git are all one needs."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Iterator, NoReturn, Sequence

NEEDS = (3, 11)
NEEDS_GLIBC = (2, 34)
KNOWN = ("3.13", "3.12", "3.11", "3.14")
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
MARK = VENV / "set-up.json"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
DEBIAN = ROOT / "packaging" / "debian.json"
WINDOWS = os.name == "nt"

PACE = """import ensurepip, re, time, timeit, venv
print(min(timeit.repeat("re.purge(); re.compile('(a|b[c-f]+)(x{2,5}|y)*z')", "import re", time.process_time, 99, 9)))"""
"""Prints the seconds of a piece of plain Python; fails where an environment cannot be made."""


class Stop(Exception):
    """A reason to end that a person can act on."""


def say(sentence: str) -> None:
    """Tell the person; stdout stays free for what the program itself prints."""
    print(sentence, file=sys.stderr, flush=True)


def version_sentence(version: tuple[int, ...]) -> str:
    """What to do when Python is too old; empty when it is not."""
    if version[:2] >= NEEDS:
        return ""
    return (
        "Shotwright needs Python {}.{} or later; this is Python {}.{}.\n"
        "Install one (Ubuntu 22.04: sudo apt-get install python3.11 python3.11-venv; macOS and Windows: python.org)\n"
        "and start this file with it, for instance: python3.11 dev.py run"
    ).format(NEEDS[0], NEEDS[1], version[0], version[1])


def use_newer_python(arguments: list[str]) -> NoReturn:
    """Start again with a newer Python when there is one beside this one; Stop when there is none."""
    for known in KNOWN:
        path = shutil.which("python" + known)
        if path:
            say("This is Python {}.{}; going on with {}.".format(sys.version_info[0], sys.version_info[1], path))
            hand_over([path, str(ROOT / "dev.py"), *arguments])
    raise Stop(version_sentence(sys.version_info[:2]))


def pace(python: str) -> float:
    """The seconds of processor time a Python takes for the same work; without end where it cannot make environments."""
    with contextlib.suppress(OSError, ValueError):
        return float(subprocess.run([python, "-c", PACE], capture_output=True, env=clean_environment()).stdout)
    return float("inf")


def quickest_python() -> str:
    """The quickest Python of this very version on the path: without a profile it is built a sixth slower."""
    name = "python{}.{}".format(*sys.version_info[:2])
    there = filter(None, [shutil.which(name, path=folder) for folder in reversed(os.get_exec_path())])
    known = {os.path.realpath(path): path for path in (*there, sys.executable)}
    turns = [{path: pace(path) for path in known.values()} for _ in range(8 if len(known) > 1 else 0)]
    paces = {path: min(turn[path] for turn in turns) for path in known.values() if turns}
    best = min(paces, key=lambda path: paces[path], default=sys.executable)
    return best if paces and paces[best] < 0.96 * paces[sys.executable] else sys.executable


def lacks_library(name: str) -> bool:
    """Whether the system's loader cannot find a library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return True
    return False


def lacks_font(patterns: Sequence[str]) -> bool:
    """Whether no font file of these names lies where fontconfig looks."""
    home = Path.home()
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts")
    return not any(next(folder.rglob(pattern), None) for folder in folders if folder.is_dir() for pattern in patterns)


def debian() -> dict[str, dict[str, Any]]:
    """What Qt loads by name on Linux, fonts by the names of their files, and the packages that bring them."""
    known: dict[str, dict[str, Any]] = json.loads(DEBIAN.read_text(encoding="utf-8"))
    return known


def missing_packages() -> tuple[list[str], list[str]]:
    """Debian names of what this Linux lacks: those it cannot do without, and fonts that make it look right."""
    known = debian()
    needed = [package for name, package in known["libraries"].items() if lacks_library(name)]
    if importlib.util.find_spec("ensurepip") is None and not works():
        needed.insert(0, "python{}.{}-venv".format(*sys.version_info[:2]))
    return needed, [package for package, patterns in known["fonts"].items() if lacks_font(patterns)]


def install_line(packages: Sequence[str]) -> str:
    """The line a person types to install system packages."""
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)


def as_root() -> list[str] | None:
    """What goes before a command to run it as root without asking: nothing, sudo, or None when neither works."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def apt_install(before: list[str], packages: list[str]) -> bool:
    """Install system packages, with a fresh list of them if the one at hand is too old; False when that failed."""
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    install = [*apt, "install", "--no-install-recommends", *packages]
    if subprocess.run(install, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0:
        return True
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, check=False)
    return subprocess.run(install, stdout=subprocess.DEVNULL, check=False).returncode == 0


def set_up_system() -> None:
    """On Linux, see to the libraries Qt loads, a way to make environments, and a font with Chinese."""
    if not sys.platform.startswith("linux"):
        return
    libc, version = platform.libc_ver()
    if libc != "glibc" or tuple(int(part) for part in version.split(".")[:2]) < NEEDS_GLIBC:
        raise Stop(
            "Qt's libraries need glibc 2.34 or later (Debian 12, Ubuntu 22.04); this system has {} {}.".format(
                libc or "another C library", version
            )
        )
    needed, fonts = missing_packages()
    if not needed and not fonts:
        return
    if not shutil.which("apt-get"):
        names = [name for name in debian()["libraries"] if lacks_library(name)]
        if names:
            say("This system lacks " + ", ".join(names) + "; install them if the window does not open.")
        return
    before = as_root()
    if before is not None:
        say("Installing system packages: " + " ".join(needed + fonts))
        if apt_install(before, needed + fonts) or (needed and apt_install(before, needed)):
            return
    if needed:
        raise Stop("Some system packages are missing. Type this, then start again:\n  " + install_line(needed + fonts))
    if "fonts-wqy-microhei" in fonts:
        say("To show Chinese the program needs a font:\n  " + install_line(fonts))


def program(name: str) -> str:
    """Where a command of the environment lies, on this system."""
    return str(VENV / "Scripts" / (name + ".exe") if WINDOWS else VENV / "bin" / name)


def clean_environment() -> dict[str, str]:
    """This process's variables without those that would lead Python or pip elsewhere."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET")}
    kept["PIP_USER"] = "0"
    kept["PYTHONUTF8"] = "1"
    return kept


def digest(path: Path) -> str:
    """The content of a file as a short name for it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wanted_mark() -> dict[str, str]:
    """What the environment's mark says when it is up to date."""
    return {"root": str(ROOT), "lock": digest(LOCK), "project": digest(PROJECT)}


def read_mark() -> dict[str, str]:
    """What the environment was made from; empty when it was never finished."""
    try:
        mark = json.loads(MARK.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}


def works() -> bool:
    """Whether the environment's Python starts, is new enough and has pip."""
    probe = "import sys, importlib.util as u; sys.exit(sys.version_info < {} or not u.find_spec('pip'))".format(NEEDS)
    try:
        return subprocess.run([program("python"), "-c", probe], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the checkout, so that two set-ups do not write one environment; the second waits."""
    with (ROOT / ".set-up.lock").open("w") as handle:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def pip(arguments: list[str], what: str) -> None:
    """Run the environment's pip; its complaints are shown only when it fails."""
    quiet = [] if sys.stderr.isatty() else ["-q"]
    command = [program("python"), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", *quiet]
    done = subprocess.run(
        [*command, *arguments], stdout=sys.stderr, stderr=subprocess.PIPE, env=clean_environment(), check=False
    )
    if done.returncode == 0:
        return
    complaint = done.stderr.decode("utf-8", "replace").strip()
    lines = [line for line in complaint.splitlines() if not line.startswith("WARNING: ")]
    signs = ("NewConnectionError", "ConnectTimeout", "(from versions: none)", "ProxyError")
    unreached = any(sign in complaint for sign in signs)
    hint = "It could not reach its packages: the first start needs a network." if unreached else ""
    raise Stop("\n".join([*lines[-15:], "pip could not install {}. {}".format(what, hint).strip()]))


def must_be_made(mark: dict[str, str]) -> bool:
    """Whether there is no environment that works, or it was moved here from another folder."""
    return not works() or mark.get("root", str(ROOT)) != str(ROOT)


def make_environment(mark: dict[str, str]) -> None:
    """Make .venv, or make it anew when it is half made, broken, or was moved here from another folder."""
    if not must_be_made(mark):
        return
    say("Making .venv …" if not VENV.exists() else "Making .venv anew: what was there does not work …")
    if VENV.is_symlink() or VENV.is_file():
        raise Stop("{} is not a folder of this checkout; move it away and start again.".format(VENV))
    make = [quickest_python(), "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(make, capture_output=True, env=clean_environment(), check=False)
    if done.returncode or not works():
        said = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
        raise Stop("Python could not make an environment in {}:\n{}".format(VENV, said))


def set_up() -> None:
    """Bring system and environment to what this file, requirements.lock and pyproject.toml say."""
    for needed in (LOCK, PROJECT, DEBIAN):
        if not needed.is_file():
            raise Stop("{} is missing: this checkout is not whole.".format(needed))
    set_up_system()
    with alone():
        mark, wanted = read_mark(), wanted_mark()
        if mark == wanted and works():
            return
        make_environment(mark)
        if read_mark().get("lock") != wanted["lock"]:
            with contextlib.suppress(FileNotFoundError):
                MARK.unlink()
            say("Fetching libraries (about 350 MB the first time) …")
            pip(["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)], "the libraries")
        pip(["--no-deps", "--no-build-isolation", "-e", str(ROOT)], "Shotwright into .venv")
        # the first start is as quick as every later one, also where Python may not write what it compiled
        subprocess.run([program("python"), "-m", "compileall", "-q", "app", "ui"], cwd=str(ROOT), check=False)
        MARK.write_text(json.dumps(wanted), encoding="utf-8")
        say("Ready: " + program("shotwright"))


def hand_over(command: list[str], **variables: str) -> NoReturn:
    """Become a command, or on Windows wait for it, and end with its exit code."""
    environment = {**clean_environment(), **variables}
    if not WINDOWS:
        os.execve(command[0], command, environment)
    child = subprocess.Popen(command, env=environment)
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            sys.exit(child.wait())


def headless(*arguments: str) -> NoReturn:
    """Become a module of the environment's Python that needs no display."""
    os.chdir(str(ROOT))
    hand_over([program("python"), "-m", *arguments], QT_QPA_PLATFORM="offscreen")


def has_display() -> bool:
    """Whether Qt can open a window here: a child tries, because Qt ends the process when it cannot."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal", "vnc"):
        return False
    if not sys.platform.startswith("linux"):
        return True
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        return False
    probe = [program("python"), "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"]
    return subprocess.run(probe, capture_output=True, env=clean_environment(), check=False).returncode == 0


def run(arguments: list[str]) -> None:
    """Open the program; with arguments, run that command of `shotwright`.

    Without a display a preset is rehearsed, so that one sees it work.
    """
    if arguments or has_display():
        hand_over([program("shotwright"), *arguments])
    say("There is no display here, so no window can open. Rehearsing the preset small-rescue instead:")
    rehearse = ["render", "small-rescue", "--model", "animatic/board"]
    hand_over([program("shotwright"), *rehearse], QT_QPA_PLATFORM="offscreen")


def test(arguments: list[str]) -> None:
    """Run the tests without a display, a process to a core; arguments go to pytest."""
    # what Python compiled of them and of the program is kept, for each child starts anew
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # the files of a folder share fixtures, so a file stays in one process; `-n 0` runs everything in this one; the
    # plugin that comes with anyio would be loaded for nothing, thrice
    crew = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "-p", "no:anyio"]
    headless("pytest", *crew, *arguments)


def check(arguments: list[str]) -> None:
    """Run ruff, mypy, the import contracts, then the tests: last, so that their closing line ends it."""
    commands = {
        "ruff": [program("ruff"), "check", "."],
        "mypy": [program("mypy")],
        "import contracts": [program("lint-imports"), "--no-logo"],
    }
    failed = []
    for name, command in commands.items():
        say("— " + name)
        if subprocess.call(command, cwd=str(ROOT), env=clean_environment()):
            failed.append(name)
    say("— tests" + (" (already failed: " + ", ".join(failed) + ")" if failed else ""))
    tests = subprocess.call([sys.executable, str(ROOT / "dev.py"), "test", *arguments], cwd=str(ROOT))
    sys.exit(tests or (1 if failed else 0))


def bench(arguments: list[str]) -> None:
    """Measure the program against floors measured in the same run."""
    headless("pytest", "tests/bench", *arguments)


def faults(arguments: list[str]) -> None:
    """Try to break what is promised and print what held; --sample for a short one, --planted to see it fail."""
    headless("tests.faults.rig", *arguments)


def package(arguments: list[str]) -> None:
    """Make a program that needs no Python, into dist/, and try it."""
    hand_over([program("python"), str(ROOT / "packaging" / "build.py"), *arguments])


def lock(arguments: list[str]) -> None:
    """Write requirements.lock anew from pyproject.toml; arguments go to `uv pip compile` (for instance --upgrade)."""
    os.chdir(str(ROOT))
    asked = "--group dev -q --universal --python-version=3.11 --generate-hashes --no-header --no-annotate -o"
    hand_over([program("uv"), "pip", "compile", "pyproject.toml", *asked.split(), LOCK.name, *arguments])


VERBS = {verb.__name__: verb for verb in (run, test, check, bench, faults, package, lock)}


def main(arguments: list[str]) -> int:
    """Do what the first argument says; the rest is the verb's."""
    if not arguments or arguments[0] not in VERBS:
        asked = arguments[:1] in (["-h"], ["--help"])
        page = sys.stdout if asked else sys.stderr
        print("usage: python3 dev.py VERB [ARGUMENTS]; each sets up what is missing first\n", file=page)
        for name, verb in VERBS.items():
            print("  {:8}{}".format(name, (verb.__doc__ or "").split("\n")[0]), file=page)
        return 0 if asked else 2
    try:
        if sys.version_info < NEEDS:
            use_newer_python(arguments)
        set_up()
        rest = arguments[1:]
        VERBS[arguments[0]](rest[1:] if rest[:1] == ["--"] else rest)
    except Stop as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""On which computer a library is worked on: one that was copied must not be worked on at two places without a word."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from pathlib import Path

from app.domain.errors import StorageFault
from app.store.files import write_atomic
from app.store.paths import Home

MOST_BYTES = 100
PLACES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


class Machine:
    """The computer this is, as the home remembers the one that worked on it last."""

    def __init__(self, home: Home) -> None:
        self._path = home.machine

    def is_other(self) -> bool:
        """Whether another computer did. False where nobody can tell."""
        known, own = self._known(), _own()
        return bool(known and own) and known != own

    def claim(self) -> None:
        """From now on it is this one. What the disk refuses is let be: it is asked again next time."""
        own = _own()
        if own and self._known() != own:
            with suppress(StorageFault):
                write_atomic(self._path, own.encode())

    def _known(self) -> str:
        with suppress(OSError), self._path.open("rb") as file:
            return file.read(MOST_BYTES).decode("ascii", "ignore").strip()
        return ""


def _own() -> str:
    """What tells this computer from others, without saying which it is; "" where the system does not."""
    name = _system_name()
    return hashlib.sha256(f"shotwright {name}".encode()).hexdigest()[:24] if name else ""


if sys.platform == "win32":
    import winreg

    def _system_name() -> str:
        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""

elif sys.platform == "darwin":

    def _system_name() -> str:
        import uuid

        number = uuid.getnode()
        # a number made up for this run says so in this bit
        return "" if number >> 40 & 1 else str(number)

else:

    def _system_name() -> str:
        for place in PLACES:
            with suppress(OSError):
                if name := place.read_text("ascii", "ignore").strip():
                    return name
        return ""

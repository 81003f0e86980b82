"""The welcome in the sizes a window can have, for the gallery."""

from __future__ import annotations

from ui.kit.specimen import Specimen
from ui.panels.specimens_shelf import ORDER, ShelfDeskOf, preset
from ui.panels.welcome import WelcomePanel


class WelcomeDeskOf(ShelfDeskOf):
    """A desk on the first day."""

    def connected(self) -> frozenset[str]:
        """The animatic, as ever."""
        return frozenset({"animatic"})


def welcome() -> WelcomePanel:
    """The first minute."""
    return WelcomePanel(WelcomeDeskOf([], [preset(name) for name in ORDER]))


SPECIMENS: list[Specimen] = [
    Specimen("welcome 1440", welcome, (1215, 860), 1200),
    Specimen("welcome 1280", welcome, (1084, 760), 1200),
    Specimen("welcome narrow", welcome, (752, 570), 1200),
    Specimen("welcome 2560", welcome, (2300, 1400), 1500),
]

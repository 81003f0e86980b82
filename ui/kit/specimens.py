"""The kit's own pages of the gallery: every control in every state, as the component sheet draws them."""

from __future__ import annotations

from ui.kit.specimen import Specimen
from ui.kit.specimens_controls import buttons, fields, toggles
from ui.kit.specimens_rows import dialog, findings, jobs, lists, notices, panels, timebar
from ui.kit.specimens_type import colours, signs, type_page

SPECIMENS: list[Specimen] = [
    Specimen("kit colours", colours, (1440, 220)),
    Specimen("kit type", type_page, (640, 330)),
    Specimen("kit signs", signs, (1040, 620)),
    Specimen("kit buttons", buttons, (960, 330)),
    Specimen("kit fields", fields, (1440, 320)),
    Specimen("kit toggles", toggles, (560, 330)),
    Specimen("kit lists", lists, (760, 330)),
    Specimen("kit findings", findings, (460, 330)),
    Specimen("kit jobs", jobs, (900, 400)),
    Specimen("kit notices", notices, (480, 280)),
    Specimen("kit panels", panels, (620, 640)),
    Specimen("kit dialog", dialog, (820, 300)),
    Specimen("kit time bar", timebar, (820, 200)),
]

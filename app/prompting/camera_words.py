"""How each named move is said: as a verb for a sentence of its own, as a noun for a list, and as a slight addition.

Verbs are split in two where a move lives of two axes, so that each half knows its own axis.
"""

from __future__ import annotations

VERBS: dict[str, tuple[tuple[str, str], ...]] = {
    "dolly_in": (("pushes in", "dolly"),),
    "dolly_out": (("pulls back", "dolly"),),
    "truck_r": (("slides right", "truck"),),
    "truck_l": (("slides left", "truck"),),
    "pedestal_u": (("pedestals up", "pedestal"),),
    "pedestal_d": (("pedestals down", "pedestal"),),
    "pan_r": (("pans right, turning in place,", "pan"),),
    "pan_l": (("pans left, turning in place,", "pan"),),
    "tilt_u": (("tilts up", "tilt"),),
    "tilt_d": (("tilts down", "tilt"),),
    "roll_r": (("rolls clockwise", "roll"),),
    "roll_l": (("rolls counter-clockwise", "roll"),),
    "zoom_in": (("stays put while the lens zooms in", "zoom"),),
    "zoom_out": (("stays put while the lens zooms out", "zoom"),),
    "crane_u": (("cranes up", "pedestal"), (", looking down as it rises,", "tilt")),
    "crane_d": (("cranes down", "pedestal"), (", looking up as it sinks,", "tilt")),
    "arc_r": (("arcs right", "truck"), (" about {degrees}°", "pan")),
    "arc_l": (("arcs left", "truck"), (" about {degrees}°", "pan")),
    "orbit_r": (("circles once", "truck"), (" to the right", "pan")),
    "orbit_l": (("circles once", "truck"), (" to the left", "pan")),
    "follow": (("moves forward", "dolly"), (", drifting sideways,", "truck")),
    "lead": (("backs away ahead", "dolly"), (", drifting sideways,", "truck")),
    "track": (("tracks alongside", "truck"), (", changing distance,", "dolly")),
    "crash_zoom_in": (("stays put while the lens crash-zooms in", "zoom"),),
    "crash_zoom_out": (("stays put while the lens crash-zooms out", "zoom"),),
    "dolly_zoom_in": (("pushes in", "dolly"), (" while the lens zooms out (dolly zoom)", "zoom")),
    "dolly_zoom_out": (("pulls back", "dolly"), (" while the lens zooms in (dolly zoom)", "zoom")),
    "whip_pan_r": (("whip-pans right", "pan"),),
    "whip_pan_l": (("whip-pans left", "pan"),),
    "whip_tilt_u": (("whip-tilts up", "tilt"),),
    "whip_tilt_d": (("whip-tilts down", "tilt"),),
}
"""Move → the pieces of its verb with the axis each piece speaks for."""

COMPANY: dict[str, tuple[str, str, str, str]] = {
    "follow": ("dolly", "follows ", "", " from behind"),
    "lead": ("dolly", "backs away ", "ahead of ", ", keeping the same distance,"),
    "track": ("truck", "tracks ", "alongside ", ""),
}
"""Moves in somebody's company: the axis that moves, its verb, the words before who it is, and those after."""

NOUNS: dict[str, tuple[tuple[str, str], ...]] = {
    "dolly_in": (("push-in", "dolly"),),
    "dolly_out": (("pull-back", "dolly"),),
    "truck_r": (("slide to the right", "truck"),),
    "truck_l": (("slide to the left", "truck"),),
    "pedestal_u": (("pedestal up", "pedestal"),),
    "pedestal_d": (("pedestal down", "pedestal"),),
    "pan_r": (("pan to the right", "pan"),),
    "pan_l": (("pan to the left", "pan"),),
    "tilt_u": (("tilt up", "tilt"),),
    "tilt_d": (("tilt down", "tilt"),),
    "roll_r": (("clockwise roll", "roll"),),
    "roll_l": (("counter-clockwise roll", "roll"),),
    "zoom_in": (("zoom in", "zoom"),),
    "zoom_out": (("zoom out", "zoom"),),
    "crane_u": (("crane up", "pedestal"), (", looking down as it rises", "tilt")),
    "crane_d": (("crane down", "pedestal"), (", looking up as it sinks", "tilt")),
    "arc_r": (("arc to the right", "truck"), (" of about {degrees}°", "pan")),
    "arc_l": (("arc to the left", "truck"), (" of about {degrees}°", "pan")),
    "orbit_r": (("full circle", "truck"), (" to the right", "pan")),
    "orbit_l": (("full circle", "truck"), (" to the left", "pan")),
    "follow": (("move forward", "dolly"), (", drifting sideways", "truck")),
    "lead": (("move backwards ahead", "dolly"), (", drifting sideways", "truck")),
    "track": (("tracking move alongside", "truck"), (", changing distance", "dolly")),
    "crash_zoom_in": (("crash zoom in", "zoom"),),
    "crash_zoom_out": (("crash zoom out", "zoom"),),
    "dolly_zoom_in": (("dolly zoom", "dolly"), (", pushing in while the lens zooms out", "zoom")),
    "dolly_zoom_out": (("dolly zoom", "dolly"), (", pulling back while the lens zooms in", "zoom")),
    "whip_pan_r": (("whip pan to the right", "pan"),),
    "whip_pan_l": (("whip pan to the left", "pan"),),
    "whip_tilt_u": (("whip tilt up", "tilt"),),
    "whip_tilt_d": (("whip tilt down", "tilt"),),
}
"""The same as nouns: “one slow push-in”."""

SLIGHT: dict[str, str] = {
    "dolly_in": "push in",
    "dolly_out": "pull back",
    "truck_r": "slide right",
    "truck_l": "slide left",
    "pedestal_u": "rise",
    "pedestal_d": "lowering",
    "pan_r": "turn right",
    "pan_l": "turn left",
    "tilt_u": "tilt up",
    "tilt_d": "tilt down",
    "roll_r": "clockwise roll",
    "roll_l": "counter-clockwise roll",
    "zoom_in": "zoom in",
    "zoom_out": "zoom out",
}
"""The smaller half of a compound: “with a slight tilt up”."""

AXIS_OF: dict[str, str] = {name: pieces[0][1] for name, pieces in VERBS.items()}
"""The axis a plain move changes."""

PACES: dict[str, str] = {
    "imperceptible": "barely perceptible",
    "slow": "slow",
    "steady": "steady",
    "brisk": "brisk",
    "fast": "fast",
    "whip": "",
    "": "",
}
"""The speed word before “pace”."""

ENDS: dict[str, str] = {
    "constant": "comes to rest",
    "in": "comes to rest",
    "out": "slows to a stop",
    "in_out": "settles",
    "hold": "jumps to rest",
    "snap": "snaps to a stop",
}
"""How a move that leaves its key with this ease arrives."""

SHAKES: tuple[str, ...] = ("", "a slight shake", "a clear shake", "a strong shake")

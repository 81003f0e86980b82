"""How each named move is said in Chinese, in the terms of the trade; each piece knows the axis it speaks for."""

from __future__ import annotations

VERBS: dict[str, tuple[tuple[str, str], ...]] = {
    "dolly_in": (("向前推近", "dolly"),),
    "dolly_out": (("向后拉远", "dolly"),),
    "truck_r": (("向右横移", "truck"),),
    "truck_l": (("向左横移", "truck"),),
    "pedestal_u": (("垂直上升", "pedestal"),),
    "pedestal_d": (("垂直下降", "pedestal"),),
    "pan_r": (("向右摇摄，机位不动", "pan"),),
    "pan_l": (("向左摇摄，机位不动", "pan"),),
    "tilt_u": (("向上摇摄", "tilt"),),
    "tilt_d": (("向下摇摄", "tilt"),),
    "roll_r": (("顺时针旋转", "roll"),),
    "roll_l": (("逆时针旋转", "roll"),),
    "zoom_in": (("变焦推近，机位不动", "zoom"),),
    "zoom_out": (("变焦拉开，机位不动", "zoom"),),
    "crane_u": (("升起", "pedestal"), ("，边升边向下俯看", "tilt")),
    "crane_d": (("降下", "pedestal"), ("，边降边向上仰看", "tilt")),
    "arc_r": (("向右弧线绕行", "truck"), ("约{degrees}度", "pan")),
    "arc_l": (("向左弧线绕行", "truck"), ("约{degrees}度", "pan")),
    "orbit_r": (("环绕一整圈", "truck"), ("，方向向右", "pan")),
    "orbit_l": (("环绕一整圈", "truck"), ("，方向向左", "pan")),
    "follow": (("向前跟进", "dolly"), ("，带着横向漂移", "truck")),
    "lead": (("在前方后退引领", "dolly"), ("，带着横向漂移", "truck")),
    "track": (("平行跟移", "truck"), ("，距离随之变化", "dolly")),
    "crash_zoom_in": (("急速变焦推近，机位不动", "zoom"),),
    "crash_zoom_out": (("急速变焦拉开，机位不动", "zoom"),),
    "dolly_zoom_in": (("向前推近", "dolly"), ("，同时变焦拉开，形成希区柯克变焦", "zoom")),
    "dolly_zoom_out": (("向后拉远", "dolly"), ("，同时变焦推近，形成希区柯克变焦", "zoom")),
    "whip_pan_r": (("向右甩镜", "pan"),),
    "whip_pan_l": (("向左甩镜", "pan"),),
    "whip_tilt_u": (("向上甩镜", "tilt"),),
    "whip_tilt_d": (("向下甩镜", "tilt"),),
}
"""Move → the pieces of its verb with the axis each piece speaks for."""

COMPANY: dict[str, tuple[str, str, str]] = {
    "follow": ("dolly", "从", "身后跟拍"),
    "lead": ("dolly", "在", "前方后退引领，距离保持不变"),
    "track": ("truck", "与", "并行跟移"),
}
"""Moves in somebody's company: the axis that moves, the words before who it is, and those after."""

SLIGHT: dict[str, str] = {
    "dolly_in": "前推",
    "dolly_out": "后拉",
    "truck_r": "右移",
    "truck_l": "左移",
    "pedestal_u": "上升",
    "pedestal_d": "下降",
    "pan_r": "右摇",
    "pan_l": "左摇",
    "tilt_u": "上摇",
    "tilt_d": "下摇",
    "roll_r": "顺时针旋转",
    "roll_l": "逆时针旋转",
    "zoom_in": "变焦推近",
    "zoom_out": "变焦拉开",
}
"""The smaller half of a compound, and each axis of a move that has no name."""

PACES: dict[str, str] = {
    "imperceptible": "极其缓慢地",
    "slow": "缓慢",
    "steady": "平稳",
    "brisk": "轻快地",
    "fast": "快速",
    "whip": "",
    "": "",
}
"""The word of speed before the verb."""

ENDS: dict[str, str] = {
    "constant": "停住",
    "in": "停住",
    "out": "渐渐减速停下",
    "in_out": "平稳停下",
    "hold": "瞬间到位",
    "snap": "骤然停住",
}
"""How a move that leaves its key with this ease arrives."""

SHAKES: tuple[str, ...] = ("", "画面轻微抖动", "画面明显抖动", "画面剧烈抖动")

ASIDE = frozenset({"insert", "ots", "pov"})
"""Sizes that are not of somebody: what is seen stands behind them."""

FACING: dict[str, str] = {
    "toward_camera": "面朝镜头",
    "away": "背对镜头",
    "left": "面朝画面左侧",
    "right": "面朝画面右侧",
    "up": "面朝上方",
    "down": "面朝下方",
    "in": "面朝画面里侧",
    "out": "面朝画面外侧",
}
MOVING: dict[str, str] = {
    "toward_camera": "朝镜头靠近",
    "away": "远离镜头而去",
    "left": "移向画面左侧",
    "right": "移向画面右侧",
    "up": "向上移动",
    "down": "向下移动",
    "in": "进入画面",
    "out": "离开画面",
}
"""Directions of the vocabulary as they are said of where somebody faces and goes."""

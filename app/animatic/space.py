"""Vectors of the stage and the camera that projects them. East is +x, away from the first camera +y, up +z; metres."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Vec = tuple[float, float, float]
Point = tuple[float, float]
FAR_OUT = 40.0
"""Pixels outside of the picture beyond which shapes are cut."""
NEAR = 0.06
"""Nothing nearer to the lens than this is drawn (metres)."""


def add(a: Vec, b: Vec) -> Vec:
    """a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, factor: float) -> Vec:
    """a times a number."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def along(a: Vec, direction: Vec, metres: float) -> Vec:
    """The point `metres` from a in a direction."""
    return (a[0] + direction[0] * metres, a[1] + direction[1] * metres, a[2] + direction[2] * metres)


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def length(a: Vec) -> float:
    """How long a is."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def distance(a: Vec, b: Vec) -> float:
    """How far a is from b."""
    return length(sub(a, b))


def mixed(a: Vec, b: Vec, part: float) -> Vec:
    """The point at this part of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part)


def heading(yaw: float) -> Vec:
    """The level direction of a yaw: 0 is +y (away), positive turns to the left (counter-clockwise from above)."""
    return (-math.sin(yaw), math.cos(yaw), 0.0)


def yaw_to(a: Vec, b: Vec) -> float:
    """The yaw in which b lies from a."""
    return math.atan2(a[0] - b[0], b[1] - a[1])


def pitch_to(a: Vec, b: Vec) -> float:
    """How far up from level b lies from a."""
    return math.atan2(b[2] - a[2], math.hypot(b[0] - a[0], b[1] - a[1]))


def turned(offset: Vec, yaw: float) -> Vec:
    """An offset in a figure's own frame (right, forward, up) as one in the world, when it faces `yaw`."""
    sin, cos = math.sin(yaw), math.cos(yaw)
    return (offset[0] * cos - offset[1] * sin, offset[0] * sin + offset[1] * cos, offset[2])


class Camera(NamedTuple):
    """Where the viewer is. `focal` is in heights of the frame: the height of the frame at a distance d is d / focal."""

    eye: Vec
    yaw: float
    pitch: float
    roll: float
    focal: float
    eye_line: float
    """Height in the free part of the frame (0 top, 1 bottom) at which the lens axis meets the picture."""

    @property
    def forward(self) -> Vec:
        """The direction of the lens."""
        cos = math.cos(self.pitch)
        return (-math.sin(self.yaw) * cos, math.cos(self.yaw) * cos, math.sin(self.pitch))


class Screen:
    """Projects the world into a picture of so many pixels. `centre` is where the lens axis meets it."""

    __slots__ = ("_away", "_f", "_r", "_rows", "_u", "camera", "centre", "focal", "height", "width")

    def __init__(self, camera: Camera, width: float, height: float, centre: Point) -> None:
        self.camera = camera
        self.width, self.height = width, height
        self.centre = centre
        self.focal = camera.focal * height
        forward = camera.forward
        right = (math.cos(camera.yaw), math.sin(camera.yaw), 0.0)
        up = (
            right[1] * forward[2] - right[2] * forward[1],
            right[2] * forward[0] - right[0] * forward[2],
            right[0] * forward[1] - right[1] * forward[0],
        )
        # a camera that rolls clockwise carries its right-hand side down
        sin, cos = math.sin(camera.roll), math.cos(camera.roll)
        self._r = (right[0] * cos - up[0] * sin, right[1] * cos - up[1] * sin, right[2] * cos - up[2] * sin)
        self._u = (up[0] * cos + right[0] * sin, up[1] * cos + right[1] * sin, up[2] * cos + right[2] * sin)
        self._f = forward
        eye = camera.eye
        self._away = (-dot(eye, self._r), -dot(eye, self._u), -dot(eye, forward))
        beside, above, ahead = ((*way, gone) for way, gone in zip((self._r, self._u, forward), self._away, strict=True))
        self._rows = (
            *(self.focal * a + centre[0] * f for a, f in zip(beside, ahead, strict=True)),
            *(centre[1] * f - self.focal * a for a, f in zip(above, ahead, strict=True)),
            *ahead,
        )

    def seen(self, p: Vec) -> Vec:
        """A point as the camera sees it: metres to its right, up, and ahead."""
        x, y, z = p
        (rx, ry, rz), (ux, uy, uz), (fx, fy, fz) = self._r, self._u, self._f
        right, up, ahead = self._away
        return (
            x * rx + y * ry + z * rz + right,
            x * ux + y * uy + z * uz + up,
            x * fx + y * fy + z * fz + ahead,
        )

    def flat(self, seen: Vec) -> Point:
        """A point the camera sees, in pixels. It has to be ahead."""
        scale = self.focal / seen[2]
        return (self.centre[0] + seen[0] * scale, self.centre[1] - seen[1] * scale)

    def at(self, p: Vec) -> Point | None:
        """A point in pixels, None where it is behind the lens."""
        seen = self.seen(p)
        return self.flat(seen) if seen[2] > NEAR else None

    def scale(self, p: Vec) -> float:
        """Pixels a metre at this point; 0 behind the lens."""
        ahead = self.seen(p)[2]
        return self.focal / ahead if ahead > NEAR else 0.0

    def direction(self, d: Vec) -> Vec:
        """A direction of the world as the camera sees it."""
        r, u, f = self._r, self._u, self._f
        return (dot(d, r), dot(d, u), dot(d, f))

    def ray(self, point: Point) -> Vec:
        """The direction of the world, one metre long, that is seen at these pixels."""
        x, y, z = point[0] - self.centre[0], self.centre[1] - point[1], self.focal
        size = math.sqrt(x * x + y * y + z * z)
        turned = zip(self._r, self._u, self._f, strict=True)
        across, along, up = ((x * r + y * u + z * f) / size for r, u, f in turned)
        return across, along, up

    def polygon(self, points: Iterable[Vec]) -> list[Point]:
        """A flat shape in pixels, cut where it comes behind the lens; empty when nothing is left."""
        kept = points if isinstance(points, list | tuple) else list(points)
        ax, ay, az, aw, bx, by, bz, bw, fx, fy, fz, fw = self._rows
        found = [
            ((x * ax + y * ay + z * az + aw) / away, (x * bx + y * by + z * bz + bw) / away)
            for x, y, z in kept
            if (away := x * fx + y * fy + z * fz + fw) > NEAR
        ]
        if len(found) < len(kept):
            shape = cut_near([self.seen(p) for p in kept])
            found = [self.flat(p) for p in shape]
        return found if len(found) > 2 else []

    def cut(self, outline: list[Point]) -> list[Point]:
        """What is to be painted of a shape: nothing where it lies outside, less of it where it reaches far out."""
        xs, ys = [p[0] for p in outline], [p[1] for p in outline]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        width, height = self.width, self.height
        if right < -8 or left > width + 8 or bottom < -8 or top > height + 8:
            return []
        if left > -width and right < 2 * width and top > -height and bottom < 2 * height:
            return outline
        outline = half_plane(outline, [-x - FAR_OUT for x, _ in outline])
        outline = half_plane(outline, [x - width - FAR_OUT for x, _ in outline])
        outline = half_plane(outline, [-y - FAR_OUT for _, y in outline])
        return half_plane(outline, [y - height - FAR_OUT for _, y in outline])

    def holds(self, outline: Sequence[Point]) -> bool:
        """Whether a shape reaches so little out of the picture that there is nothing to cut."""
        xs, ys = [p[0] for p in outline], [p[1] for p in outline]
        width, height = self.width, self.height
        return min(xs) > -width and max(xs) < 2 * width and min(ys) > -height and max(ys) < 2 * height

    def misses(self, outline: Sequence[Point], margin: float = 4.0) -> bool:
        """Whether a shape lies wholly outside of the picture."""
        xs, ys = [p[0] for p in outline], [p[1] for p in outline]
        return max(xs) < -margin or min(xs) > self.width + margin or max(ys) < -margin or min(ys) > self.height + margin

    def segment(self, a: Vec, b: Vec) -> tuple[Point, Point] | None:
        """A straight line in pixels, cut where it comes behind the lens."""
        first, second = self.seen(a), self.seen(b)
        if first[2] <= NEAR and second[2] <= NEAR:
            return None
        if first[2] <= NEAR:
            first = mixed(first, second, (NEAR * 1.01 - first[2]) / (second[2] - first[2]))
        elif second[2] <= NEAR:
            second = mixed(second, first, (NEAR * 1.01 - second[2]) / (first[2] - second[2]))
        return self.flat(first), self.flat(second)

    def level(self, x: float, y: float) -> float:
        """Above 0 where the pixel looks above the true horizon, below 0 where it looks at the ground."""
        dx, dy = x - self.centre[0], y - self.centre[1]
        return self._f[2] * self.focal + self._r[2] * dx - self._u[2] * dy

    def faces(self, corner: Vec, normal: Vec) -> bool:
        """Whether a flat side with this outward normal shows its front."""
        e = self.camera.eye
        return (normal[0] * (e[0] - corner[0]) + normal[1] * (e[1] - corner[1]) + normal[2] * (e[2] - corner[2])) > 1e-9


def cut_near(points: Sequence[Vec]) -> list[Vec]:
    """What of a flat shape lies ahead of the lens."""
    kept: list[Vec] = []
    if not points:
        return kept
    before = points[-1]
    for point in points:
        if (point[2] > NEAR) != (before[2] > NEAR):
            part = (NEAR * 1.01 - before[2]) / (point[2] - before[2])
            kept.append(mixed(before, point, part))
        if point[2] > NEAR:
            kept.append(point)
        before = point
    return kept


def half_plane(corners: Sequence[Point], values: Sequence[float]) -> list[Point]:
    """The part of a shape where a linear value, given at its corners, is below 0."""
    kept: list[Point] = []
    for number, corner in enumerate(corners):
        before, was = corners[number - 1], values[number - 1]
        now = values[number]
        if (now < 0) != (was < 0):
            part = was / (was - now)
            kept.append((before[0] + (corner[0] - before[0]) * part, before[1] + (corner[1] - before[1]) * part))
        if now < 0:
            kept.append(corner)
    return kept


def capsule(a: Point, ra: float, b: Point, rb: float, steps: int = 7) -> list[Point]:
    """The outline of two circles and the lines that touch both: a limb."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    gap = math.hypot(dx, dy)
    if gap <= abs(ra - rb) + 1e-6:
        centre, radius = (a, ra) if ra >= rb else (b, rb)
        return circle(centre, radius, steps * 2)
    base = math.atan2(dy, dx)
    lean = math.acos((ra - rb) / gap)
    points: list[Point] = []
    for centre, radius, start, end in (
        (a, ra, base + lean, base - lean + 2 * math.pi),
        (b, rb, base - lean, base + lean),
    ):
        for step in range(steps + 1):
            angle = start + (end - start) * step / steps
            points.append((centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)))
    return points


def barrel(low: Sequence[Point], high: Sequence[Point]) -> list[Point]:
    """The outline of two rings of equally many corners, one above the other, and the sides between them."""
    count = len(low)
    sx, sy = sum([p[0] for p in low]), sum([p[1] for p in low])
    ax, ay = sum([p[0] for p in high]) - sx, sum([p[1] for p in high]) - sy
    beside = [y * ax - x * ay for x, y in low]
    first, last = beside.index(max(beside)), beside.index(min(beside))
    one = [(first + n) % count for n in range((last - first) % count + 1)]
    other = [(last + n) % count for n in range((first - last) % count + 1)]
    middle = low[one[len(one) // 2]]
    if (middle[0] - sx / count) * ax + (middle[1] - sy / count) * ay > 0:
        one, other = other, one
    # round the low ring on its far side, and back over the high one
    return [*(low[n] for n in one), *(high[n] for n in other)]


def circle(centre: Point, radius: float, steps: int = 14) -> list[Point]:
    """A circle as a polygon."""
    turn = 2 * math.pi / steps
    return [(centre[0] + radius * math.cos(turn * n), centre[1] + radius * math.sin(turn * n)) for n in range(steps)]


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex hull, by Andrew's monotone chain."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    chains: list[Point] = []
    for run in (ordered, ordered[::-1]):
        chain: list[Point] = []
        for p in run:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2], chain[-1]
                if (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0:
                    break
                chain.pop()
            chain.append(p)
        chains += chain[:-1]
    return chains

"""One scale for the whole time bar: seconds and pixels agree, scrubbing and zooming keep their place."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.timebar import Playhead, TimeRuler, TimeScale, short_time, time_code


# a busy machine is no fault of the scale
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    length=st.floats(0.5, 120), width=st.floats(100, 3000), zoom=st.floats(0.2, 20), at=st.floats(0, 1),
    share=st.floats(0, 1),
)  # fmt: skip
def test_seconds_and_pixels_agree_at_any_zoom(
    length: float, width: float, zoom: float, at: float, share: float
) -> None:
    scale = TimeScale(length)
    scale.set_width(width)
    scale.zoom_at(zoom, at * width)
    moment = share * length
    assert scale.t(scale.x(moment)) == pytest.approx(moment, abs=1e-6)
    assert 0 <= scale.start <= scale.end <= length + 1e-6


def test_zooming_keeps_the_moment_under_the_pointer() -> None:
    scale = TimeScale(60)
    scale.set_width(600)
    before = scale.t(200)
    scale.zoom_at(4, 200)
    assert scale.t(200) == pytest.approx(before)
    scale.zoom_at(0.001, 200)
    assert (scale.zoom, scale.start) == (1.0, 0.0)


def test_snap_and_frames() -> None:
    scale = TimeScale(8, snap=0.5, fps=24)
    assert scale.snapped(3.2) == 3.0
    assert scale.snapped(7.9) == 8.0
    assert scale.framed(3.35) == pytest.approx(80 / 24)
    scale.snap = 0
    assert scale.snapped(3.21) == 3.21


@pytest.mark.parametrize(("seconds", "width", "step"), [(8, 732, 1), (8, 200, 5), (60, 700, 5), (2, 900, 0.2)])
def test_figures_have_room(seconds: float, width: float, step: float) -> None:
    scale = TimeScale(seconds)
    scale.set_width(width)
    figures = scale.figures()
    assert figures[0] == 0
    assert figures[1] == pytest.approx(step)
    assert step * scale.pixels >= 44


def test_the_ruler_scrubs_by_mouse_and_key(qtbot: QtBot) -> None:
    scale = TimeScale(8)
    ruler = TimeRuler(scale, name="Time")
    qtbot.addWidget(ruler)
    ruler.resize(800, 22)
    ruler.show()
    told: list[float] = []
    ruler.scrubbed.connect(told.append)
    QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=QPoint(400, 10))
    QTest.mouseMove(ruler, QPoint(600, 10))
    with qtbot.waitSignal(ruler.scrub_ended):
        QTest.mouseRelease(ruler, Qt.MouseButton.LeftButton, pos=QPoint(600, 10))
    assert told[0] == pytest.approx(4.0)
    ruler.set_seconds(4.0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Comma, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(ruler, key)
    assert told[-4:] == pytest.approx([4.5, 4.5 - 1 / 24, 8.0, 0.0])


def test_the_ruler_leaves_its_figures_readable_beside_the_playhead(qtbot: QtBot) -> None:
    ruler = TimeRuler(TimeScale(8), name="Time")
    qtbot.addWidget(ruler)
    ruler.resize(800, 22)

    def places(seconds: float) -> list[float | None]:
        ruler.set_seconds(seconds)
        ruler.grab()
        return ruler.figure_places

    free = places(2.5)
    assert None not in free
    # at a figure and at both ends it stands beside the head, close to an end it gives way
    for seconds, number in ((0.0, 0), (4.0, 4), (8.0, 8)):
        moved = places(seconds)
        place, before = moved[number], free[number]
        assert place is not None
        assert before is not None
        assert (place > before) == (number < 8)
        assert [each for index, each in enumerate(moved) if index != number] == free[:number] + free[number + 1 :]
    assert places(0.04)[0] is None


def test_a_tick_repaints_only_the_strip(qtbot: QtBot) -> None:
    class Lane(QWidget):
        painted = 0

        def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
            self.painted = max(self.painted, event.region().boundingRect().width())

    host = Lane()
    qtbot.addWidget(host)
    host.resize(800, 100)
    scale = TimeScale(8)
    scale.set_width(800)
    head = Playhead(scale, host)
    host.show()
    qtbot.waitExposed(host)
    qtbot.wait(20)
    host.painted = 0
    head.set_seconds(1 / 24)
    qtbot.waitUntil(lambda: host.painted > 0)
    assert host.painted <= 2 * head.width()
    assert head.geometry().center().x() == round(scale.x(1 / 24))


def test_times_as_people_read_them() -> None:
    assert time_code(3.35) == "00:03.08"
    assert time_code(61.0) == "01:01.00"
    assert short_time(2.5) == "2.5"
    assert short_time(4.0) == "4"

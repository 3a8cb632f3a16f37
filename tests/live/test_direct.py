"""Writing directly keeps every frame whole and in order, also for a listener too slow for it."""

import subprocess
import sys

import engineio

from cafe.live import direct
from tests.support.server import ROOT

CHECKS = (
    "a_frame_is_written_before_send_returns",
    "one_frame_serves_all_listeners",
    "a_slow_listener_gets_all_of_it_in_order",
    "what_waits_in_the_queue_is_not_overtaken",
    "a_line_that_is_gone_raises_nothing",
    "a_listener_that_hears_nothing_but_pings_stays",
)


def test_on_green_threads() -> None:
    """In one process for all of them: what it costs to begin one is more than they take."""
    program = [sys.executable, "-W", "ignore", "-m", "tests.live.direct_checks"]
    ran = subprocess.run(
        program, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.split() == [*CHECKS]


def test_threads_keep_the_librarys_way_with_a_limit() -> None:
    engine = engineio.Server(async_mode="threading")
    before = engine._async["websocket"]
    direct.install(engine)
    assert engine._async["websocket"].args == (before, engine.max_http_buffer_size)

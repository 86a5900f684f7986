"""Waiting for something to become true, never for time to pass."""

import threading
import time

PAUSE = threading.Event()  # never set: its wait() gives the processor to others between two looks


def wait_until(condition, within=10.0, describe="it became true"):
    """Returns the first truthy value of condition(), looked at again and again for at most `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {within} s until {describe}; last saw {value!r}")
        PAUSE.wait(0.02)

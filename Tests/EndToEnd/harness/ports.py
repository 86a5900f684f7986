"""Free ports on loopback, below those the system hands out by itself."""

import os
import random
import socket

# Each worker has ports of its own, and each run begins somewhere else, so that two never race for one.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_ports = list(range(20_000 + _worker, 32_000, 16))
_next = random.randrange(len(_ports))


def free_port():
    global _next
    for _ in _ports:
        port = _ports[_next]
        _next = (_next + 1) % len(_ports)
        with socket.socket() as candidate:
            # As the server does, so that a port whose last connections are still winding down counts as free.
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port between 20000 and 32000")

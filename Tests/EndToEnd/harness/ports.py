"""Free ports on loopback, from a range of each worker's own so that two workers never race for one."""

import itertools
import os
import socket

_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_ports = itertools.cycle(range(21_000 + 1_000 * _worker, 22_000 + 1_000 * _worker))


def free_port():
    for port in _ports:
        with socket.socket() as candidate:
            # As the server does, so that a port whose last connections are still winding down counts as free.
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port

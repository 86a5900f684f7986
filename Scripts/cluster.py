"""Starts two servers on PostgreSQL behind nginx and the world they sell in; stops everything at Ctrl-C."""

import contextlib
import json
import signal
import sys
import tempfile
from pathlib import Path

from harness.balancer import Balancer
from harness.node import Node
from harness.postgresql import Storage
from harness.shop import BUSINESS, Shop


def main(port):
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="sampan-cluster-") as name:
        folder = Path(name)
        storage, balancer = Storage(), Balancer(folder / "balancer", port)
        try:
            shop = Shop(folder, storage=storage, settings=balancer.settings)
            try:
                node = Node(shop)
                balancer.start(shop)
                print(tell(shop, node, port), flush=True)
                with contextlib.suppress(KeyboardInterrupt):
                    balancer.program.wait()
                balancer.close()
            finally:
                # Whoever tried what a killed server does to the others has killed one.
                with contextlib.suppress(AssertionError):
                    shop.close()
        finally:
            storage.close()


def tell(shop, node, port):
    return "\n".join(
        [
            "",
            f"  shop      http://{BUSINESS}.localhost:{port}",
            f"  world     {shop.world.url}",
            f"  servers   {shop.address} (process {shop.program.process.pid}), "
            f"{node.address} (process {node.program.process.pid})",
            f"  data      {json.dumps(shop.storage.settings)}",
            "",
            "  Kill one of the servers and go on buying. Ctrl-C stops everything.",
            "",
        ]
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))

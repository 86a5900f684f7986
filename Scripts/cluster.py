"""Starts two servers on PostgreSQL behind nginx and the world they sell in; stops everything at Ctrl-C."""

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from harness.node import Node
from harness.postgresql import Storage
from harness.program import ROOT
from harness.shop import BUSINESS, Shop


def main(port):
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="sampan-cluster-") as name:
        folder = Path(name)
        storage = Storage()
        try:
            origin = f"http://{BUSINESS}.localhost:{port}"
            shop = Shop(folder, storage=storage, settings={"behindProxy": True, "publicOrigin": origin})
            try:
                node = Node(shop)
                balance(folder, port, [shop.port, node.port], tell(shop, node, port))
            finally:
                # Whoever tried what a killed server does to the others has killed one.
                with contextlib.suppress(AssertionError):
                    shop.close()
        finally:
            storage.close()


def balance(folder, port, ports, welcome):
    """nginx on `port` before the servers, until Ctrl-C."""
    text = (ROOT / "deploy/nginx.conf").read_text().replace("listen 127.0.0.1:8080", f"listen 127.0.0.1:{port}")
    for example, real in zip((8081, 8082), ports, strict=True):
        text = text.replace(f"127.0.0.1:{example}", f"127.0.0.1:{real}")
    (folder / "run").mkdir()
    (folder / "nginx.conf").write_text(text)
    nginx = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", "stderr", "-g", "daemon off;"])
    print(welcome, flush=True)
    try:
        nginx.wait()
    except KeyboardInterrupt:
        nginx.terminate()
        nginx.wait()


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

"""nginx before several servers, with the settings that `deploy/` recommends."""

import subprocess
from urllib.parse import urlsplit

import httpx

from .ports import free_port
from .program import ROOT
from .waiting import wait_until


class Balancer:
    def __init__(self, folder, shop):
        """`shop` has one further node; both are told that only a proxy of ours reaches them."""
        self.port = free_port()
        self.address, self.host = f"http://127.0.0.1:{self.port}", f"{urlsplit(shop.url).hostname}:{self.port}"
        text = (
            (ROOT / "deploy/nginx.conf").read_text().replace("listen 127.0.0.1:8080", f"listen 127.0.0.1:{self.port}")
        )
        for example, server in zip((8081, 8082), (shop, *shop.nodes), strict=True):
            text = text.replace(f"127.0.0.1:{example}", f"127.0.0.1:{server.port}")
        (folder / "run").mkdir(parents=True)
        (folder / "nginx.conf").write_text(text)
        self._program = subprocess.Popen(
            ["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", "stderr", "-g", "daemon off;"]
        )
        wait_until(self._answers, describe="nginx answered")

    def close(self):
        self._program.terminate()
        self._program.wait(timeout=20)

    def _answers(self):
        try:
            return httpx.get(f"{self.address}/health", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

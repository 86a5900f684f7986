"""nginx before several servers, with the settings that `deploy/` recommends."""

import subprocess

import httpx

from .ports import free_port
from .program import ROOT
from .shop import BUSINESS
from .waiting import wait_until


class Balancer:
    def __init__(self, folder, port=None):
        self.folder, self.port = folder, port or free_port()
        self.address, self.host = f"http://127.0.0.1:{self.port}", f"{BUSINESS}.localhost:{self.port}"
        # What its servers are to be told.
        self.settings = {"behindProxy": True, "publicOrigin": f"http://{self.host}"}

    def start(self, shop):
        """Balances the shop and its one further server."""
        text = (ROOT / "deploy/nginx.conf").read_text()
        text = text.replace("listen 127.0.0.1:8080", f"listen 127.0.0.1:{self.port}")
        for example, server in zip((8081, 8082), (shop, *shop.nodes), strict=True):
            text = text.replace(f"127.0.0.1:{example}", f"127.0.0.1:{server.port}")
        (self.folder / "run").mkdir(parents=True)
        (self.folder / "nginx.conf").write_text(text)
        places = ("-p", self.folder, "-c", self.folder / "nginx.conf")
        self.program = subprocess.Popen(["/usr/sbin/nginx", *places, "-e", "stderr", "-g", "daemon off;"])
        wait_until(self._answers, describe="nginx answered")

    def close(self):
        self.program.terminate()
        self.program.wait(timeout=20)

    def _answers(self):
        try:
            return httpx.get(f"{self.address}/health", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

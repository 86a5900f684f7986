"""A further server on the databases of a shop."""

import signal

from .ports import free_port


class Node:
    def __init__(self, shop):
        self.shop, self.port = shop, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.host = shop.host.rpartition(":")[0] + f":{self.port}"
        number = len(shop.nodes) + 2
        self.clock_socket, self.log = shop.folder / f"clock-{number}", shop.folder / f"shop-{number}.log"
        self.binary = shop.binary
        self.start()
        shop.nodes.append(self)

    def start(self):
        self.program = self.shop.serve(self.port, self.clock_socket, self.log, self.binary)

    def replace(self, binary):
        """Stops the server and starts another release on the same data."""
        assert self.program.stop(within=25) == 0
        self.binary = binary
        self.start()

    def restart(self, kill=False):
        assert kill, "a node is killed, or stopped by its shop"
        self.program.kill()
        self.start()


def freeze(server):
    """Stops a server in the middle of what it does, as a machine under strain might; `thaw` lets it go on."""
    server.program.process.send_signal(signal.SIGSTOP)


def thaw(server):
    server.program.process.send_signal(signal.SIGCONT)

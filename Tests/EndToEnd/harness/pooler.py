"""pgbouncer before the cluster of data, as Debian packages it: https://www.pgbouncer.org/config.html"""

import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from .postgresql import AS_NOBODY_SPECIAL, Storage
from .waiting import wait_until

SETTINGS = """
[databases]
* = host={cluster}
[pgbouncer]
listen_addr =
unix_socket_dir = {folder}
listen_port = 5432
auth_type = trust
auth_file = {folder}/users
pool_mode = {mode}
default_pool_size = {size}
logfile = {folder}/log
pidfile = {folder}/pid
ignore_startup_parameters = extra_float_digits
"""


class Pooler:
    def __init__(self, cluster, mode="transaction", size=3):
        self.cluster, self.size = cluster, size
        self.folder = Path(tempfile.mkdtemp(prefix="sampan-pool-", dir="/tmp"))
        settings = SETTINGS.format(cluster=cluster.folder, folder=self.folder, mode=mode, size=size)
        (self.folder / "settings").write_text(settings)
        (self.folder / "users").write_text('"sampan" ""\n"sampan_owner" ""\n')
        if AS_NOBODY_SPECIAL:
            for path in (self.folder, self.folder / "settings", self.folder / "users"):
                shutil.chown(path, "postgres", "postgres")
        self.start()

    def start(self):
        command = [*AS_NOBODY_SPECIAL, "/usr/sbin/pgbouncer", "--quiet", self.folder / "settings"]
        self.server = subprocess.Popen(command, cwd="/")
        socket = self.folder / ".s.PGSQL.5432"
        wait_until(lambda: self.server.poll() is not None or socket.exists(), describe="pgbouncer listened")
        assert self.server.poll() is None, (self.folder / "log").read_text()

    def stop(self, how=signal.SIGTERM):
        """SIGTERM cuts everybody off at once."""
        self.server.send_signal(how)
        self.server.wait(timeout=20)
        (self.folder / ".s.PGSQL.5432").unlink(missing_ok=True)

    def close(self):
        self.stop()
        shutil.rmtree(self.folder)


class PooledStorage(Storage):
    """Databases whose data and control store are reached through a pooler alone."""

    def __init__(self, **options):
        super().__init__()
        self.pooler = Pooler(self.data, **options)
        for name in ("dataURL", "controlURL"):
            self.settings[name] = self.settings[name].replace(str(self.data.folder), str(self.pooler.folder))
        self.settings["throughPooler"] = True

    def close(self):
        self.pooler.close()
        super().close()

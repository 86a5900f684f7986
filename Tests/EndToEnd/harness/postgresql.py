"""PostgreSQL servers of the tests' own: one for data, one for keys, run by an unprivileged user, gone afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from .waiting import wait_until

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
# A PostgreSQL server refuses to run as root.
AS_NOBODY_SPECIAL = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []


class Cluster:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="sampan-pg-", dir="/tmp"))  # a socket's path must be short
        if AS_NOBODY_SPECIAL:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run(
            "initdb", "-D", self.folder / "data", "-U", "cluster", "--auth=trust", "--locale=C.UTF-8", "--no-sync"
        )
        self.start()
        self.sql("CREATE ROLE sampan_owner LOGIN")
        self.sql("CREATE ROLE sampan LOGIN")

    def start(self):
        settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}"]
        self.server = subprocess.Popen(
            [*AS_NOBODY_SPECIAL, PROGRAMS / "postgres", "-D", self.folder / "data", *settings],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self._answers, describe="PostgreSQL answered")

    def stop(self, how=signal.SIGINT):
        """SIGINT disconnects everybody and stops; SIGQUIT stops at once, to recover at the next start."""
        self.server.send_signal(how)
        self.server.wait(timeout=20)

    def close(self):
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder)

    def make_database(self, name):
        self.sql(f"CREATE DATABASE {name} OWNER sampan_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        return f"postgresql://sampan@/{name}?host={self.folder}"

    def sql(self, statement, database="postgres"):
        return self._run(
            "psql", "-X", "-q", "-A", "-t", "-h", self.folder, "-U", "cluster", "-d", database, "-c", statement
        )

    def dump(self, database):
        """Everything in a database as text, to be searched."""
        return self._run("pg_dump", "-h", self.folder, "-U", "cluster", database)

    def restore(self, database, dump):
        """A database made anew from what `dump` gave."""
        address = self.make_database(database)
        self._run("psql", "-X", "-q", "-h", self.folder, "-U", "cluster", "-d", database, typed=dump)
        return address

    def _run(self, program, *arguments, typed=None):
        command = [*AS_NOBODY_SPECIAL, PROGRAMS / program, *map(str, arguments)]
        done = subprocess.run(command, input=typed, capture_output=True, text=True, timeout=60, cwd="/")
        assert done.returncode == 0, f"{program}: {done.stderr}"
        return done.stdout

    def _answers(self):
        assert self.server.poll() is None, "PostgreSQL ended"
        command = [PROGRAMS / "pg_isready", "-q", "-h", self.folder]
        return subprocess.run(list(map(str, command)), timeout=10).returncode == 0


class Storage:
    """The databases of one installation."""

    def __init__(self):
        self.data, self.keys = Cluster(), Cluster()
        self.settings = {
            "dataURL": self.data.make_database("sampan_data"),
            "controlURL": self.data.make_database("sampan_control"),
            "keysURL": self.keys.make_database("sampan_keys"),
        }
        self.owner = {"ownerUser": "sampan_owner"}

    def close(self):
        self.data.close()
        self.keys.close()

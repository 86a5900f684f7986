"""PostgreSQL servers of the tests' own: one for data, one for keys, run by an unprivileged user, gone afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
from itertools import count
from pathlib import Path

from .waiting import wait_until

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
# A PostgreSQL server refuses to run as root.
AS_NOBODY_SPECIAL = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []

# Asks something of every table of a database, which PostgreSQL has no plainer statement for.
OF_EACH_TABLE = """
SELECT relname, (xpath('/table/row/answer/text()', query_to_xml(
    format('SELECT {question} AS answer FROM %I AS t', relname), false, false, '')))[1]
FROM pg_class WHERE relkind = 'r' AND relnamespace = CAST('public' AS regnamespace) ORDER BY relname
"""


class Cluster:
    def __init__(self, disk=None, **settings):
        """`disk` makes the disk for the data, at the folder it is given; `settings`: PostgreSQL's own, such as
        `fsync="off"` for tests in which no machine loses power.
        """
        self.folder = Path(tempfile.mkdtemp(prefix="sampan-pg-", dir="/tmp"))  # a socket's path must be short
        self.settings, self._lines = settings, {}
        self.disk = disk(self.folder / "disk") if disk else None
        self._data = self.folder / ("disk" if disk else "") / "data"
        if AS_NOBODY_SPECIAL:
            for folder in [self.folder, *([self.disk.path] if self.disk else [])]:
                shutil.chown(folder, "postgres", "postgres")
        options = ("--auth=trust", "--locale=C.UTF-8", "--no-sync", "--wal-segsize=1")
        self._run("initdb", "-D", self._data, "-U", "cluster", *options)
        self.start()
        self.sql("CREATE ROLE sampan_owner LOGIN")
        self.sql("CREATE ROLE sampan LOGIN")

    def start(self):
        settings = {"listen_addresses": "", "unix_socket_directories": self.folder, **self.settings}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with open(self.folder / "log", "ab") as log:
            self.server = subprocess.Popen(self._command("postgres", "-D", self._data, *words), stdout=log, stderr=log)
        wait_until(self._answers, within=30, describe="PostgreSQL answered")

    def stop(self, how=signal.SIGINT):
        """SIGINT disconnects everybody and stops; SIGQUIT stops at once, to recover at the next start."""
        for line in self._lines.values():
            line.close()
        self._lines = {}
        self.server.send_signal(how)
        self.server.wait(timeout=20)

    def processes(self):
        """The server and whom it has forked."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        return [self.server.pid, *map(int, children)]

    def cut_off(self, user):
        """Ends every connection this account has; gives how many there were."""
        return len(self.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{user}'").split())

    def sessions(self, user):
        """How many connections this account has."""
        return int(self.sql(f"SELECT count(*) FROM pg_stat_activity WHERE usename = '{user}'"))

    def close(self):
        self.stop(signal.SIGQUIT)
        if self.disk:
            self.disk.close()
        shutil.rmtree(self.folder)

    def make_database(self, name, template="template0"):
        coded = " ENCODING 'UTF8' LOCALE 'C.UTF-8'" if template == "template0" else ""
        self.sql(f"CREATE DATABASE {name} OWNER sampan_owner TEMPLATE {template}{coded}")
        return f"postgresql://sampan@/{name}?host={self.folder}"

    def drop_database(self, name):
        if line := self._lines.pop(name, None):
            line.close()
        self.sql(f"DROP DATABASE {name} WITH (FORCE)")

    def sql(self, statement, database="postgres"):
        """What psql prints: a row a line, columns parted by |."""
        line = self._lines.get(database)
        if line is None or not line.is_open:
            line = self._lines[database] = Line(self._command("psql", *self._psql(database), "-f", "-"))
        return line.ask(statement)

    def of_each_table(self, question, database):
        """The answer to a question about every table: {table: answer}."""
        rows = self.sql(OF_EACH_TABLE.format(question=question), database).splitlines()
        return dict(row.split("|", 1) for row in rows)

    def dump(self, database):
        """Everything in a database as text, to be searched."""
        return self._run("pg_dump", "-h", self.folder, "-U", "cluster", database)

    def restore(self, database, dump):
        """A database made anew from what `dump` gave."""
        address = self.make_database(database)
        self._run("psql", *self._psql(database), typed=dump)
        return address

    def raw_files(self, *databases):
        """The files in which these databases lie, and the log of what was written to any."""
        self.sql("CHECKPOINT")
        names = ", ".join(f"'{name}'" for name in databases)
        ids = self.sql(f"SELECT oid FROM pg_database WHERE datname IN ({names})").split()
        folders = [self._data / "base" / identity for identity in ids] + [self._data / "pg_wal"]
        return [file for folder in folders for file in folder.rglob("*") if file.is_file()] + [self.folder / "log"]

    def _psql(self, database):
        return "-X", "-q", "-A", "-t", "-h", self.folder, "-U", "cluster", "-d", database, "-v", "ON_ERROR_STOP=1"

    def _command(self, program, *arguments):
        enter = self.disk.enter if self.disk else []
        return [*enter, *AS_NOBODY_SPECIAL, str(PROGRAMS / program), *map(str, arguments)]

    def _run(self, program, *arguments, typed=None):
        command = self._command(program, *arguments)
        done = subprocess.run(command, input=typed, capture_output=True, text=True, timeout=60, cwd="/")
        assert done.returncode == 0, f"{program}: {done.stderr}"
        return done.stdout

    def _answers(self):
        assert self.server.poll() is None, f"PostgreSQL ended: {(self.folder / 'log').read_text()[-2000:]}"
        command = [PROGRAMS / "pg_isready", "-q", "-h", self.folder]
        return subprocess.run(list(map(str, command)), timeout=10).returncode == 0


class Line:
    """A psql that stays, since a new one for every question takes longer than the question."""

    def __init__(self, command):
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/"
        )

    @property
    def is_open(self):
        return self._process.poll() is None

    def ask(self, statement):
        end = "that-was-all"
        self._process.stdin.write(f"{statement}\n;\n\\echo {end}\n")
        self._process.stdin.flush()
        said = []
        for line in self._process.stdout:
            if line.strip() == end:
                return "".join(said)
            said.append(line)
        self.close()
        raise AssertionError(f"{statement}: {''.join(said)}")

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=20)


class Clusters:
    """Two servers that shops with databases of their own may share."""

    def __init__(self, disk_of_data=None, disk_of_keys=None, **settings):
        self.data, self.keys = Cluster(disk_of_data, **settings), Cluster(disk_of_keys, **settings)
        self.numbers = count(1)

    def close(self):
        self.data.close()
        self.keys.close()


class Storage:
    """The databases of one installation."""

    owner = {"ownerUser": "sampan_owner"}

    def __init__(self, clusters=None, **options):
        """On servers shared with others, or on two of its own, which a test may stop and crash."""
        self.clusters, self._owns_clusters = clusters or Clusters(**options), clusters is None
        self.data, self.keys = self.clusters.data, self.clusters.keys
        number = next(self.clusters.numbers)
        names = {kind: f"sampan_{kind}_{number}" for kind in ("data", "control", "keys")}
        self.settings = {f"{kind}URL": self._cluster(kind).make_database(name) for kind, name in names.items()}
        self.names, self._copies = names, []

    def counts(self):
        """How many rows each table has, {(database, table): count}."""
        return {key: int(answer) for key, answer in self._of_each_table("count(*)")}

    def digests(self):
        """What stands in each table, {(database, table): digest}."""
        return dict(self._of_each_table("md5(string_agg(CAST(t AS text), chr(10) ORDER BY CAST(t AS text)))"))

    def dump(self):
        """Everything in all databases as text."""
        return "".join(self._cluster(kind).dump(name) for kind, name in self.names.items())

    def raw_files(self, folder):
        """Everything as text, written below `folder`, and the files of the servers themselves."""
        (folder / "dump.sql").write_text(self.dump())
        data, keys = self.names["data"], self.names["keys"]
        of_data = self.data.raw_files(data, self.names["control"])
        return [folder / "dump.sql", *of_data, *self.keys.raw_files(keys)]

    def falsify(self, statement):
        """Changes a row of an organisation's data as the server's administrator might; gives how many."""
        return len(self.data.sql(f"{statement} RETURNING 1", self.names["data"]).split())

    def tamper(self, statement):
        """Does what the server's administrator might."""
        self.data.sql(statement, self.names["data"])

    def drop_table(self, table):
        self.tamper(f"DROP TABLE {table} CASCADE")

    def copy_data(self, name):
        """Keeps what data and control store are now, while nobody is connected, to be put back later by this name."""
        for original in (self.names["data"], self.names["control"]):
            self._copy(original, f"{original}_{name}")
            self._copies.append(f"{original}_{name}")

    def put_data_back(self, name):
        for original in (self.names["data"], self.names["control"]):
            self.data.drop_database(original)
            self._copy(f"{original}_{name}", original)

    def empty(self):
        """As if the clusters had been set up a moment ago."""
        for kind, name in self.names.items():
            self._cluster(kind).drop_database(name)
            self._cluster(kind).make_database(name)

    def close(self):
        if self._owns_clusters:
            self.clusters.close()
            return
        for kind, name in self.names.items():
            self._cluster(kind).drop_database(name)
        for name in self._copies:
            self.data.drop_database(name)

    def _cluster(self, kind):
        return self.keys if kind == "keys" else self.data

    def _of_each_table(self, question):
        for kind, name in self.names.items():
            for table, answer in self._cluster(kind).of_each_table(question, name).items():
                yield (kind, table), answer

    def _copy(self, original, copy):
        if line := self.data._lines.pop(original, None):
            line.close()  # a database is copied only while nobody is connected to it
        self.data.make_database(copy, template=original)

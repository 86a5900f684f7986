"""A look inside a shop that keeps its data in SQLite files, only ever to compare or to search."""

import shutil
import sqlite3
from contextlib import contextmanager


class Files:
    """What `harness.postgresql.Storage` is for a shop on PostgreSQL: answers to the same questions."""

    settings = None  # files are what a server uses that is told nothing
    owner = {}

    def __init__(self, folder, data, keys):
        self.folder, self.data, self.keys = folder, data, keys

    def counts(self):
        """How many rows each table has, {(file, table): count}."""
        return self._of_each_table(
            lambda database, table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        )

    def digests(self):
        """What stands in each table, {(file, table): digest}."""

        def digest(database, table):
            return hash(tuple(sorted(map(repr, database.execute(f'SELECT * FROM "{table}"')))))

        return self._of_each_table(digest)

    def raw_files(self, _):
        """Files beyond the shop's own trees in which something could have stayed."""
        return []

    def falsify(self, statement):
        """Changes a row of an organisation's data as somebody with write access to the files might; gives how many."""
        (file,) = [f for f in self.data.rglob("data.sqlite") if f.parent.parent.name == "organisations"]
        with _opened(f"file:{file}") as database:
            return database.execute(statement).rowcount

    def copy_data(self, name):
        """Keeps what the data are now, of a shop that is stopped, to be put back later by this name."""
        shutil.copytree(self.data, self.folder / name)

    def put_data_back(self, name):
        shutil.rmtree(self.data)
        shutil.copytree(self.folder / name, self.data)

    def tamper(self, statement):
        """Does what somebody with write access to the files might."""
        (file,) = [f for f in self.data.rglob("data.sqlite") if f.parent.parent.name == "organisations"]
        with _opened(f"file:{file}") as database:
            database.execute("PRAGMA foreign_keys = ON")
            database.execute(statement)

    def drop_table(self, table):
        self.tamper(f"DROP TABLE {table}")

    def empty(self):
        """As if nothing had been there; the trees are the machine's."""

    def close(self):
        pass

    def _of_each_table(self, look):
        found = {}
        for tree in (self.data, self.keys):
            for file in tree.rglob("*.sqlite"):
                with _opened(f"file:{file}?mode=ro") as database:
                    tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
                    for (table,) in tables:
                        found[(str(file.relative_to(tree.parent)), table)] = look(database, table)
        return found


@contextmanager
def _opened(address):
    database = sqlite3.connect(address, uri=True, timeout=10)
    try:
        with database:
            yield database
    finally:
        database.close()

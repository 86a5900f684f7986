"""Disks that are full, without touching those of the machine."""

import contextlib
import resource
import subprocess
from contextlib import contextmanager
from pathlib import Path


class Quota:
    """As when a quota is used up: while full, the system refuses some processes every further byte in any file.

    Works for anybody anywhere. A size limit gives another error than a full disk does; `SmallDisk` gives the very one.
    """

    def __init__(self, folder=None, users=lambda: [], as_whom=()):
        """`users` gives the processes, when it is full; `as_whom` begins a command of the account they belong to."""
        self.folder = self.path = folder
        self.enter, self.users, self.as_whom = [], users, as_whom
        self._limited = []

    def fill(self):
        self._limited = self.users()
        assert [pid for pid in self._limited if self._limit(pid, 0)], "nobody could be limited"

    def make_room(self):
        own, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
        for pid in self._limited:
            self._limit(pid, "unlimited" if own == resource.RLIM_INFINITY else own)
        self._limited = []

    def close(self):
        self.make_room()

    def _limit(self, pid, size):
        """The soft limit alone, which whoever lowers it may raise again; false when the process is gone."""
        command = [*self.as_whom, "prlimit", f"--pid={pid}", f"--fsize={size}:"]
        return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0


@contextmanager
def no_file_may_grow(*servers):
    quota = Quota(users=lambda: [server.program.process.pid for server in servers])
    try:
        quota.fill()
        yield
    finally:
        quota.make_room()


def small_disk(folder, megabytes):
    """A disk soon full; where nobody may mount one, what comes nearest to it."""
    disk = SmallDisk(folder, megabytes)
    if disk.is_there:
        return disk
    disk.close()
    return Quota(folder)


class SmallDisk:
    """A file system of a few megabytes in memory, in a mount namespace of its own; gone with `close`.

    `enter` begins the command of a program that shall see it at `folder`; everybody else reaches it by `path`.
    """

    def __init__(self, folder, megabytes):
        self.folder, self.users, self.as_whom = folder, None, None  # what a quota needs to know
        folder.mkdir(exist_ok=True)
        mount = f'mount -t tmpfs -o size={megabytes}m,mode=0700 none "$0" && echo mounted && exec cat'
        self._holder = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "sh", "-c", mount, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.is_there = self._holder.stdout.readline() == "mounted\n"
        self.path = Path(f"/proc/{self._holder.pid}/root{folder}")
        self.enter = ["nsenter", f"--target={self._holder.pid}", "--mount"]

    def fill(self):
        """Takes the last byte there is."""
        with open(self._ballast, "ab", buffering=0) as ballast, contextlib.suppress(OSError):
            while ballast.write(b"\0" * 4096):
                pass

    def make_room(self):
        self._ballast.unlink(missing_ok=True)

    def close(self):
        self._holder.stdin.close()
        self._holder.stdout.close()
        self._holder.wait(timeout=20)

    @property
    def _ballast(self):
        return self.path / "ballast"

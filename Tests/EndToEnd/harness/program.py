"""One run of the sampan program, with its output in a file."""

import os
import signal
import subprocess
from pathlib import Path

from .waiting import wait_until

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("SAMPAN_BINARY", ROOT / ".build/debug/sampan"))


class Program:
    def __init__(self, arguments, log, ready, environment=None, enter=(), binary=BINARY):
        """`enter` begins the command of a program that shall see other disks than we do; `binary` is another release's."""
        self.log = log
        self._output = open(log, "ab")
        self.process = subprocess.Popen(
            [*enter, str(binary), *map(str, arguments)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        try:
            wait_until(lambda: self._died() or ready(), within=20, describe=f"{arguments[0]} answered")
        except BaseException:
            self.kill()
            raise

    def _died(self):
        if self.process.poll() is not None:
            raise AssertionError(f"exited with {self.process.returncode} before it answered:\n{self.output()[-4000:]}")

    def output(self):
        return Path(self.log).read_text(errors="replace")

    def stop(self, within=15):
        """Asks the program to finish what it is doing; gives its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"did not stop within {within} s of SIGTERM:\n{self.output()[-4000:]}") from None
        finally:
            self._output.close()

    def kill(self):
        """Ends the program as a power cut would."""
        self.process.kill()
        self.process.wait()
        self._output.close()


def run(*arguments, environment=None, typed="", within=30, enter=(), binary=BINARY):
    """Runs one command to its end; gives its exit code and everything it printed."""
    done = subprocess.run(
        [*enter, str(binary), *map(str, arguments)],
        cwd=ROOT,
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(environment or {})},
        timeout=within,
        text=True,
    )
    return done.returncode, done.stdout

"""One running shop with data of its own, set up like a business's server and pointed at the simulated world."""

import json
import secrets
import socket

import httpx

from . import scan
from .files import Files
from .ports import free_port
from .program import BINARY, ROOT, Program, run
from .staff import PASSWORD, PEOPLE, Staff
from .visitor import Visitor
from .waiting import wait_until
from .world import World

BUSINESS = "vietnam-connect"
STRIPE_SECRET = "sk_test_sampan_world"
STRIPE_WEBHOOK_SECRET = "whsec_sampan_world_test"
TELEGRAM_TOKEN = "7000000001:sampan-world-bot-token"
TELEGRAM_SECRET = "a-secret-only-telegram-knows"
SUPPLIER_PATH = "a-path-only-the-supplier-knows"

# Timetables and the signed record, which grow a moment after what they are about; every other table is compared.
NOT_WHAT_SOMEBODY_SENT = {
    "due_organisations",
    "key_collection",
    "supplier_balances",
    "jobs",
    "outbox",
    "sequences",
    "audit_entries",
    "audit_links",
    "audit_nodes",
    "audit_trees",
    "audit_checkpoints",
}


def alone(folder, business=BUSINESS):
    """A folder of businesses with this one in it, and what all of them share."""
    businesses = folder / "Businesses"
    businesses.mkdir()
    for name in (business, "disposable-domains.txt"):
        (businesses / name).symlink_to(ROOT / "Businesses" / name)
    return businesses


class Shop:
    business = BUSINESS
    first_page = "/en/plans"

    def __init__(self, folder, businesses=None, storage=None, settings=None, small=None):
        """`businesses`: their folder, by default with the shop alone; `storage`: the PostgreSQL databases to keep everything in, None for files; `settings`: further ones;
        `small`: the name of a tree that lies on a small disk, and the disk.
        """
        trees = {name: folder / name for name in ("data", "keys", "secrets")}
        self.enter = []
        if small:
            trees[small[0]], self.enter = small[1].folder / small[0], small[1].enter
        self.data, self.keys, self.secrets = trees.values()
        self.folder, self.storage = folder, storage or Files(folder, self.data, self.keys)
        self.further = {name: str(tree) for name, tree in trees.items()} | (settings or {})
        self.businesses = businesses or alone(folder)
        self.port = free_port()
        self.host = f"{self.business}.localhost:{self.port}"
        self.address = f"http://127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        self.clock_socket = folder / "clock"
        self.config = folder / "config.json"
        self.log = folder / "shop.log"
        self.binary = BINARY  # the release that serves
        self.nodes = []  # further servers on the same databases
        self._visitors, self._employed = [], set()
        self.planted = []  # personal values that tests typed in; none may ever stand in a log
        self.world = World(folder, self.port)
        try:
            self._open()
        except BaseException:
            self.world.stop()
            raise

    def _open(self):
        self.world.post(
            "/control/stripe/endpoints",
            url=f"{self.address}/webhooks/stripe/{BUSINESS}",
            secrets=[STRIPE_WEBHOOK_SECRET],
        )
        if self.storage.settings:
            self.migrate()
        self.config.write_text(json.dumps(self._settings()))  # JSON is YAML too
        self.start()
        self.visitor().get(
            self.first_page
        )  # a business is opened by whoever comes first; from here on rows can be counted

    def migrate(self, binary=BINARY):
        """As an operator does on PostgreSQL: the owner's account makes the tables and is then not needed any more."""
        serving = json.dumps(self._settings())
        settings = self._settings()
        settings["storage"] |= self.storage.owner
        self.config.write_text(json.dumps(settings))
        try:
            code, output = self.command("migrate", binary=binary)
        finally:
            self.config.write_text(serving)
        assert code == 0, output

    def _settings(self):
        return {
            "fraud": {
                limit: 1_000_000
                for limit in ("ordersPerAddressAndHour", "ordersPerEmailAndDay", "addressesPerCardAndDay")
            },
            "accounts": {"mayReachInside": True},  # the world's mail server is on this machine
            **self.further,
            **({"storage": {**self.storage.settings}} if self.storage.settings else {}),
            "stripe": {
                "baseURL": f"{self.world.address}/stripe",
                "secretKey": STRIPE_SECRET,
                "webhookSecrets": [STRIPE_WEBHOOK_SECRET],
                "attestedUntil": "2999-12-31",  # no card here is real, and tests go years ahead
                **self.further.get("stripe", {}),
            },
            "vietqr": {
                "bankBIN": "970436",
                "bankName": "Vietcombank",
                "accountNumber": "0000686868",
                "accountHolder": "VIETNAM CONNECT",
                "username": "customer-vietqr",
                "password": "world-vietqr-password",
            },
            "esimAccess": {
                "baseURL": f"{self.world.address}/esim-access",
                "accessCode": "sampan-world-access-code",
                "secretKey": "sampan-world-secret-key",
                "webhookPath": SUPPLIER_PATH,
                "allowedSenders": ["127.0.0.1"],
            },
            "telegram": {
                "baseURL": f"{self.world.address}/telegram",
                "token": TELEGRAM_TOKEN,
                "group": "-1001234567890",
                "webhookSecret": TELEGRAM_SECRET,
                "staff": ["3527065=agent@vietnamconnect.com"],
                "webhookOrigin": self.address,
            },
            "openai": {"baseURL": f"{self.world.address}/openai/v1"},
            "openrouter": {"baseURL": f"{self.world.address}/openrouter/api/v1"},
            "airalo": {
                "baseURL": f"{self.world.address}/airalo",
                "clientID": "sampan-world-client",
                "clientSecret": "sampan-world-client-secret",
                **self.further.get("airalo", {}),
            },
            "smtp": {
                "host": "127.0.0.1",
                "port": self.world.smtp_port,
                "user": "sampan",
                "password": "world-mail-password",
                "caFile": str(self.world.mail_ca),
                "from": "support@vietnamconnect.com",
                "fromName": "Vietnam Connect",
            },
        }

    # Starting and stopping

    def start(self):
        self.program = self.serve(self.port, self.clock_socket, self.log, self.binary)

    def replace(self, binary):
        """Stops the server and starts another release on the same data."""
        assert self.program.stop(within=25) == 0
        self.binary = binary
        self.start()

    def reconfigure(self, **settings):
        """Changes settings as an operator does: in the file, and with a restart."""
        self.further |= settings
        self.config.write_text(json.dumps(self._settings()))
        self.restart()

    def start_shut(self):
        """Starts a shop that will serve nobody, and waits for its health alone."""

        def is_healthy(port):
            try:
                return httpx.get(f"http://127.0.0.1:{port}/health", timeout=5, trust_env=False).status_code == 200
            except httpx.TransportError:
                return False

        self.is_open = is_healthy
        self.start()
        del self.is_open

    def serve(self, port, clock_socket, log, binary):
        """One server on this shop's data, which is open to customers when this returns."""
        return Program(
            [
                "serve",
                *("--data", self.data),
                *("--port", port),
                *("--bind", "127.0.0.1"),
                *("--businesses", self.businesses),
                *("--config", self.config),
                *("--clock-socket", clock_socket),
            ],
            log=log,
            enter=self.enter,
            binary=binary,
            ready=lambda: self.is_open(port),
        )

    def is_open(self, port):
        """Whether a customer is served, not only whether the server runs."""
        address, headers = f"http://127.0.0.1:{port}{self.first_page}", {"host": f"{self.business}.localhost:{port}"}
        try:
            answer = httpx.get(address, headers=headers, timeout=5, trust_env=False)
        except httpx.TransportError:
            return False
        return answer.status_code == 200

    def restart(self, kill=False):
        if kill:
            self.program.kill()
        else:
            assert self.program.stop() == 0
        self.start()

    def close(self):
        """Stops everything and looks at what the shop said while it ran."""
        for visitor in self._visitors:
            visitor.close()
        try:
            code = self.program.stop()
            for node in self.nodes:
                assert node.program.stop() == 0
        finally:
            self.world.stop()
        assert code == 0, f"the shop stopped with {code}:\n{self.program.output()[-4000:]}"
        assert "Fatal error" not in self.program.output()
        leaks = scan.traces(self.planted, [self.log, *(node.log for node in self.nodes)])
        assert not leaks, f"personal data in the log: {leaks}"

    # Time

    def advance(self, seconds):
        """Moves the clocks of shop and world together; what is due by then becomes due now."""
        self.world.advance(seconds)
        return self._clock(f"advance {seconds}")

    def set_clocks_wrong(self, seconds):
        """Sets the clock of every server, as somebody might by mistake; no time passes."""
        return self._clock(f"jump {seconds}")

    def now(self):
        return self._clock("now")

    def _clock(self, command):
        for node in self.nodes:
            self._tell(node.clock_socket, command)
        return self._tell(self.clock_socket, command)

    def _tell(self, clock_socket, command):
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(str(clock_socket))
            line.sendall(command.encode() + b"\n")
            return line.makefile().readline().strip()

    def advance_until(self, condition, step, steps=40):
        """Moves the clock on, a step at a time, until the condition holds; gives what it gave.

        What became due gets half a second to happen before more time passes.
        """
        for _ in range(steps):
            try:
                return wait_until(condition, within=0.5)
            except AssertionError:
                self.advance(step)
        return wait_until(condition, within=10, describe=f"it happened after {steps} steps of {step} s")

    # People

    def visitor(self, language="en", host=None):
        return self.welcome(Visitor(self.address, host or self.host, language))

    def visitor_at(self, node):
        """Somebody whom the balancer sent to that server."""
        return self.welcome(Visitor(node.address, node.host, "en"))

    def staff(self, role, language="en"):
        """Somebody signed in at the console; their account is made when they first come."""
        if role not in self._employed:
            name, address = PEOPLE[role]
            code, output = self.command(
                *("staff", "add", "--name", name, "--email", address, "--role", role), typed=PASSWORD + "\n"
            )
            assert code == 0, output
            self._employed.add(role)
        return self.welcome(Staff(self, role, language))

    def welcome(self, visitor):
        """Whoever comes in goes home when the shop closes."""
        self._visitors.append(visitor)
        return visitor

    def plant(self, marker):
        """Remembers a personal value that must not turn up in the log; gives it back."""
        self.planted.append(marker)
        return marker

    def new_email(self, name="buyer"):
        return self.plant(f"{name}-{secrets.token_hex(6)}@example.com")

    # A look inside, only ever to compare or to search, never to know how it is made

    def files(self, *trees):
        """The files of these trees; without any, everything in which something of this shop could have stayed."""
        found = [f for tree in trees or (self.data, self.keys, self.secrets) for f in tree.rglob("*") if f.is_file()]
        return found if trees else found + self.storage.raw_files(self.folder)

    def rows(self):
        """How many rows each table of each database has, {(place, table): count}, once work under way has come to rest."""
        seen = []

        def at_rest():
            seen.append(_what_somebody_sent(self.storage.counts()))
            return seen[-1] if len(seen) >= 8 and all(counts == seen[-1] for counts in seen[-8:]) else None

        return wait_until(at_rest, within=30, describe="the shop came to rest")

    def contents(self):
        """What stands in each table of each database, as a digest, {(place, table): digest}, once work has come to rest."""
        self.rows()
        return _what_somebody_sent(self.storage.digests())

    def falsify_the_record(self):
        """Does what somebody with write access to the databases might: rewrites one entry of the evidence log."""
        entry = "log = 'evidence' AND position = 0"
        assert self.storage.falsify(f"UPDATE audit_entries SET body = body || ' ' WHERE {entry}") == 1

    def changes(self, before):
        """Which tables have more or fewer rows than `before`, and by how many."""
        now = self.rows()
        return {key: now[key] - before.get(key, 0) for key in now if now[key] != before.get(key, 0)}

    def command(self, *arguments, typed="", within=60, binary=None):
        """Runs one command on this shop's data; gives its exit code and what it said."""
        places = ("--data", self.data, "--businesses", self.businesses, "--config", self.config)
        return run(*arguments, *places, typed=typed, within=within, enter=self.enter, binary=binary or self.binary)


def _what_somebody_sent(tables):
    return {key: value for key, value in tables.items() if key[1] not in NOT_WHAT_SOMEBODY_SENT}

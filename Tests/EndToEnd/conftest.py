"""Fixtures, and the report that `make promises` reads."""

import json
import os
import shutil
from contextlib import contextmanager

import pytest
import yaml
from playwright.sync_api import sync_playwright

from harness.postgresql import Clusters, Storage
from harness.program import BINARY, ROOT
from harness.shop import BUSINESS, Shop
from harness.waiting import wait_until

ENGINE = os.environ.get("SAMPAN_TEST_ENGINE", "sqlite")
REPORT = ROOT / f".build/reports/outside-{ENGINE}.json"


# The shop


@pytest.fixture(scope="module")
def shop(open_shop):
    """A shop that the tests of one module share; each brings its own buyer."""
    with open_shop() as shop:
        yield shop


@pytest.fixture
def fresh_shop(open_shop):
    """A shop nobody has used, for tests that kill it, move its clock or count everything in it."""
    with open_shop() as shop:
        yield shop


@pytest.fixture(scope="session")
def open_shop(tmp_path_factory, clusters):
    """Opens a shop on the engine under test: files, or databases of its own on servers that all tests share."""

    @contextmanager
    def open_shop(kind=Shop, **options):
        storage = Storage(clusters) if clusters else None
        try:
            shop = kind(tmp_path_factory.mktemp("shop"), storage=storage, **options)
            try:
                yield shop
            finally:
                shop.close()
        finally:
            if storage:
                storage.close()

    return open_shop


@pytest.fixture(scope="session")
def clusters():
    """The PostgreSQL servers of a run on PostgreSQL, None on files. Tests that stop them have servers of their own."""
    if ENGINE == "sqlite":
        yield None
        return
    clusters = Clusters(fsync="off", max_wal_size="64MB")
    yield clusters
    clusters.close()


@pytest.fixture
def world(shop):
    return shop.world


@pytest.fixture
def visitor(shop):
    return shop.visitor()


@pytest.fixture
def staff(shop):
    """A support agent of the shared shop."""
    return shop.staff("support-agent")


@pytest.fixture
def editor(shop):
    """Somebody who looks after the catalogue and has no business with buyers."""
    return shop.staff("catalogue-editor")


@pytest.fixture(scope="module")
def shop_with_a_withdrawn_plan(tmp_path_factory, open_shop):
    """A shop whose staff took one plan off sale, and that plan."""
    folder = tmp_path_factory.mktemp("withdrawn")
    businesses = folder / "Businesses"
    shutil.copytree(ROOT / "Businesses" / BUSINESS, businesses / BUSINESS)
    with open_shop(businesses=businesses) as shop:
        code, text = shop.command("catalogue", "export")
        assert code == 0, text
        plans = yaml.safe_load(text)
        withdrawn = plans["destinations"][0]["plans"].pop(1)
        file = folder / "catalogue.yaml"
        file.write_text(yaml.safe_dump(plans, allow_unicode=True))
        code, output = shop.command("catalogue", "import", file)
        assert code == 0, output
        visitor = shop.visitor()
        wait_until(
            lambda: visitor.get(f"/en/plans/{withdrawn['slug']}").status != 200, describe="the shop noticed the import"
        )
        yield shop, withdrawn["slug"]


# The browser


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


def launch(browsers, *arguments):
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")
    return browsers.launch(executable_path=path, args=["--no-sandbox", *arguments])


SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}


@pytest.fixture
def open_browser(chromium, shop):
    """Opens a clean browser profile, by default a phone in English; its pages fail the test on a script error."""
    yield from browser_profiles(chromium, shop)


def browser_profiles(chromium, shop):
    contexts, errors = [], []

    def open_profile(size="phone", language="en", **options):
        context = chromium.new_context(
            base_url=shop.url,
            **{
                "viewport": SIZES[size],
                "has_touch": size == "phone",
                "is_mobile": size == "phone",
                "locale": {"en": "en-GB", "vi": "vi-VN"}[language],
                **options,
            },
        )
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        contexts.append(context)
        return context

    yield open_profile
    for context in contexts:
        context.close()
    assert not errors, errors


# Promises: which were shown, by which test, in this run


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    outcome = yield
    ids = [identity for mark in item.iter_markers("promise") for identity in mark.args]
    report = outcome.get_result()
    report.user_properties.append(("promises", ids))
    if report.failed:
        for name, shop in getattr(item, "funcargs", {}).items():
            if isinstance(shop, Shop):
                report.sections.append((f"what the {name} said last", last_words(shop.program.output())))


def last_words(output):
    """The end of a log, or where a crash in it begins."""
    crash = output.find("Fatal error")
    return output[crash : crash + 4000] if crash >= 0 else output[-3000:]


class PromiseReport:
    def __init__(self):
        self.rows = {}

    def pytest_runtest_logreport(self, report):
        ids = dict(report.user_properties).get("promises", [])
        if not ids:
            return
        row = self.rows.setdefault(report.nodeid, {"test": sentence(report.nodeid), "promises": ids, "phases": {}})
        row["phases"][report.when] = report.outcome

    def pytest_sessionfinish(self):
        rows = [
            {
                "test": row["test"],
                "promises": row["promises"],
                "passed": [row["phases"].get(phase) for phase in ("setup", "call", "teardown")] == ["passed"] * 3,
            }
            for row in self.rows.values()
            if "skipped" not in row["phases"].values()  # what did not run shows nothing, neither way
        ]
        REPORT.parent.mkdir(parents=True, exist_ok=True)
        REPORT.write_text(json.dumps(rows, indent=1, ensure_ascii=False))


def sentence(nodeid):
    """`test_x.py::test_a_buyer_pays[phone-en]` as a person would say it."""
    name, _, case = nodeid.rpartition("::")[2].removeprefix("test_").partition("[")
    words = name.replace("_", " ")
    return f"{words} ({case.rstrip(']')})" if case else words


def pytest_configure(config):
    if not BINARY.exists():
        raise pytest.UsageError(f"{BINARY} is missing; run make build, or make test, which builds first")
    if not hasattr(config, "workerinput"):  # with several workers, only the one that hears from all of them reports
        config.pluginmanager.register(PromiseReport(), "promise-report")

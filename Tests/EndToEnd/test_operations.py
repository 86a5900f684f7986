"""What those who run the server see of it, and what a hostile client cannot hold on to."""

import json
import re
import socket
import time

import httpx
import pytest

from harness.buying import buy_and_receive
from harness.ports import free_port
from harness.waiting import wait_until


@pytest.fixture
def operated_shop(fresh_shop):
    """A shop with an operations listener, logs as JSON and little patience with requests that do not arrive."""
    shop = fresh_shop
    shop.operations = f"http://127.0.0.1:{free_port()}"
    settings = json.loads(shop.config.read_text())
    settings["operations"] = {"port": int(shop.operations.rsplit(":", 1)[1])}
    settings |= {"logFormat": "json", "logLevel": "debug", "requestSeconds": 2}
    shop.config.write_text(json.dumps(settings))
    shop.program.stop()
    shop.log.unlink()
    shop.restart()
    return shop


def metrics(shop):
    text = httpx.get(f"{shop.operations}/metrics", trust_env=False).text
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def trickle(shop, beginning, piece):
    """Sends a beginning and then a byte now and again; gives how long the server put up with it."""
    with socket.create_connection(("127.0.0.1", shop.port), timeout=10) as line:
        began = time.monotonic()
        line.sendall(beginning)
        line.settimeout(0.3)
        while time.monotonic() - began < 20:
            try:
                if line.recv(1) == b"":
                    return time.monotonic() - began
            except TimeoutError:
                pass
            except ConnectionError:
                return time.monotonic() - began
            try:
                line.sendall(piece)
            except OSError:
                return time.monotonic() - began
    return None


def test_a_head_that_trickles_in_is_not_waited_for(operated_shop):
    head = f"GET /en/plans HTTP/1.1\r\nHost: {operated_shop.host}\r\nX-Slow: ".encode()

    assert trickle(operated_shop, head, b"a") is not None


def test_a_body_that_trickles_in_is_not_waited_for(operated_shop):
    head = (
        f"POST /webhooks/stripe/vietnam-connect HTTP/1.1\r\nHost: {operated_shop.host}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    ).encode()

    assert trickle(operated_shop, head, b"a") is not None


def test_a_visitor_may_stay_connected_between_requests_and_is_served_again(operated_shop):
    with httpx.Client(trust_env=False, headers={"host": operated_shop.host}) as client:
        for _ in range(3):
            assert client.get(f"{operated_shop.address}/en/plans").status_code == 200


def test_a_head_larger_than_any_browsers_is_refused(operated_shop):
    answer = httpx.get(
        f"{operated_shop.address}/en/plans",
        headers={"host": operated_shop.host, "x-large": "a" * 40_000},
        trust_env=False,
    )

    assert answer.status_code in (400, 413, 431)


def test_the_metrics_count_what_the_shop_did_and_name_nobody(operated_shop):
    shop = operated_shop
    purchase = buy_and_receive(shop)
    purchase.order_page()
    shop.visitor().get("/en/plans?q=japan")

    seen = wait_until(
        lambda: (
            (found := metrics(shop))
            and found.get('sampan_jobs_total{kind="mail-confirmation",result="done"}')
            and found
        ),
        describe="the mail was counted",
    )
    text = "\n".join(seen)
    assert any(name.startswith("sampan_disclosures_total") and "stripe" in name for name in seen)
    assert any(name.startswith("hb_requests_total") and '"/en/plans"' in name for name in seen), text
    assert any(name.startswith("http_server_request_duration_seconds_bucket") for name in seen)
    assert purchase.email not in text and "japan" not in text
    assert purchase.link.rpartition("/")[2] not in text, "the token of an order is in a label"
    assert not re.search(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}", text), "an id is in a label"


def test_a_server_whose_databases_answer_is_ready(operated_shop):
    answer = httpx.get(f"{operated_shop.operations}/ready", trust_env=False)

    assert (answer.status_code, answer.text) == (200, "ready\n")


def test_figures_are_not_shown_on_the_address_of_the_shop(operated_shop):
    assert operated_shop.visitor().get("/metrics").status == 404


def test_every_log_line_is_a_json_object_and_names_nobody(operated_shop):
    shop = operated_shop
    purchase = buy_and_receive(shop)

    lines = [line for line in shop.log.read_text().splitlines() if line.startswith("{")]

    assert lines, "nothing was logged at debug level"
    for line in lines:
        assert {"time", "level", "message"} <= json.loads(line).keys()
    assert purchase.email not in shop.log.read_text()


def test_the_doctor_looks_at_disk_and_descriptors(shop):
    code, output = shop.command("doctor")

    assert code == 0, output
    assert "MB are free" in output and "files may be open" in output

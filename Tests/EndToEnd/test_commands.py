"""The command line: help that helps, errors that name the fix."""

import shutil

import pytest

from harness.buying import buy_and_receive
from harness.program import ROOT, run

COMMANDS = ["serve", "demo", "world", "migrate", "policy", "audit", "doctor"]


@pytest.mark.parametrize(
    "command", [(), *[(name,) for name in COMMANDS], ("policy", "check"), ("audit", "verify")], ids=" ".join
)
def test_every_command_explains_itself(command):
    code, output = run(*command, "--help")

    assert code == 0
    assert "USAGE" in output and "OPTIONS" in output


def test_an_unknown_option_is_refused_with_a_hint():
    code, output = run("serve", "--prot", "1")

    assert code != 0
    assert "--port" in output


def test_the_policies_of_the_businesses_in_the_repository_are_true():
    code, output = run("policy", "check", "--businesses", ROOT / "Businesses")

    assert code == 0, output


MISTAKES = {
    "a placeholder": ("support@vietnamconnect.com", "[YOUR EMAIL]"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_policy_with_a_mistake_is_refused_with_its_line_and_column(tmp_path, mistake):
    businesses = tmp_path / "Businesses"
    shutil.copytree(ROOT / "Businesses", businesses)
    policy = businesses / "vietnam-connect/policy.yaml"
    before, after = MISTAKES[mistake]
    lines = policy.read_text().splitlines()
    number = next(n for n, line in enumerate(lines) if before in line)
    lines[number] = lines[number].replace(before, after)
    policy.write_text("\n".join(lines) + "\n")

    code, output = run("policy", "check", "--businesses", businesses)

    assert code != 0
    assert f"policy.yaml:{number + 1}:" in output, output


def test_the_doctor_finds_nothing_wrong_with_a_shop_in_use(fresh_shop):
    code, output = fresh_shop.command("doctor")

    assert code == 0, output


def test_the_record_verifies_after_use_and_a_changed_entry_is_found(fresh_shop):
    shop = fresh_shop
    buy_and_receive(shop)
    assert shop.program.stop() == 0

    untouched = shop.command("audit", "verify")
    shop.falsify_the_record()
    falsified = shop.command("audit", "verify")

    assert untouched[0] == 0, untouched[1]
    assert falsified[0] != 0, falsified[1]

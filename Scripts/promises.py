"""Prints one line per promise: kept, and by which passing test, or open."""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import yaml

NAMED = re.compile(r"\[([A-Z]{2}-\d{2,3}(?:[ ,]+[A-Z]{2}-\d{2,3})*)\]")


def outside(report: Path):
    """Yields (id, test, passed) for every test that pytest ran; its plugin wrote them in the same form."""
    for row in json.loads(report.read_text()):
        for promise in row["promises"]:
            yield promise, row["test"], row["passed"]


def inside(stream: Path):
    """Yields (id, test, passed) from Swift Testing's event stream, whose test names end in their ids."""
    names, failed, ended = {}, set(), []
    for line in filter(None, stream.read_text().split("\n")):  # splitlines would cut a text at U+2028
        record = json.loads(line)
        payload = record["payload"]
        if record["kind"] == "test":
            names[payload["id"]] = payload.get("displayName") or payload["name"].strip("`()")
        elif payload["kind"] == "issueRecorded" and not payload.get("issue", {}).get("isKnown"):
            failed.add(payload.get("testID"))
        elif payload["kind"] == "testEnded":
            ended.append(payload["testID"])
    for test in ended:
        name = names.get(test, "")
        for found in NAMED.findall(name):
            for promise in re.split(r"[ ,]+", found):
                yield promise, NAMED.sub("", name).strip(), test not in failed


def main(catalogue: Path, reports: Path) -> None:
    passed, failed = defaultdict(list), set()
    # A promise holds on every engine it was tried on.
    ran = [outside(file) for file in sorted(reports.glob("outside-*.json"), reverse=True)]
    ran += [inside(file) for file in sorted(reports.glob("*.jsonl"), reverse=True)]
    for source in ran:
        for promise, test, ok in source:
            passed[promise].append(test) if ok else failed.add(promise)

    kept = total = 0
    known = set()
    for file in sorted(catalogue.glob("*.yaml")):
        system = yaml.safe_load(file.read_text())
        print(f"\n{system['system']}")
        for promise in system["promises"]:
            identity = promise["id"]
            known.add(identity)
            total += 1
            if passed[identity] and identity not in failed:
                kept += 1
                print(f"{identity} kept: {passed[identity][0]}")
            else:
                print(f"{identity} open")

    strangers = sorted((set(passed) | failed) - known)
    if strangers:
        sys.exit(f"tests name promises that no catalogue has: {', '.join(strangers)}")
    print(f"\nkept {kept} of {total}")


main(Path(sys.argv[1]), Path(sys.argv[2]))

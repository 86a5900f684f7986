"""Backups in buckets of an S3-compatible store that checks every signature."""

import json

import pytest

from harness import backups, scan
from harness.bucket import Store
from harness.buying import buy_and_receive, code_in
from harness.shop import Shop

PLACES = {name: f"s3://sampan-{name}/shop" for name in ("data", "keys", "secrets")}


@pytest.fixture
def shop_with_buckets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("buckets")
    store = Store(folder)
    for name in PLACES:
        store.make_bucket(f"sampan-{name}")
    store.demand_signatures()
    shop = Shop(folder, settings={"backup": {**PLACES, **store.settings()}})
    shop.bucket = store
    try:
        yield shop
    finally:
        shop.close()
        store.close()


def keys_in(store, name):
    listing = store.look_inside().list_objects_v2(Bucket=f"sampan-{name}")
    return [item["Key"] for item in listing.get("Contents", [])]


def test_a_machine_comes_back_from_buckets(shop_with_buckets):
    shop = shop_with_buckets
    purchase = buy_and_receive(shop)

    first, _ = backups.take(shop)
    backups.take(shop)

    names = keys_in(shop.bucket, "data")
    assert all(name.startswith("shop/") for name in names) and any(first in name for name in names)
    contents = [
        shop.bucket.look_inside().get_object(Bucket=f"sampan-{place}", Key=name)["Body"].read()
        for place in PLACES
        for name in keys_in(shop.bucket, place)
    ]
    assert not [content for content in contents if scan.contains(purchase.email, content)]
    code, output = shop.command("backup", "--verify")
    assert code == 0, output
    backups.lose_the_machine(shop)
    backups.restored(shop)
    shop.start()
    assert code_in(purchase.activation) in purchase.order_page().body


def test_more_objects_than_a_page_are_all_found(shop_with_buckets):
    shop = shop_with_buckets
    backups.take(shop)
    client = shop.bucket.look_inside()
    stray = [f"shop/chunks/00/{number:064x}" for number in range(1100)]
    for key in stray:
        client.put_object(Bucket="sampan-data", Key=key, Body=b"left behind")

    code, output = shop.command("backup", "prune", within=120)

    assert code == 0 and "1100 chunks removed" in output, output
    code, output = shop.command("backup", "--verify")
    assert code == 0, output


@pytest.mark.parametrize("wrong", [{"secretKey": "wrong"}, {"accessKey": "AKIAIOSFODNN7EXAMPLE"}])
def test_a_wrong_account_is_refused_by_the_store_and_named(shop_with_buckets, wrong):
    shop = shop_with_buckets
    settings = json.loads(shop.config.read_text())
    settings["backup"] |= wrong
    shop.config.write_text(json.dumps(settings))

    code, output = shop.command("backup")

    assert code != 0 and "sampan-data" in output, output
    assert "SignatureDoesNotMatch" in output or "InvalidAccessKeyId" in output or "403" in output, output
    assert wrong.get("secretKey", "nothing of it") not in output

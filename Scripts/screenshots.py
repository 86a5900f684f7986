"""Starts a shop in a simulated world, buys one eSIM and photographs every kind of page."""

import itertools
import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from harness.places import places
from harness.shop import Shop

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}
LOCALES = {"en": "en-GB", "vi": "vi-VN"}


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell"), args=["--no-sandbox"]
        )
        shop = Shop(Path(folder))
        try:
            addresses = places(shop)
            for size, language, scheme in itertools.product(SIZES, LOCALES, ("light", "dark")):
                page = browser.new_page(
                    base_url=shop.url,
                    viewport=SIZES[size],
                    locale=LOCALES[language],
                    color_scheme=scheme,
                    is_mobile=size == "phone",
                    device_scale_factor=2 if size == "phone" else 1,
                )
                for kind, address in addresses.items():
                    page.goto(address.format(language=language))
                    name = f"{kind.replace(' ', '-')}-{language}-{size}-{scheme}.png"
                    page.screenshot(path=target / name, full_page=True)
                page.close()
        finally:
            shop.close()
            browser.close()


main(Path(sys.argv[1]))

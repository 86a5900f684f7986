"""Starts a shop in a simulated world, lets everything happen in it once and photographs every page there is."""

import itertools
import os
import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from harness.places import WORLD, Places
from harness.shop import Shop

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}
LOCALES = {"en": "en-GB", "vi": "vi-VN"}
SCHEMES = ("light", "dark")


def main(target: Path, only: str) -> None:
    """`only`: a regular expression that the name of a picture has to match."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell"), args=["--no-sandbox"]
        )
        shop = Shop(Path(folder))
        try:
            places = Places(shop)
            for size, language, scheme in itertools.product(SIZES, LOCALES, SCHEMES):
                context = browser.new_context(
                    base_url=shop.url,
                    viewport=SIZES[size],
                    locale=LOCALES[language],
                    color_scheme=scheme,
                    is_mobile=size == "phone",
                    device_scale_factor=2 if size == "phone" else 1,
                    reduced_motion="reduce",
                )
                cookies = places.owner.cookies.items()
                context.add_cookies([{"name": n, "value": v, "url": shop.url} for n, v in cookies])
                page = context.new_page()
                for name, address in addresses(places, language).items():
                    picture = f"{name}-{language}-{size}-{scheme}.png"
                    if re.search(only, picture):
                        page.goto(address)
                        page.screenshot(path=target / picture, full_page=True)
                picture = f"shop-chat-{language}-{size}-{scheme}.png"
                if re.search(only, picture):
                    photograph_the_chat(page, language, target / picture)
                context.close()
        finally:
            shop.close()
            browser.close()


def addresses(places: Places, language: str) -> dict[str, str]:
    """Every page by the name of its picture; the world speaks English alone."""
    shop = {f"shop-{file_name(name)}": address for name, address in places.of_shop(language).items()}
    console = {f"console{file_name(place)}": address for place, address in places.of_console(language).items()}
    world = {f"world{file_name(place)}": url for place, url in zip(WORLD, places.of_world(), strict=True)}
    return shop | console | (world if language == "en" else {})


def file_name(words: str) -> str:
    return re.sub(r"[^a-z]+", "-", words.lower()).rstrip("-")


def photograph_the_chat(page, language: str, picture: Path) -> None:
    page.goto(f"/{language}/plans")
    page.locator("[data-chat] .launcher").click()
    page.locator("[data-chat] .panel").wait_for()
    page.screenshot(path=picture)


main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")

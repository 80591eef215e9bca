"""The checkout page in a real browser, on a small phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from tests.conftest import missing
from tests.support.yookassa import Create

pytestmark = pytest.mark.browser


@pytest.fixture
def phone() -> Iterator[Page]:
    """A page as wide as a small phone; what goes wrong in its scripts fails the test."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        missing("browser", "no Chromium on this machine")
    problems: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 740}, locale="ru-RU")
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("requestfailed", lambda request: problems.append(request.url))
        yield page
        browser.close()
    assert problems == []


def test_customer_pays_on_a_phone(shop: ThreadedYooKassa, create: Create, phone: Page) -> None:
    payment = create(confirmation={"type": "redirect", "return_url": f"{shop.url}/sim/health"})
    phone.goto(payment["confirmation"]["confirmation_url"])
    width = phone.evaluate("document.documentElement.scrollWidth")
    card_shown = phone.locator("input[name=card]").is_visible()

    phone.get_by_text("СБП", exact=True).click()
    card_hidden = phone.locator("input[name=card]").is_hidden()
    phone.locator("[data-test=pay]").click()
    phone.wait_for_url("**/sim/health")

    assert (width, card_shown, card_hidden) == (360, True, True)
    assert shop.payment(payment["id"])["payment_method"]["type"] == "sbp"

"""The story on the chat page, in a real Chromium: what a newcomer does by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.local_platform.story import BUYER, CUSTOMER, SALES_BOT
from tests.support.browser import NewVisitor
from tests.support.platform import RunningPlatform

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

BOT = "studio_browser_bot"
BOT_MS = 60_000


@pytest.fixture(scope="module")
def running(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPlatform]:
    """After the browser: without one there is nothing to start a platform for."""
    with RunningPlatform(tmp_path_factory.mktemp("platform")).running() as platform:
        yield platform


def said(page: Page, text: str) -> Locator:
    return page.locator(".message.in").filter(has_text=text).last


def press(page: Page, text: str) -> None:
    page.get_by_role("button", name=re.compile(text)).last.click()


def test_newcomer_buys_pays_and_books_on_the_page(running: RunningPlatform, new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    page, url = visitor.page, running.settings.outside.public_url

    page.goto(f"{url}/#/{BUYER.id}/{SALES_BOT.username}")
    press(page, "Старт")
    press(page, "^Месяц")
    press(page, "Создать бота")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Название").fill("Студия Анны")
    dialog.get_by_label("Имя пользователя").fill(BOT)
    dialog.get_by_role("button", name="Создать").click()
    expect(said(page, "называется")).to_be_visible()
    press(page, "Студия Анны")
    press(page, "Оформить заказ")
    expect(said(page, "К оплате")).to_be_visible()

    with visitor.context.expect_page() as opened:
        page.get_by_role("link", name=re.compile("Оплатить 990")).click()
    checkout = opened.value
    checkout.locator("[data-test=pay]").first.click()
    checkout.wait_for_load_state()
    expect(said(page, "готов и принимает записи")).to_be_visible(timeout=BOT_MS)

    page.goto(f"{url}/#/{CUSTOMER.id}/{BOT}")
    press(page, "Старт")
    press(page, "Консультация")
    expect(said(page, "Выберите день")).to_be_visible()
    press(page, r"^\d+$")
    expect(said(page, "Выберите время")).to_be_visible()
    press(page, r"^\d\d:\d\d$")
    press(page, "✅")
    expect(said(page, "Вы записаны")).to_be_visible()

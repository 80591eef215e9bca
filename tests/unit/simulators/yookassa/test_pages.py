from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from scripts.simulators.yookassa.ledger.shop import KNOWN_METHODS
from scripts.simulators.yookassa.web.pages import pay_page, result_page
from scripts.simulators.yookassa.web.texts import TEXTS, money, pick_language
from scripts.simulators.yookassa.world import World
from tests.support.yookassa import Post


class Names(HTMLParser):
    """Collects the tags and the addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]


def test_both_languages_have_the_same_words() -> None:
    assert TEXTS["ru"].keys() == TEXTS["en"].keys()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pay_page_offers_every_method(world: World, new_payment: Post, language: str) -> None:
    payment = world.book.payments[new_payment(description="Тариф «Старт»")["id"]]

    page = pay_page(payment, world.book.shop, language, KNOWN_METHODS)

    assert re.findall(r'name="method" id="\S+" value="(\w+)"', page) == list(KNOWN_METHODS)
    assert page.count("checked>") == 1
    assert money(Decimal("990.00"), "RUB", language) in page
    assert "Тариф «Старт»" in page
    assert f'<html lang="{language}">' in page


def test_page_asks_nothing_of_other_hosts(world: World, new_payment: Post) -> None:
    payment = world.book.payments[new_payment()["id"]]

    addresses = Names(pay_page(payment, world.book.shop, "ru", KNOWN_METHODS)).addresses

    assert addresses
    assert [address for address in addresses if "//" in address] == []


def test_description_is_text_not_markup(world: World, new_payment: Post) -> None:
    payment = world.book.payments[new_payment(description="<script>alert(1)</script> $amount")["id"]]

    page = pay_page(payment, world.book.shop, "ru", ("sbp",))

    assert Names(page).tags.count("script") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt; $amount" in page


@pytest.mark.parametrize(
    ("ending", "screen"),
    [("pay", "paid"), ("decline", "declined"), ("expire", "expired")],
)
def test_result_page_says_how_it_ended(world: World, new_payment: Post, ending: str, screen: str) -> None:
    payment_id = new_payment()["id"]
    getattr(world, ending)(payment_id)

    page = result_page(world.book.payments[payment_id], world.book.shop, "ru")

    assert f'data-test="{screen}"' in page
    assert 'href="https://shop.example/return"' in page


def test_held_payment_has_its_own_screen(world: World, new_payment: Post) -> None:
    payment_id = world.pay(new_payment(capture=False)["id"])["id"]

    assert 'data-test="held"' in result_page(world.book.payments[payment_id], world.book.shop, "en")


def test_declined_page_says_why(world: World, new_payment: Post) -> None:
    payment_id = world.decline(new_payment()["id"], "card_expired")["id"]

    assert "The card has expired".lower() in result_page(world.book.payments[payment_id], world.book.shop, "en").lower()


def test_unknown_payment_has_a_page_without_a_way_back(world: World) -> None:
    page = result_page(None, world.book.shop, "en")

    assert 'data-test="unknown"' in page
    assert 'class="button"' not in page


@pytest.mark.parametrize(
    ("asked", "locale", "accepted", "language"),
    [
        ("en", "ru_RU", "ru", "en"),
        (None, "en_US", "ru", "en"),
        (None, None, "de-DE,de;q=0.9,en;q=0.8", "en"),
        (None, None, "ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("xx", None, "", "ru"),
    ],
)
def test_language_is_picked(asked: str | None, locale: str | None, accepted: str, language: str) -> None:
    assert pick_language(asked, locale, accepted) == language


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        ("990.00", "ru", "990\u00a0₽"),
        ("1990.50", "ru", "1\u00a0990,50\u00a0₽"),
        ("12345.60", "en", "₽12,345.60"),
        ("990.00", "en", "₽990"),
    ],
)
def test_money_is_written_as_people_write_it(value: str, language: str, shown: str) -> None:
    assert money(Decimal(value), "RUB", language) == shown

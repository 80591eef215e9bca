from __future__ import annotations

import pytest
import requests

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from tests.support.yookassa import Create


def press(url: str, *, follow: bool = True, **form: str) -> requests.Response:
    return requests.post(url, data=form, allow_redirects=follow, timeout=5)


def link(payment: dict[str, dict[str, str]]) -> str:
    return payment["confirmation"]["confirmation_url"]


@pytest.mark.parametrize("method", ["sbp", "yoo_money", "sberbank"])
def test_customer_pays_and_comes_back(shop: ThreadedYooKassa, create: Create, method: str) -> None:
    payment = create()

    answer = press(link(payment), follow=False, action="pay", method=method)

    assert (answer.status_code, answer.headers["Location"]) == (303, "https://shop.example/return")
    assert shop.payment(payment["id"])["payment_method"]["type"] == method


def test_customer_pays_by_card(shop: ThreadedYooKassa, create: Create) -> None:
    payment = create()

    press(link(payment), follow=False, action="pay", method="bank_card", card="2200 0000 0000 0004")

    card = shop.payment(payment["id"])["payment_method"]["card"]
    assert (card["first6"], card["last4"], card["card_type"]) == ("220000", "0004", "Mir")


@pytest.mark.parametrize(
    ("card", "party", "reason"),
    [
        ("5555 5555 5555 4600", "payment_network", "insufficient_funds"),
        ("5555555555554543", "payment_network", "card_expired"),
        ("5555555555554584", "yoo_money", "country_forbidden"),
    ],
)
def test_test_cards_decline(shop: ThreadedYooKassa, create: Create, card: str, party: str, reason: str) -> None:
    payment = create()

    answer = press(link(payment), action="pay", method="bank_card", card=card)

    assert 'data-test="declined"' in answer.text
    assert shop.payment(payment["id"])["cancellation_details"] == {"party": party, "reason": reason}


def test_decline_button_ends_the_payment(shop: ThreadedYooKassa, create: Create) -> None:
    payment = create()

    answer = press(link(payment), action="decline")

    assert [step.status_code for step in (*answer.history, answer)] == [303, 200]
    assert 'data-test="declined"' in answer.text
    assert shop.payment(payment["id"])["status"] == "canceled"


def test_wrong_card_number_asks_again(shop: ThreadedYooKassa, create: Create) -> None:
    payment = create()

    answer = press(link(payment), action="pay", method="bank_card", card="1234")

    assert 'role="alert"' in answer.text
    assert shop.payment(payment["id"])["status"] == "pending"


def test_payment_without_return_url_ends_on_the_paid_screen(shop: ThreadedYooKassa, create: Create) -> None:
    payment = create(confirmation={"type": "qr"})

    answer = press(payment["confirmation"]["confirmation_data"], action="pay", method="sbp")

    assert (answer.status_code, 'data-test="paid"' in answer.text) == (200, True)


def test_second_press_changes_nothing(shop: ThreadedYooKassa, create: Create) -> None:
    payment = create()
    press(link(payment), follow=False, action="pay", method="sbp")
    paid = shop.payment(payment["id"])

    again = press(link(payment), action="decline")

    assert 'data-test="paid"' in again.text
    assert shop.payment(payment["id"]) == paid


def test_expired_link_says_so(shop: ThreadedYooKassa, create: Create) -> None:
    payment = create()
    shop.expire(payment["id"])

    assert 'data-test="expired"' in requests.get(link(payment), timeout=5).text


def test_unknown_payment_is_a_page_too(shop: ThreadedYooKassa) -> None:
    answer = requests.get(f"{shop.url}/checkout/nothing", timeout=5)

    assert (answer.status_code, 'data-test="unknown"' in answer.text) == (404, True)


def test_page_speaks_the_customers_language(shop: ThreadedYooKassa, create: Create) -> None:
    url = link(create())

    russian = requests.get(url, headers={"Accept-Language": "ru"}, timeout=5).text
    english = requests.get(url, headers={"Accept-Language": "en-GB,en;q=0.9"}, timeout=5).text
    asked = requests.get(f"{url}?lang=ru", headers={"Accept-Language": "en"}, timeout=5).text

    assert ("Способ оплаты" in russian, "Payment method" in english, "Способ оплаты" in asked) == (True, True, True)


@pytest.mark.parametrize("asset", ["checkout.css", "checkout.js"])
def test_assets_are_served(shop: ThreadedYooKassa, asset: str) -> None:
    assert requests.get(f"{shop.url}/checkout-assets/{asset}", timeout=5).status_code == 200

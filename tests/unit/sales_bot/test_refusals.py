from __future__ import annotations

from dataclasses import replace

import pytest

from services.sales_bot.app import LOCALES
from services.sales_bot.basket import Basket, ChosenBot
from services.sales_bot.handlers.refusals import what_now
from services.shared.master_api.errors import FieldError, MasterApiAway, MasterApiRefused, Problem
from services.shared.runtime.translations import Translations

EN = Translations(LOCALES)["en"]
FULL = Basket(
    "monthly",
    ChosenBot(7, "salon_bot", "Salon"),
    "Salon",
    email="anna@example.com",
    promo_code="SPRING",
    autopay_consent="2026-11",
)


def refused(kind: str, status: int = 422, **facts: object) -> MasterApiRefused:
    return MasterApiRefused(Problem(kind, status, kind, **{"detail": "", **facts}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "said", "changes"),
    [
        (refused("promo-code", reason="expired"), "This promo code is not valid any more.", {"promo_code": None}),
        (refused("promo-code", reason="own"), "This code is your own", {"promo_code": None}),
        (refused("promo-code", reason="of the future"), "This promo code cannot be used.", {"promo_code": None}),
        (refused("consent-outdated"), "The text about automatic renewal has changed", {"autopay_consent": None}),
        (refused("autopay-not-offered", reason="nothing_to_pay"), "There is nothing to pay", {"autopay_consent": None}),
        (refused("autopay-not-offered"), "Automatic renewal is not offered", {"autopay_consent": None}),
        (refused("email-required"), "The payment needs a receipt", {"email": None, "asks_email": True}),
        (
            refused("validation", errors=(FieldError("email", "is wrong"),)),
            "This e-mail address was not accepted.",
            {"email": None, "asks_email": True},
        ),
        (
            refused("validation", detail="email: has no domain"),
            "This e-mail address was not accepted.",
            {"email": None, "asks_email": True},
        ),
        (
            refused("validation", errors=(FieldError("business_name", "is odd"),)),
            "Please send the name as text",
            {"business_name": None},
        ),
        (refused("bot-token-in-use", 409), "This bot already has an order", {"bot": None}),
        (refused("unknown-plan"), "This plan is no longer for sale.", {"plan": None}),
    ],
)
def test_only_what_was_refused_leaves_the_basket(error: Exception, said: str, changes: dict[str, object]) -> None:
    now = what_now(EN, FULL, error)

    assert (now.said.text.startswith(said), now.again) == (True, False)
    assert now.left == replace(FULL, **changes, seed=now.left.seed)  # type: ignore[arg-type]
    assert now.left.seed != FULL.seed


@pytest.mark.parametrize(
    ("error", "same_order"),
    [(MasterApiAway(""), True), (refused("database-away", 503), True), (refused("of-the-future", 422), False)],
)
def test_other_things_are_tried_again(error: Exception, same_order: bool) -> None:
    now = what_now(EN, FULL, error)

    assert (now.again, now.left == FULL) == (True, same_order)
    assert now.left == replace(FULL, seed=now.left.seed)


def test_name_of_a_renewal_is_not_the_buyers_to_change() -> None:
    renewal = Basket("monthly", None, "Salon", "client_001")

    assert what_now(EN, renewal, refused("validation", errors=(FieldError("business_name", "is odd"),))).again

"""Promo codes: made, listed, ended by the operator; an owner's code to bring others by."""

from __future__ import annotations

from flask import Blueprint, Response, g

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.promo_models import NewPromoCodeRequest, PromoCodeAnswer, ReferralRequest
from services.master_bot.storage import promo_codes
from services.master_bot.storage.promo_codes import NewPromoCode
from services.master_bot.use_cases.make_promo_code import end_promo_code, make_promo_code
from services.master_bot.use_cases.referrals import referral_code
from services.shared.postgres.pool import transaction


def make_blueprint(access: Access) -> Blueprint:
    blueprint, context = Blueprint("promo_codes", __name__), access.context

    @blueprint.post("/promo-codes")
    @access.needs("money")
    def post_promo_code() -> Response:
        asked = requests.body(NewPromoCodeRequest)
        made = make_promo_code(context, NewPromoCode(**asked.model_dump()), who=g.caller.name)
        return requests.answer(PromoCodeAnswer.model_validate(made), 201)

    @blueprint.get("/promo-codes")
    @access.needs("read")
    def list_promo_codes() -> Response:
        limit, after = requests.limit(), requests.cursor()
        if after is not None and not isinstance(after, str):
            raise requests.wrong_cursor()
        with transaction(context.pool) as tx:
            found = promo_codes.page(tx, after=after, limit=limit)
        shown = [PromoCodeAnswer.model_validate(promo) for promo in found]
        return requests.page(shown, found[-1].code if len(found) == limit else None)

    @blueprint.post("/promo-codes/<code>/end")
    @access.needs("money")
    def post_end(code: str) -> Response:
        return requests.answer(PromoCodeAnswer.model_validate(end_promo_code(context, code, who=g.caller.name)))

    @blueprint.post("/referral-codes")
    @access.needs("money")
    def post_referral_code() -> Response:
        owner = requests.body(ReferralRequest).owner_telegram_id
        return requests.answer(PromoCodeAnswer.model_validate(referral_code(context, owner, who=g.caller.name)))

    return blueprint

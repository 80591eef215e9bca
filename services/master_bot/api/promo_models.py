"""What the API takes and gives of promo codes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from services.master_bot.api.models import Answer, Money, Request, TelegramId
from services.master_bot.domain.promo import MOST_DAYS, code_of

MOST_USES = 1_000_000


def _code(typed: str) -> str:
    code = code_of(typed)
    if code is None:
        raise ValueError("must have 3 to 32 letters or digits (and - and _ between them)")
    return code


class NewPromoCodeRequest(Request):
    """``value``: percents (to 100), roubles, or whole days."""

    code: Annotated[str, AfterValidator(_code)]
    kind: Literal["percent", "sum", "days"]
    value: Decimal = Field(gt=0, le=1_000_000, decimal_places=2)
    uses_limit: int | None = Field(default=None, ge=1, le=MOST_USES)
    owner_limit: int = Field(default=1, ge=1, le=MOST_USES)
    expires_at: AwareDatetime | None = None

    @model_validator(mode="after")
    def _fits_kind(self) -> Self:
        if self.kind == "percent" and self.value > 100:
            raise ValueError("value: at most 100 percent")
        if self.kind == "days" and (self.value != int(self.value) or self.value > MOST_DAYS):
            raise ValueError(f"value: whole days, at most {MOST_DAYS}")
        return self


class ReferralRequest(Request):
    owner_telegram_id: TelegramId


class PromoCodeAnswer(Answer):
    code: str
    kind: str
    value: Money
    uses: int
    uses_limit: int | None
    owner_limit: int
    expires_at: datetime | None
    referrer: int | None
    created_by: str
    created_at: datetime
    ended_at: datetime | None

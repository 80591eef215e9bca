"""What whoever sells must know of the shop before asking a buyer."""

from __future__ import annotations

from services.master_bot.api.models import Answer, ConsentAnswer


class ShopAnswer(Answer):
    """``autopay``: whether automatic renewal may be offered; ``email_required``: by orders that cost money."""

    autopay: bool
    consent: ConsentAnswer
    email_required: bool

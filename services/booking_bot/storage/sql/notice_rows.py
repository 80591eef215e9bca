"""How a notice lies in its row."""

from __future__ import annotations

import json
from typing import Any

from services.booking_bot.domain.bookings import CancelReason, Side
from services.booking_bot.domain.holes import Freed
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.notices import Notice, NoticeFacts, NoticeKind
from services.booking_bot.domain.prices import Price, PriceKind
from services.booking_bot.storage.sql.customers import customer_of
from services.booking_bot.storage.sql.executor import Row, instant


def dump_facts(facts: NoticeFacts) -> str:
    return json.dumps(
        {
            "service_name": facts.service_name,
            "start": facts.start.isoformat(),
            "end": facts.end.isoformat(),
            "price": facts.costs.amount,
            "price_kind": facts.costs.kind,
            "currency": facts.costs.currency,
            "previous_start": facts.previous_start.isoformat() if facts.previous_start else None,
            "specialist_name": facts.specialist_name,
            "cancel_reason": facts.cancel_reason,
            "guest": facts.guest,
            "previous_specialist": facts.previous_specialist,
            "by": facts.by,
            "freed": [[one.specialist_id, one.span.start.isoformat(), one.span.end.isoformat()] for one in facts.freed],
        },
        ensure_ascii=False,
    )


def facts_in(stored: str | dict[str, Any]) -> NoticeFacts:
    """SQLite keeps JSON as a text, PostgreSQL gives it read."""
    facts = json.loads(stored) if isinstance(stored, str) else stored
    return NoticeFacts(
        service_name=facts["service_name"],
        start=instant(facts["start"]),
        end=instant(facts["end"]),
        costs=Price(facts["price"], facts["currency"], PriceKind(facts.get("price_kind", PriceKind.EXACT))),
        previous_start=instant(facts["previous_start"]) if facts["previous_start"] else None,
        specialist_name=facts.get("specialist_name"),
        cancel_reason=CancelReason(facts["cancel_reason"]) if facts.get("cancel_reason") else None,
        guest=facts.get("guest"),
        previous_specialist=facts.get("previous_specialist"),
        by=Side(facts["by"]) if facts.get("by") else None,
        freed=tuple(
            Freed(specialist_id, Interval(instant(start), instant(end)))
            for specialist_id, start, end in facts.get("freed", ())
        ),
    )


def notice_in(row: Row) -> Notice:
    return Notice(
        id=row["notice_id"],
        kind=NoticeKind(row["kind"]),
        user_id=row["reader_id"],
        language=row["reader_language"],
        booking_id=row["booking_id"],
        customer=customer_of(row),
        facts=facts_in(row["facts"]),
        attempts=row["attempts"],
        by_name=row["by_name"],
    )

"""A customer asks the shop, an admin answers by replying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.errors import QuestionUnknown
from services.booking_bot.domain.questions import Question, QuestionCopy
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.contact import known_customer
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Asked:
    """``readers``: the admins' Telegram ids; nobody for a question that was passed on before."""

    question: Question
    customer: Customer
    readers: Sequence[int]


@dataclass(frozen=True, slots=True)
class AskShop:
    """Who is to read the customer's message ``message_id``. Raises ``CustomerUnknown``."""

    storage: Storage

    async def __call__(self, message_id: int, *, user_id: int) -> Asked:
        async with self.storage.reading() as tables:
            customer = await known_customer(tables, user_id)
            question = Question(customer.id, message_id)
            settings = await read_settings(tables)
            passed_on = await tables.questions.was_passed_on(question)
            return Asked(question, customer, () if passed_on else settings.admin_ids)


@dataclass(frozen=True, slots=True)
class RememberCopy:
    """An admin got the question: from now on a reply to his copy is an answer to the customer."""

    storage: Storage
    clock: Clock

    async def __call__(self, question: Question, copy: QuestionCopy) -> None:
        async with self.storage.writing() as tables:
            await tables.questions.add(question, copy, self.clock())


@dataclass(frozen=True, slots=True)
class WhoAsked:
    """The question behind a copy and the Telegram id of who asked.

    Raises:
        NotAllowed.
        QuestionUnknown: the message is no question's copy, or the customer has had his data deleted.
    """

    storage: Storage

    async def __call__(self, copy: QuestionCopy) -> tuple[Question, int]:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(copy.admin_id)
            found = await tables.questions.of_copy(copy)
        if found is None or found[1] is None:
            raise QuestionUnknown
        return found[0], found[1]

"""Questions of customers, by the copies that the admins got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.questions import Question, QuestionCopy
from services.booking_bot.storage.sql.executor import Executor

ADD = """
INSERT INTO questions (admin_id, message_id, customer_id, customer_message_id, at)
VALUES (%(admin_id)s, %(message_id)s, %(customer_id)s, %(customer_message_id)s, %(now)s)
ON CONFLICT (admin_id, message_id) DO NOTHING
"""
WAS_PASSED_ON = """
SELECT 1 AS found FROM questions
WHERE customer_id = %(customer_id)s AND customer_message_id = %(customer_message_id)s LIMIT 1
"""
OF_COPY = """
SELECT customers.user_id, questions.customer_id, questions.customer_message_id
FROM questions JOIN customers ON customers.id = questions.customer_id
WHERE questions.admin_id = %(admin_id)s AND questions.message_id = %(message_id)s
"""
FORGET = "DELETE FROM questions WHERE at < %(before)s"


@dataclass(frozen=True, slots=True)
class SqlQuestions:
    executor: Executor

    async def add(self, question: Question, copy: QuestionCopy, now: datetime) -> None:
        await self.executor.run(
            ADD,
            admin_id=copy.admin_id,
            message_id=copy.message_id,
            customer_id=question.customer_id,
            customer_message_id=question.message_id,
            now=now,
        )

    async def was_passed_on(self, question: Question) -> bool:
        row = await self.executor.row(
            WAS_PASSED_ON, customer_id=question.customer_id, customer_message_id=question.message_id
        )
        return row is not None

    async def of_copy(self, copy: QuestionCopy) -> tuple[Question, int | None] | None:
        row = await self.executor.row(OF_COPY, admin_id=copy.admin_id, message_id=copy.message_id)
        if row is None:
            return None
        return Question(row["customer_id"], row["customer_message_id"]), row["user_id"]

    async def forget(self, before: datetime) -> int:
        return await self.executor.run(FORGET, before=before)

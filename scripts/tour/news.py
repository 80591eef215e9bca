"""What the owner hears without asking."""

from __future__ import annotations

from scripts.tour.prologue import opens_more
from scripts.tour.stage import Stage
from scripts.tour.stops import Chapter, Words

NEWS = Chapter(
    title=Words("What the owner hears", "Что владелец узнаёт сам"),
    text=Words(
        "Each of the team chooses how; several changes within a minute make one message.",
        "Каждый в команде выбирает, как его уведомлять; несколько изменений за минуту приходят одним сообщением.",
    ),
)


@NEWS.stop(
    "digest",
    "owner",
    en=("The morning digest", "The day's visits, free time, who has not answered, what it brings."),
    ru=("Утренняя сводка", "Визиты дня, свободное время, кто не ответил и сколько ожидается."),
)
async def digest(stage: Stage) -> None:
    await stage.later(days=4, at="09:00")
    await stage.owner.sees("☀️ понедельник", anywhere=True)


@NEWS.stop(
    "free-now",
    "owner",
    en=("A hole appears", "What became free is said at once: book into it or block it by a tap."),
    ru=("Появилось окно", "Бот сразу пишет, что освободилось: запишите или закройте время одной кнопкой."),
)
async def free_now(stage: Stage) -> None:
    bob = stage.bob
    stage.minutes_pass()
    await bob.says("/my")
    await bob.taps("11:00")
    await bob.taps("❌ Cancel")
    await bob.taps("My plans have changed")
    await bob.sees("cancelled")
    await stage.owner.sees("Теперь свободно", anywhere=True)


@NEWS.stop(
    "notifications",
    "owner",
    en=("Notifications", "All at once, today's alone or a digest; quiet hours of one's own."),
    ru=("Уведомления", "Все сразу, только на сегодня или сводкой; свои тихие часы."),
)
async def notifications(stage: Stage) -> None:
    await opens_more(stage.owner, "🔔 Уведомления")
    await stage.owner.sees("Утренняя сводка")

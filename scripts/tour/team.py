"""Who works with the owner: invited by a link, with a day of her own, paid by what she does."""

from __future__ import annotations

from scripts.tour.prologue import opens_more
from scripts.tour.stage import Stage
from scripts.tour.stops import Chapter, Words

TEAM = Chapter(
    title=Words("The team", "Команда"),
    text=Words(
        "Мария gets her own day in the same bot; who changed what is written down.",
        "Мария получает свой день в том же боте, а кто что изменил, видно в журнале.",
    ),
)


@TEAM.stop(
    "team-invitation",
    "owner",
    en=("Invitation", "A link to forward: one person can join by it, within seven days."),
    ru=("Приглашение", "Ссылка, чтобы переслать: по ней может войти один человек в течение семи дней."),
)
async def invitation(stage: Stage) -> None:
    await opens_more(stage.owner, "👥 Команда")
    await stage.owner.taps("➕ Пригласить")
    await stage.owner.taps("💇 специалист")
    await stage.owner.taps("Мария")
    await stage.owner.sees("Ссылка только для вас")


@TEAM.stop(
    "team-joining",
    "maria",
    en=("Joining", "Who opens the link sees what it is, and accepts by a tap."),
    ru=("Вход в команду", "Кто открыл ссылку, видит, что ему предлагают, и соглашается одним касанием."),
)
async def joining(stage: Stage) -> None:
    words = stage.owner.last_message.text.split()
    await stage.maria.follows(next(word for word in words if word.startswith("https://t.me/")))
    await stage.maria.sees("приглашает вас")


@TEAM.stop(
    "my-day",
    "maria",
    en=("Her own day", "Her visits, hours and pay, and nothing of others."),
    ru=("Свой день", "Её визиты, часы и оплата — и ничего чужого."),
)
async def my_day(stage: Stage) -> None:
    await stage.maria.taps("✅ Принять")
    await stage.maria.taps("🗓 Мой день")
    await stage.maria.sees("Свободно")


@TEAM.stop(
    "team",
    "owner",
    en=("Team", "Owners, admins and specialists; the last owner cannot be taken away."),
    ru=("Команда", "Владельцы, администраторы и специалисты; последнего владельца убрать нельзя."),
)
async def team(stage: Stage) -> None:
    await opens_more(stage.owner, "👥 Команда")
    await stage.owner.sees("💇 Мария")


@TEAM.stop(
    "pay",
    "owner",
    en=("Pay", "A share, a sum per visit or per month, from a day on; for any period, also as a file."),
    ru=("Оплата", "Процент, сумма за визит или в месяц с нужного дня; за любой период, в том числе файлом."),
)
async def pay(stage: Stage) -> None:
    await opens_more(stage.owner, "💰 Оплата")
    await stage.owner.taps("💇 Мария")
    await stage.owner.taps("⚙️ Условия оплаты")
    await stage.owner.taps("% от полученного")
    await stage.owner.says("40")
    await stage.owner.taps("1 сентября")
    await stage.owner.sees("Сохранено")
    await stage.owner.taps("‹ Назад")
    await stage.owner.taps("‹ Оплата")
    await stage.owner.sees("40 % от полученного")


@TEAM.stop(
    "log",
    "owner",
    en=("Log of changes", "Who changed what and when, from what to what; for a year."),
    ru=("Журнал изменений", "Кто, когда и что изменил, что было и что стало; за год."),
)
async def log(stage: Stage) -> None:
    await opens_more(stage.owner, "📜 Журнал")
    await stage.owner.sees("условия оплаты, Мария")

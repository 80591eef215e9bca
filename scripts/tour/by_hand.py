"""How somebody who rings up is booked: by taps, or in a line of one's own words."""

from __future__ import annotations

from scripts.tour.prologue import opens_management
from scripts.tour.stage import Stage
from scripts.tour.stops import Chapter, Words
from tests.support.booking_steps import picks_day

BY_HAND = Chapter(
    title=Words("Somebody rings up", "Клиент позвонил"),
    text=Words(
        "Booked in five taps or in one line; those without Telegram get a link or are called.",
        "Запись в пять нажатий или одной строкой; тем, кто без Telegram, — ссылка или звонок.",
    ),
)


@BY_HAND.stop(
    "by-hand-times",
    "owner",
    en=("When and with whom", "One tap chooses both; any other time can be typed."),
    ru=("Когда и к кому", "Одно нажатие выбирает и время, и мастера; любое другое время можно написать."),
)
async def by_hand_times(stage: Stage) -> None:
    await opens_management(stage.owner, "✍️ Записать вручную")
    await stage.owner.taps("Стрижка")
    await picks_day(stage.owner, 2)
    await stage.owner.sees("Или напишите любое другое время")


@BY_HAND.stop(
    "by-hand-guest",
    "owner",
    en=("Who comes", "The last visitors are a tap away; a name, a number or @username does as well."),
    ru=("Кто придёт", "Последние клиенты — в одно нажатие; подойдёт и имя, номер или @username."),
)
async def by_hand_guest(stage: Stage) -> None:
    await stage.owner.taps("12:00 Анна")
    await stage.owner.sees("Кто придёт?")


@BY_HAND.stop(
    "line",
    "owner",
    en=("In one's own words", "A line becomes a draft; nothing is booked before the tap."),
    ru=("Своими словами", "Строка становится черновиком; до нажатия ничего не записано."),
)
async def line(stage: Stage) -> None:
    await stage.owner.says("/admin")
    await stage.owner.says("завтра 15:00 стрижка к Анне Ирина +7 999 000-01-77")
    await stage.owner.sees("Записать?")


@BY_HAND.stop(
    "taken",
    "owner",
    en=("The time is taken", "By whom, what is free near it, and “book anyway”, which the log remembers."),
    ru=("Время занято", "Кем, что свободно рядом, и «всё равно записать» — об этом останется след в журнале."),
)
async def taken(stage: Stage) -> None:
    await stage.owner.taps("✅ Записать")
    await stage.owner.sees("Записано")
    await stage.owner.says("завтра 15:30 стрижка к Анне Лена +7 999 000-01-78")
    await stage.owner.sees("Это время занято")


@BY_HAND.stop(
    "customers-link",
    "owner",
    en=("A link for the customer", "Whoever opens it sees the visit and gets reminders; it works once."),
    ru=("Ссылка для клиента", "Кто её откроет, увидит визит и будет получать напоминания; работает один раз."),
)
async def customers_link(stage: Stage) -> None:
    await stage.owner.taps("⚠️ Всё равно записать")
    await stage.owner.sees("Записано")
    await stage.owner.taps("🔗 Ссылка для клиента")
    await stage.owner.sees("Ссылка для клиента: Лена")


@BY_HAND.stop(
    "calls",
    "owner",
    en=("To call", "Whom the bot does not reach before the visit; a press on the number dials it."),
    ru=("Обзвонить", "Кого бот не достал перед визитом; нажатие на номер — звонок."),
)
async def calls(stage: Stage) -> None:
    await stage.owner.says("/tomorrow")
    await stage.owner.taps("📞 Обзвонить")
    await stage.owner.sees("Обзвонить")

"""How the owner keeps her customers, her schedule and her price list."""

from __future__ import annotations

from datetime import timedelta

from scripts.tour.prologue import opens_hours, opens_management
from scripts.tour.stage import BOT, Stage
from scripts.tour.stops import Chapter, Words

OWNERS_DAY = Chapter(
    title=Words("The owner's books", "Хозяйство владельца"),
    text=Words(
        "Customers, shifts, price list: kept in the chat, without a manual.",
        "Клиенты, смены, прайс — всё в чате и без инструкции.",
    ),
)


@OWNERS_DAY.stop(
    "customers",
    "owner",
    en=("Customers", "Found by name, number or @username; who has not come for long, whose birthday is near."),
    ru=("Клиенты", "Поиск по имени, номеру или @username; кто давно не был, у кого скоро день рождения."),
)
async def customers(stage: Stage) -> None:
    await opens_management(stage.owner, "👤 Клиенты")
    await stage.owner.sees("Клиенты")


@OWNERS_DAY.stop(
    "customers-card",
    "owner",
    en=("A customer's card", "Visits, money, no-shows, a note, tags, and who may book."),
    ru=("Карточка клиента", "Визиты, деньги, неявки, заметка, метки и доступ к записи."),
)
async def customers_card(stage: Stage) -> None:
    await stage.owner.taps("Алиса")
    await stage.owner.taps("📝 Заметка")
    await stage.owner.says("Аллергия на латекс, любит тишину")
    await stage.owner.sees("Аллергия на латекс")


@OWNERS_DAY.stop(
    "days-off",
    "owner",
    en=("Days off", "Typed as one says it; whoever is booked then is named at once."),
    ru=("Выходные и отпуск", "Пишите как говорите; кто уже записан на эти дни, бот назовёт сразу."),
)
async def days_off(stage: Stage) -> None:
    await opens_hours(stage.owner, "Мария")
    await stage.owner.taps("📅")
    await stage.owner.says("с 17 по 20 сентября отпуск")
    await stage.owner.sees("17")


@OWNERS_DAY.stop(
    "price-list",
    "owner",
    en=("A price list", "Pasted or sent as CSV; looked at before anything is changed."),
    ru=("Прайс-лист", "Текстом или файлом CSV; сначала просмотр, потом изменения."),
)
async def price_list(stage: Stage) -> None:
    await opens_management(stage.owner, "🧾 Услуги")
    await stage.owner.taps("📥 Загрузить список")
    await stage.owner.says("Волосы:\nУкладка - 1200 - 45 мин\nСтрижка детская - 1000 - 30 мин\nУход - от 900 - 20 мин")
    await stage.owner.sees("Укладка")


@OWNERS_DAY.stop(
    "link-and-qr",
    "owner",
    en=("Link and QR code", "To the bot, to a service or to a specialist, to print and to send."),
    ru=("Ссылка и QR-код", "На бота, на услугу или к специалисту: напечатать и разослать."),
)
async def link_and_qr(stage: Stage) -> None:
    await opens_management(stage.owner, "🔗 Ссылка и QR")
    await stage.owner.taps("🔗 Весь бот")
    await stage.owner.sees(f"https://t.me/{BOT}")


@OWNERS_DAY.stop(
    "ill-today",
    "owner",
    en=("“Maria is ill today”", "Two taps: who is hit, who will be written to, whom to call."),
    ru=("«Мария сегодня болеет»", "Два касания: кого это затронет, кому напишет бот, кому позвонить."),
)
async def ill_today(stage: Stage) -> None:
    await stage.later(days=1, at="09:50")
    today = str(stage.clock.now.day)
    await stage.alice.says("/start")
    await stage.alice.taps("Окрашивание")
    await stage.alice.taps("Мария")
    await stage.alice.taps(today)
    await stage.alice.taps("14:00")
    await stage.alice.taps("✅ Записаться")
    await stage.alice.sees("Вы записаны")
    await opens_management(stage.owner, "✍️ Записать вручную")
    await stage.owner.taps("Волосы")
    await stage.owner.taps("Стрижка")
    await stage.owner.taps("Мария")
    await stage.owner.taps(today)
    await stage.owner.taps("17:00")
    await stage.owner.says("Вера +7 999 000-01-09")
    await stage.owner.sees("Записано")
    await stage.owner.says("/today")
    await stage.owner.sees("17:00")
    await stage.owner.taps("🤒 Сегодня болеет")
    await stage.owner.taps("🤒 Мария")
    await stage.owner.sees("Затронут")


@OWNERS_DAY.stop(
    "displaced",
    "alice",
    en=("One message to each customer", "Somebody else at the same time, another time, or cancel."),
    ru=("Одно сообщение клиенту", "Другой специалист в то же время, другое время или отмена."),
)
async def displaced(stage: Stage) -> None:
    await stage.owner.taps("✅ Закрыть и написать клиентам")
    await stage.owner.sees("ждём ответа")
    await stage.alice.sees("Как вам удобнее?", anywhere=True)


@OWNERS_DAY.stop(
    "answers",
    "owner",
    en=("One list of answers", "It is edited as customers answer, until it is empty; whom to call is at the top."),
    ru=("Один список ответов", "Меняется по мере ответов, пока все не решат; кому звонить — вверху."),
)
async def answers(stage: Stage) -> None:
    await stage.alice.taps("🔁 То же время: Анна")
    await stage.alice.sees("специалист другой")
    stage.clock.now += timedelta(seconds=5)
    await stage.owner.sees("перенесли: 1", anywhere=True)

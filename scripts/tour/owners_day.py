"""How the owner keeps her customers, her schedule and her price list."""

from __future__ import annotations

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

"""What the owner sees in the same bot."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from scripts.tour.prologue import opens_hours, opens_management, opens_more
from scripts.tour.stage import Stage
from scripts.tour.stops import Chapter, Words

OWNERS = Chapter(
    title=Words("For the owner", "Владельцу"),
    text=Words(
        "Анна owns the studio. Her side is in the same bot, behind “Manage” or /admin.",
        "Анна — владелица студии. Её сторона в том же боте: «Управление» или /admin.",
    ),
)


@OWNERS.stop(
    "notice",
    "owner",
    en=("A new booking", "Every booking, move and cancellation is told at once."),
    ru=("Новая запись", "О каждой записи, переносе и отмене бот сообщает сразу."),
)
async def notice(stage: Stage) -> None:
    bob = stage.bob
    await bob.taps("11:00")
    await bob.taps("✅ Book")
    await bob.taps("✅ I agree")
    await bob.sees("send your number")
    await bob.shares_contact()
    await bob.sees("You are booked")
    await stage.owner.sees("Bob", anywhere=True)


@OWNERS.stop(
    "customers-question",
    "owner",
    en=("A customer's question", "A reply to this message is the answer."),
    ru=("Вопрос клиента", "Ответ на это сообщение уходит клиенту."),
)
async def customers_question(stage: Stage) -> None:
    await stage.bob.says("Is there a parking place?")
    await stage.bob.taps("✉️ Pass it on to the shop")
    await stage.owner.sees("Is there a parking place?", anywhere=True)


@OWNERS.stop(
    "manage",
    "owner",
    en=("Manage", "What each day needs; everything else is behind “More”."),
    ru=("Управление", "То, что нужно каждый день; остальное — за кнопкой «Ещё»."),
)
async def manage(stage: Stage) -> None:
    await stage.owner.says("/admin")
    await stage.owner.sees("О каждой записи")


@OWNERS.stop(
    "services",
    "owner",
    en=("Services", "The list that customers see; a new one takes two taps."),
    ru=("Услуги", "Список, который видят клиенты; новая услуга добавляется в два касания."),
)
async def services(stage: Stage) -> None:
    await stage.owner.taps("🧾 Услуги")
    await stage.owner.sees("Нажмите на услугу")


@OWNERS.stop(
    "one-service",
    "owner",
    en=("One service", "Name, length and price can be changed; a service can be hidden for a while."),
    ru=("Одна услуга", "Название, длительность и цену можно изменить, а услугу — на время скрыть."),
)
async def service(stage: Stage) -> None:
    await stage.owner.taps("Окрашивание")
    await stage.owner.sees("Длительность")


@OWNERS.stop(
    "specialists",
    "owner",
    en=("Specialists", "And who gets a visit for which the customer named nobody."),
    ru=("Специалисты", "И кому достаётся запись, если клиент никого не выбрал."),
)
async def specialists(stage: Stage) -> None:
    await opens_management(stage.owner, "👥 Специалисты")
    await stage.owner.sees("Кому достаётся запись")


@OWNERS.stop(
    "one-specialist",
    "owner",
    en=("One specialist", "With hours, lengths and prices of her own."),
    ru=("Один специалист", "Со своими часами, длительностью и ценами."),
)
async def specialist(stage: Stage) -> None:
    await stage.owner.taps("Мария")
    await stage.owner.sees("Стрижки для кудрей")


@OWNERS.stop(
    "hours",
    "owner",
    en=("Hours", "A weekday at a time, by taps or typed, with breaks."),
    ru=("Часы работы", "По дням недели, кнопками или текстом, с перерывами."),
)
async def hours(stage: Stage) -> None:
    await opens_hours(stage.owner, "Мария")


@OWNERS.stop(
    "more",
    "owner",
    en=("More", "What is set once and seldom changed; each day's buttons stay few."),
    ru=("Ещё", "То, что настраивают один раз; на каждый день кнопок немного."),
)
async def more(stage: Stage) -> None:
    await opens_management(stage.owner, "⚙️ Ещё")
    await stage.owner.sees("один раз")


@OWNERS.stop(
    "rules",
    "owner",
    en=("Rules of booking", "How early, how late, how often: each set by a tap."),
    ru=("Правила записи", "За сколько, как далеко вперёд, как часто — каждое правило одной кнопкой."),
)
async def rules(stage: Stage) -> None:
    await _opens(stage.owner, "📏 Правила записи", "записи")


@OWNERS.stop(
    "phones",
    "owner",
    en=(
        "Name and phone",
        "Whether customers are asked for their name and number, and whether the number may be left out.",
    ),
    ru=("Имя и телефон", "Спрашивать ли у клиентов имя и номер и можно ли номер не давать."),
)
async def phones(stage: Stage) -> None:
    await _opens(stage.owner, "🙋 Имя и телефон", "Имя и телефон клиента")


@OWNERS.stop(
    "reminders",
    "owner",
    en=("Reminders", "When customers are asked and reminded, and when the bot keeps quiet."),
    ru=("Напоминания", "Когда бот спрашивает и напоминает и когда молчит."),
)
async def reminders(stage: Stage) -> None:
    await _opens(stage.owner, "⏰ Напоминания", "Тихие часы")


@OWNERS.stop(
    "today",
    "owner",
    en=("Today", "By specialist: who comes when, what is free, how busy she is; a tap opens the visit."),
    ru=("Сегодня", "По специалистам: кто и когда придёт, что свободно, загрузка; касание открывает визит."),
)
async def today(stage: Stage) -> None:
    await stage.owner.says("/today")
    await stage.owner.sees("среда")


@OWNERS.stop(
    "today-picture",
    "owner",
    en=("Today as a picture", "A column for each specialist; the line is the present time."),
    ru=("День картинкой", "Столбец на каждого специалиста; линия — текущее время."),
)
async def today_picture(stage: Stage) -> None:
    await stage.owner.taps("🖼 Картинкой", answered=False)
    await stage.owner.sees("среда", within=30)


async def _opens(owner: Person, button: str, words: str) -> None:
    await opens_more(owner, button)
    await owner.sees(words)

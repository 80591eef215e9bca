"""What the owner can switch on, and what customers see then."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from scripts.tour.photo import waves
from scripts.tour.prologue import opens_management, opens_more
from scripts.tour.stage import Stage
from scripts.tour.stops import Chapter, Words

SWITCHED_ON = Chapter(
    title=Words("When more is needed", "Когда нужно больше"),
    text=Words(
        "A small shop sees none of this. Анна switches on what her studio needs, and the buttons appear.",
        "Маленькая студия ничего этого не увидит. Анна включает то, что ей нужно, и кнопки появляются.",
    ),
)


@SWITCHED_ON.stop(
    "visit-rules",
    "owner",
    en=("One visit", "Several services at once, guests, and which times come first."),
    ru=("Один визит", "Несколько услуг сразу, гости и какое время показывать первым."),
)
async def visit_rules(stage: Stage) -> None:
    await opens_more(stage.owner, "📏 Правила записи")
    await stage.owner.taps("🧩 Один визит")
    for rule in ("🧩 3", "👥 и двоих", "⭐ сначала удобное"):
        await stage.owner.taps(rule)
        await stage.owner.sees("Услуг за один визит")


@SWITCHED_ON.stop(
    "address",
    "owner",
    en=("The address", "Typed, with the point on the map; it stands on every card."),
    ru=("Адрес", "Текстом и точкой на карте; он есть на каждой карточке визита."),
)
async def address(stage: Stage) -> None:
    await opens_more(stage.owner, "📍 Адрес")
    await stage.owner.taps("✏️ Адрес")
    await stage.owner.says("Москва, ул. Арбат, 12, вход со двора")
    await stage.owner.sees("Сохранено")
    await stage.owner.taps("📌 Точка на карте")
    await stage.owner.shares_location(55.7512, 37.5934)
    await stage.owner.sees("Точка на карте: 55")


@SWITCHED_ON.stop(
    "service-rules",
    "owner",
    en=("Rules of one service", "Its own windows for booking, moving, cancelling, and the gaps around it."),
    ru=("Правила одной услуги", "Свои сроки записи, переноса и отмены, и перерывы вокруг неё."),
)
async def service_rules(stage: Stage) -> None:
    await _puts_into(stage.owner, "Маникюр", "Ногти")
    await _puts_into(stage.owner, "Стрижка", "Волосы")
    await stage.owner.taps("🖼 Фото")
    await stage.owner.sends_photo(waves())
    await stage.owner.sees("Сохранено")
    await opens_management(stage.owner, "🧾 Услуги")
    await stage.owner.taps("Маникюр")
    await stage.owner.taps("⚙️ Ещё")
    await stage.owner.taps("❌ 2 ч")
    await stage.owner.sees("Отменить не позже чем за: 2 ч")


@SWITCHED_ON.stop(
    "chairs",
    "owner",
    en=("Chairs and rooms", "How many there are, and which services take one: no more visits at a time than chairs."),
    ru=("Кресла и кабинеты", "Сколько их и каким услугам нужны: визитов сразу не больше, чем кресел."),
)
async def chairs(stage: Stage) -> None:
    await opens_more(stage.owner, "🪑 Кресла")
    await stage.owner.taps("➕")
    await stage.owner.says("Кресло мастера")
    await stage.owner.sees("Кресло мастера")
    await stage.owner.taps("2")
    await stage.owner.taps("▫️ Стрижка")
    await stage.owner.sees("Кресло мастера")


@SWITCHED_ON.stop(
    "categories",
    "alice",
    en=("Categories", "With many services the first screen shows groups."),
    ru=("Категории", "Когда услуг много, первый экран показывает группы."),
)
async def categories(stage: Stage) -> None:
    await stage.alice.says("/start")
    await stage.alice.sees("На что вас записать?")


@SWITCHED_ON.stop(
    "photo",
    "alice",
    en=("A photo", "Of the service, or of the specialist who was chosen."),
    ru=("Фото", "Услуги или выбранного специалиста."),
)
async def photo(stage: Stage) -> None:
    await stage.alice.taps("🗂 Волосы")
    await stage.alice.taps("Стрижка")
    await stage.alice.sees("К кому?")


@SWITCHED_ON.stop(
    "what-else",
    "alice",
    en=("Another service", "In the same visit, without a pause between them."),
    ru=("Ещё услуга", "За тот же визит, без перерыва между услугами."),
)
async def what_else(stage: Stage) -> None:
    await stage.alice.taps("Мария")
    await stage.alice.taps("➕ Ещё услуга")
    await stage.alice.sees("Что ещё добавить в этот визит?")


@SWITCHED_ON.stop(
    "convenient-times",
    "alice",
    en=("Convenient times first", "Starred times leave no gap in the specialist's day; each service may have its own."),
    ru=("Сначала удобное", "Время со звёздочкой не оставляет окон; у каждой услуги может быть свой специалист."),
)
async def convenient_times(stage: Stage) -> None:
    await stage.alice.taps("Маникюр")
    await stage.alice.taps("Анна")
    await stage.alice.sees("Выберите день")
    await stage.alice.taps("17")
    await stage.alice.sees("Выберите время")


@SWITCHED_ON.stop(
    "kept-for-you",
    "alice",
    en=(
        "Kept for ten minutes",
        "Nobody takes the time away meanwhile. It can be booked for somebody else.",
    ),
    ru=("Десять минут за вами", "Пока клиент думает, время никто не займёт. Записать можно и другого."),
)
async def kept_for_you(stage: Stage) -> None:
    await stage.alice.taps("⭐")
    await stage.alice.sees("Держим это время за вами")


@SWITCHED_ON.stop(
    "for-mother",
    "alice",
    en=("For somebody else", "The name is enough; the reminders come to who booked."),
    ru=("Для другого", "Достаточно имени; напоминания придут тому, кто записал."),
)
async def for_mother(stage: Stage) -> None:
    await stage.alice.taps("🙋 Записать другого")
    await stage.alice.sees("Кто придёт?")
    await stage.alice.says("Мама")
    await stage.alice.sees("Вы записаны")


@SWITCHED_ON.stop(
    "for-two",
    "alice",
    en=("Two at once", "One card, two specialists; in a row works too."),
    ru=("Вдвоём", "Одна карточка, два специалиста; можно и по очереди."),
)
async def for_two(stage: Stage) -> None:
    await stage.alice.says("/start")
    await stage.alice.taps("🗂 Ногти")
    await stage.alice.taps("Маникюр")
    await stage.alice.taps("Любой свободный")
    await stage.alice.taps("18")
    await stage.alice.taps("12:00")
    await stage.alice.taps("👥 Двое одновременно")
    await stage.alice.taps("12:00")
    await stage.alice.taps("✅ Записаться")
    await stage.alice.sees("Вы записаны")


@SWITCHED_ON.stop(
    "one-of-two",
    "alice",
    en=("Each part can be cancelled", "The rest stays; the owner is told."),
    ru=("Отменить можно часть", "Остальное в силе; владелец узнает."),
)
async def one_of_two(stage: Stage) -> None:
    await stage.alice.taps("❌ Отменить")
    await stage.alice.sees("Отменить визит?")


@SWITCHED_ON.stop(
    "on-the-map",
    "alice",
    en=("On the map", "The place opens in the phone's own maps."),
    ru=("На карте", "Место откроется в картах телефона."),
)
async def on_the_map(stage: Stage) -> None:
    await stage.alice.taps("Нет, оставить")
    await stage.alice.taps("🗺 На карте")
    await stage.alice.sees("Арбат", anywhere=True)


@SWITCHED_ON.stop(
    "in-own-words",
    "alice",
    en=("In one's own words", "Three times that fit what was written."),
    ru=("Своими словами", "Три времени, подходящих к написанному."),
)
async def in_own_words(stage: Stage) -> None:
    await stage.alice.says("Стрижка послезавтра после трёх к Марии")
    await stage.alice.sees("Вот свободное время")


async def _puts_into(owner: Person, service: str, category: str) -> None:
    await opens_management(owner, "🧾 Услуги")
    await owner.taps(service)
    await owner.taps("🗂 Категория")
    await owner.says(category)
    await owner.sees(f"Категория: {category}")

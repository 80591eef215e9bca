"""What the owner says of her studio once, and what customers read of it."""

from __future__ import annotations

from scripts.tour.prologue import opens_more
from scripts.tour.stage import Stage
from scripts.tour.stops import Chapter, Words

SHOP = Chapter(
    title=Words("In her own words", "Своими словами"),
    text=Words(
        "Behind “More” Анна writes what customers read, and says how she is reached and how long she keeps their data.",
        "За кнопкой «Ещё» Анна пишет, что читают клиенты, как с ней связаться и сколько хранить данные.",
    ),
)


@SHOP.stop(
    "contacts",
    "alice",
    en=("Contacts", "Number, page and place, one tap from the first screen."),
    ru=("Контакты", "Номер, страница и адрес в одном касании от первого экрана."),
)
async def contacts(stage: Stage) -> None:
    await opens_more(stage.owner, "☎️ Контакты")
    await stage.owner.taps("☎️ Телефон")
    await stage.owner.says("+7 495 000-00-01")
    await stage.owner.sees("Телефон: +74950000001")
    await stage.owner.taps("🔗 Сайт")
    await stage.owner.says("vk.com/studio_lokon")
    await stage.owner.sees("https://vk.com/studio_lokon")
    await stage.alice.says("/start")
    await stage.alice.taps("☎️ Контакты")
    await stage.alice.sees("как с нами связаться")


@SHOP.stop(
    "own-texts",
    "owner",
    en=("Texts", "In each language; time, place and buttons stay whatever she writes."),
    ru=("Тексты", "Для каждого языка; время, место и кнопки остаются при любом тексте."),
)
async def own_texts(stage: Stage) -> None:
    await opens_more(stage.owner, "📝 Тексты")
    await stage.owner.sees("Язык этих текстов")


@SHOP.stop(
    "wrong-placeholder",
    "owner",
    en=("A slip is named at once", "With all that can be filled in; nothing is saved."),
    ru=("Опечатку видно сразу", "Со всеми подстановками; ничего не сохранено."),
)
async def wrong_placeholder(stage: Stage) -> None:
    await stage.owner.taps("Примечание к записи")
    await stage.owner.taps("✏️ Изменить")
    await stage.owner.sees("бот подставит")
    await stage.owner.says("{имья}, захватите полотенце")
    await stage.owner.sees("Подстановки {имья} здесь нет")


@SHOP.stop(
    "preview",
    "owner",
    en=("As customers see it", "Saved, and shown with a visit for example."),
    ru=("Как видит клиент", "Сохранено и показано на примере визита."),
)
async def preview(stage: Stage) -> None:
    await stage.owner.says("{имя}, захватите, пожалуйста, полотенце. Если опаздываете: {телефон}\nДо встречи 💚")
    await stage.owner.sees("Сохранено")


@SHOP.stop(
    "time-zone",
    "owner",
    en=("Another time zone", "Looked at first: what becomes of the visits that are ahead."),
    ru=("Другой часовой пояс", "Сначала видно, что станет с предстоящими визитами."),
)
async def time_zone(stage: Stage) -> None:
    await opens_more(stage.owner, "🌍 Язык и часовой пояс")
    await stage.owner.taps("🕒 Другой")
    await stage.owner.says("Самара")
    await stage.owner.sees("Сменить часовой пояс?")


@SHOP.stop(
    "retention",
    "owner",
    en=("How long data are kept", "Asks once, says how many it is, and begins a day later."),
    ru=("Сколько хранить данные", "Бот спрашивает один раз, называет число и начинает через сутки."),
)
async def retention(stage: Stage) -> None:
    await opens_more(stage.owner, "🗄 Хранение данных")
    await stage.owner.taps("3 года")
    await stage.owner.sees("Удалять данные через 3 года")

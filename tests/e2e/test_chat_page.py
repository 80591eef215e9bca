"""The demo's chat page in a real browser, against the Telegram stand-in and a scripted bot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from scripts.simulators.telegram.world.accounts import register_bot
from scripts.simulators.telegram.world.world import World
from tests.support.browser import PHONE, NewVisitor, Visitor
from tests.support.chat_page import (
    ANNA,
    BORIS,
    SALES_TOKEN,
    SALON_TOKEN,
    Telegram,
    answer,
    chat_of,
    inline,
    say,
    story_world,
    wait_until,
)
from tests.support.scripted_bot import Json, ScriptedBot
from tests.support.telegram_world import png

pytestmark = pytest.mark.browser


@pytest.fixture
def world() -> World:
    return story_world()


@pytest.fixture
def telegram(world: World) -> Iterator[Telegram]:
    running = Telegram(world)
    yield running
    running.stop()


@pytest.fixture
def bot(telegram: Telegram) -> Iterator[ScriptedBot]:
    """The sales bot's program."""
    with ScriptedBot(telegram.url, SALES_TOKEN, telegram.react) as running:
        yield running


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Visitor:
    return new_visitor()


@pytest.fixture
def page(telegram: Telegram, bot: ScriptedBot, visitor: Visitor) -> Page:
    """Anna's chat with the sales bot, not begun yet."""
    visitor.page.goto(f"{telegram.url}/#/{ANNA}/sales_bot")
    return visitor.page


def start(page: Page) -> None:
    page.get_by_role("button", name="Старт").click()


def write(page: Page, text: str) -> None:
    field = page.get_by_role("textbox", name="Сообщение")
    field.fill(text)
    field.press("Enter")


def bubbles(page: Page) -> Locator:
    return page.locator(".message")


def test_chat_page_start_shows_the_bots_greeting(page: Page, telegram: Telegram) -> None:
    telegram.reacts["/start"] = say("Добро <b>пожаловать</b>", parse_mode="HTML")

    start(page)

    expect(bubbles(page)).to_have_count(2)
    expect(page.locator(".message.out .text")).to_have_text("/start")
    expect(page.locator(".message.in strong")).to_have_text("пожаловать")
    expect(page.get_by_role("button", name="Старт")).to_have_count(0)


@pytest.mark.parametrize("lost", ["js/store.js", "js/main.js", "css/chat.css", "config.json"])
def test_chat_page_loads_again_when_a_part_of_it_did_not_come(
    telegram: Telegram, bot: ScriptedBot, visitor: Visitor, lost: str
) -> None:
    """A network that is added or removed (containers do it) makes Chromium drop what it is loading."""
    visitor.page.route(f"**/page/{lost}", lambda route: route.abort(), times=1)

    visitor.page.goto(f"{telegram.url}/#/{ANNA}/sales_bot")

    expect(visitor.page.get_by_role("button", name="Старт")).to_be_visible()
    visitor.forgives("net::ERR_FAILED")


def test_chat_page_press_shows_the_answer_and_the_edit(page: Page, telegram: Telegram) -> None:
    def react(bot: ScriptedBot, update: Json) -> None:
        answer(text="Принято")(bot, update)
        message = update["callback_query"]["message"]
        bot.call("editMessageText", chat_id=chat_of(update), message_id=message["message_id"], text="Выбран Старт")

    telegram.reacts["/start"] = say("Тарифы", reply_markup=inline([{"text": "Тариф", "callback_data": "plan"}]))
    telegram.reacts["plan"] = react
    start(page)

    page.get_by_role("button", name="Тариф").click()

    expect(page.get_by_role("status").filter(has_text="Принято")).to_be_visible()
    expect(page.locator(".message.in .text")).to_have_text("Выбран Старт")
    expect(page.locator(".message.in .edited")).to_be_visible()
    expect(page.locator(".inline-button")).to_have_count(0)


def test_chat_page_button_waits_until_the_bot_answers(page: Page, telegram: Telegram, bot: ScriptedBot) -> None:
    telegram.reacts["/start"] = say("Тарифы", reply_markup=inline([{"text": "Тариф", "callback_data": "plan"}]))
    start(page)
    button = page.get_by_role("button", name="Тариф")

    button.click()

    expect(button).to_have_attribute("aria-busy", "true")
    wait_until(lambda: "callback_query" in bot.updates[-1])
    answer()(bot, bot.updates[-1])
    expect(button).not_to_have_attribute("aria-busy", "true")


def test_chat_page_alert_is_a_dialog(page: Page, telegram: Telegram) -> None:
    telegram.reacts["/start"] = say("Заказ", reply_markup=inline([{"text": "Отменить", "callback_data": "cancel"}]))
    telegram.reacts["cancel"] = answer(text="Заказ отменён", show_alert=True)
    start(page)

    page.get_by_role("button", name="Отменить").click()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Заказ отменён")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Отменить")).to_be_focused()


def test_chat_page_reply_keyboard_sends_its_text_and_goes_after_one_use(
    page: Page, telegram: Telegram, bot: ScriptedBot
) -> None:
    keyboard = {"keyboard": [[{"text": "Купить"}, {"text": "Пробный"}]], "resize_keyboard": True}
    once = {**keyboard, "one_time_keyboard": True, "input_field_placeholder": "Выберите тариф"}
    telegram.reacts["/start"] = say("Что дальше?", reply_markup=once)
    start(page)
    expect(page.get_by_placeholder("Выберите тариф")).to_be_visible()

    page.get_by_role("group", name="Клавиатура бота").get_by_role("button", name="Пробный").click()

    expect(page.locator(".message.out").last).to_contain_text("Пробный")
    expect(page.locator(".reply-keyboard")).to_have_count(0)
    wait_until(lambda: bot.messages[-1]["text"] == "Пробный")


def test_chat_page_contact_is_shared_only_after_a_yes(page: Page, telegram: Telegram, bot: ScriptedBot) -> None:
    ask = {"keyboard": [[{"text": "Мой номер", "request_contact": True}]]}
    telegram.reacts["/start"] = say("Ваш номер?", reply_markup=ask)
    start(page)
    share = page.get_by_role("button", name="Мой номер")

    share.click()
    page.get_by_role("button", name="Отмена").click()
    expect(bubbles(page)).to_have_count(2)
    share.click()
    page.get_by_role("button", name="Поделиться").click()

    expect(page.locator(".message.out .card")).to_contain_text("+79990000101")
    wait_until(lambda: "contact" in bot.messages[-1])
    assert bot.messages[-1]["contact"]["user_id"] == ANNA


def test_chat_page_managed_bot_dialog_explains_what_is_wrong(page: Page, visitor: Visitor, telegram: Telegram) -> None:
    request = {"request_id": 1, "suggested_name": "Ромашка", "suggested_username": "sales_bot"}
    telegram.reacts["/start"] = say(
        "Создадим бота", reply_markup={"keyboard": [[{"text": "Создать", "request_managed_bot": request}]]}
    )
    start(page)
    page.get_by_role("button", name="Создать").click()
    dialog = page.get_by_role("dialog")
    username = dialog.get_by_label("Имя пользователя")

    dialog.get_by_role("button", name="Создать").click()
    expect(dialog.get_by_text("Это имя уже занято")).to_be_visible()
    username.fill("romashka")
    dialog.get_by_role("button", name="Создать").click()
    expect(username).to_have_attribute("aria-invalid", "true")
    username.fill("romashka_bot")
    dialog.get_by_role("button", name="Создать").click()

    expect(page.locator(".service")).to_contain_text("Создан бот Ромашка (@romashka_bot)")
    expect(page.locator(".chat-row").last).to_contain_text("Новый бот")
    visitor.forgives("400 (Bad Request)")


def test_chat_page_new_bot_appears_in_the_customers_list(page: Page, telegram: Telegram) -> None:
    page.get_by_role("button", name="Борис").click()
    expect(page.get_by_text("Здесь записываются")).to_be_visible()

    telegram.server.call(lambda world: register_bot(world, "Салон", "salon_bot", token=SALON_TOKEN))

    expect(page.locator(".chat-row", has_text="Салон")).to_contain_text("Создан, но ещё не запущен")


def test_chat_page_deep_link_opens_the_chat_and_brings_its_payload(page: Page, telegram: Telegram) -> None:
    telegram.server.call(lambda world: register_bot(world, "Салон", "salon_bot", token=SALON_TOKEN))
    telegram.reacts["/start"] = say('<a href="https://t.me/salon_bot?start=promo_7">Ваш бот</a>', parse_mode="HTML")
    start(page)

    page.locator(".message").get_by_role("link", name="Ваш бот").click()
    expect(page.get_by_role("heading", name="Салон").first).to_be_visible()
    page.get_by_role("button", name="Старт по ссылке с «promo_7»").click()

    expect(page.locator(".message.out .text")).to_have_text("/start promo_7")
    assert page.url.endswith(f"#/{ANNA}/salon_bot")


def test_chat_page_markup_in_a_text_stays_text(page: Page, bot: ScriptedBot) -> None:
    start(page)
    evil = "<img src=x onerror=\"document.title='gone'\"><script>alert(1)</script>"

    bot.call("sendMessage", chat_id=ANNA, text=evil)
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(1)"}
    bot.call("sendMessage", chat_id=ANNA, text="link", entities=[link])

    expect(page.locator(".message.in .text").first).to_have_text(evil)
    expect(page.locator(".message.in .text").last).to_have_text("link")
    expect(page.locator(".message img, .message script, .message.in a")).to_have_count(0)
    assert "gone" not in page.title()


def test_chat_page_checkout_link_opens_in_a_tab_of_its_own(page: Page, telegram: Telegram) -> None:
    bill = inline([{"text": "Оплатить", "url": f"{telegram.url}/sim/health"}])
    telegram.reacts["/start"] = say("Счёт", reply_markup=bill)
    start(page)
    expect(page.get_by_role("link", name="2. Оплатить (сейчас)")).to_be_visible()

    with page.context.expect_page() as opened:
        page.locator(".inline-button", has_text="Оплатить").click()

    assert opened.value.url == f"{telegram.url}/sim/health"
    expect(bubbles(page)).to_have_count(2)


def test_chat_page_photo_and_file_are_shown_and_a_photo_is_sent(page: Page, bot: ScriptedBot, tmp_path: Path) -> None:
    (tmp_path / "own.png").write_bytes(png(40, 30))
    start(page)

    bot.call("sendPhoto", chat_id=str(ANNA), photo=("work.png", png(64, 48)), caption="Работа")
    bot.call("sendDocument", chat_id=str(ANNA), document=("prices.txt", b"1500"))
    page.locator(".file-input").set_input_files(tmp_path / "own.png")
    page.get_by_role("dialog").get_by_label("Подпись").fill("Вот так")
    page.get_by_role("button", name="Отправить").last.click()

    expect(page.locator(".message.in img")).to_have_js_property("naturalWidth", 64)
    with page.expect_download() as download:
        page.locator("a.card.file").click()
    assert download.value.path().read_bytes() == b"1500"
    expect(page.locator(".message.out img")).to_have_js_property("naturalWidth", 40)
    wait_until(lambda: bot.messages[-1].get("caption") == "Вот так")


def test_chat_page_photo_gives_way_to_another_one_and_to_a_text(page: Page, bot: ScriptedBot) -> None:
    start(page)
    sent = bot.call("sendPhoto", chat_id=str(ANNA), photo=("work.png", png(64, 48)), caption="Работа")
    other = bot.call("sendPhoto", chat_id=str(ANNA), photo=("other.png", png(40, 30)), caption="Другая")
    expect(page.locator(".message.in img")).to_have_count(2)
    bot.call("deleteMessage", chat_id=ANNA, message_id=other["message_id"])
    expect(page.locator(".message.in img")).to_have_count(1)
    expect(page.locator(".message.in img")).to_have_js_property("naturalWidth", 64)

    place = {"chat_id": ANNA, "message_id": sent["message_id"]}
    media = {"type": "photo", "media": other["photo"][-1]["file_id"], "caption": "Новая работа"}
    bot.call("editMessageMedia", **place, media=media)

    expect(page.locator(".message.in img")).to_have_js_property("naturalWidth", 40)
    expect(page.locator(".message.in .text").last).to_have_text("Новая работа")
    bot.call("editMessageCaption", **place, caption="Подпись")
    expect(page.locator(".message.in .text").last).to_have_text("Подпись")
    expect(page.locator(".message.in img")).to_have_js_property("naturalWidth", 40)


def test_chat_page_commands_are_sent_from_the_menu(page: Page, bot: ScriptedBot) -> None:
    russian = [{"command": "plans", "description": "Тарифы"}]
    bot.call("setMyCommands", commands=[{"command": "plans", "description": "Plans"}])
    bot.call("setMyCommands", commands=russian, language_code="ru")
    start(page)

    page.get_by_role("button", name="Меню", exact=True).click()
    page.get_by_role("option", name="/plans Тарифы").click()

    expect(page.locator(".message.out .text").last).to_have_text("/plans")


def test_chat_page_language_switch_changes_page_and_people(page: Page, telegram: Telegram, world: World) -> None:
    expect(page.get_by_role("button", name="Анна владелица")).to_be_visible()

    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("button", name="Anna owner")).to_be_visible()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    wait_until(lambda: telegram.server.call(lambda _: world.user(ANNA).language_code) == "en")
    page.reload()
    expect(page.get_by_role("button", name="Anna owner")).to_be_visible()


def test_chat_page_speaks_the_browsers_language_at_first(telegram: Telegram, new_visitor: NewVisitor) -> None:
    page = new_visitor(locale="en-GB", dark=True).page

    page.goto(telegram.url)

    expect(page.get_by_role("button", name="Anna owner")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_chat_page_two_chats_side_by_side_and_unread_counts(page: Page, telegram: Telegram, bot: ScriptedBot) -> None:
    start(page)
    expect(bubbles(page)).to_have_count(1)
    page.get_by_role("button", name="Открыть второй чат рядом").click()
    page.get_by_role("button", name="Борис").click()
    page.get_by_role("combobox", name="Открыть чат: @username").fill("@sales_bot")
    page.keyboard.press("Enter")
    second = page.locator(".pane").nth(1)
    second.get_by_role("button", name="Старт").click()

    bot.call("sendMessage", chat_id=ANNA, text="Анне")
    bot.call("sendMessage", chat_id=BORIS, text="Борису")

    expect(page.locator(".pane").first.locator(".message.in .text")).to_have_text("Анне")
    expect(second.locator(".message.in .text")).to_have_text("Борису")
    second.get_by_role("button", name="Закрыть этот чат").click()
    bot.call("sendMessage", chat_id=BORIS, text="Ещё одно")
    expect(page.get_by_role("button", name="Борис").locator(".badge")).to_have_text("1")


def test_chat_page_keeps_the_chat_over_a_reload_and_a_restart_of_the_server(
    page: Page, visitor: Visitor, telegram: Telegram, bot: ScriptedBot
) -> None:
    start(page)
    page.reload()
    expect(bubbles(page)).to_have_count(1)

    telegram.stop()
    expect(page.get_by_text("Нет связи с демо")).to_be_visible()
    telegram.start(port=int(telegram.url.rpartition(":")[2]))
    bot.call("sendMessage", chat_id=ANNA, text="Я снова здесь")

    expect(page.get_by_text("Я снова здесь").first).to_be_visible(timeout=10_000)
    expect(page.get_by_text("Нет связи с демо")).to_have_count(0)
    visitor.forgives("net::ERR_")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_chat_page_fits_a_phone(telegram: Telegram, bot: ScriptedBot, new_visitor: NewVisitor, dark: bool) -> None:
    page = new_visitor(size=PHONE, dark=dark).page
    week = [[{"text": str(day), "callback_data": str(day)} for day in range(7)] for _ in range(5)]
    telegram.reacts["/start"] = say("Выберите день " + "ё" * 200, reply_markup=inline(*week))

    page.goto(f"{telegram.url}/#/{ANNA}")
    no_sideways_scroll(page)
    page.get_by_role("link", name="Запись").click()
    start(page)
    expect(page.locator(".inline-button")).to_have_count(35)
    write(page, "щ" * 300)
    expect(bubbles(page)).to_have_count(3)

    no_sideways_scroll(page)
    last = page.locator(".inline-button").last.bounding_box()
    assert last is not None
    assert last["x"] + last["width"] <= PHONE[0]
    page.get_by_role("button", name="К списку чатов").click()
    expect(page.get_by_role("link", name=re.compile("Запись"))).to_be_visible()


def test_chat_page_is_walked_by_keyboard(page: Page, telegram: Telegram) -> None:
    telegram.reacts["/start"] = say("Тарифы", reply_markup=inline([{"text": "Тариф", "callback_data": "plan"}]))
    telegram.reacts["plan"] = answer(text="Принято")
    page.get_by_role("button", name="Старт").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Тариф")).to_be_visible()
    expect(page.get_by_role("textbox", name="Сообщение")).to_be_focused()

    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent") == "Тариф":
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="Принято")).to_be_visible()


def no_sideways_scroll(page: Page) -> None:
    width = page.evaluate(
        "Math.max(...[...document.querySelectorAll('html, body, main, .scroll')].map(e => e.scrollWidth))"
    )
    assert width <= PHONE[0]

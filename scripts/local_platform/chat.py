"""The Telegram stand-in with the demo's people and their proposed chats on its page."""

from __future__ import annotations

import sys
from functools import partial

from scripts.local_platform.story import BUYER, CUSTOMER, MASTER_BOT, OPERATOR, SALES_BOT, SCREENS_BOT, Person
from scripts.simulators.telegram.chat_page import PageConfig, ProposedChat, Story, Words, add_page
from scripts.simulators.telegram.program import run


def _chat(person: Person, role: Words, bot: str, title: Words, hint: Words) -> ProposedChat:
    return ProposedChat(person.id, Words(person.name, person.name_en), role, bot, title, hint)


PAGE = PageConfig(
    chats=(
        _chat(
            BUYER,
            Words("владелица салона", "salon owner"),
            SALES_BOT.username,
            Words("Купить бота", "Buy a bot"),
            Words("Выберите тариф и создайте бота", "Choose a plan and create a bot"),
        ),
        _chat(
            CUSTOMER,
            Words("клиент салона", "customer of the salon"),
            "",
            Words("Записаться", "Book an appointment"),
            Words("Новый бот появится здесь сам", "The new bot appears here by itself"),
        ),
        _chat(
            OPERATOR,
            Words("оператор платформы", "operator of the platform"),
            MASTER_BOT.username,
            Words("Пульт оператора", "The operator's bot"),
            Words("Список клиентов и их ботов", "The clients and their bots"),
        ),
        _chat(
            OPERATOR,
            Words("оператор платформы", "operator of the platform"),
            SCREENS_BOT.username,
            Words("Экраны бота записи", "Screens of the booking bot"),
            Words("/screens показывает их все", "/screens shows them all"),
        ),
    ),
    story=Story(buyer=BUYER.id, sales_bot=SALES_BOT.username, customer=CUSTOMER.id),
)

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], extras=[partial(add_page, config=PAGE)]))

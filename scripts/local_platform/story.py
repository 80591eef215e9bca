"""Who takes part in the demo: three people, two bots, a shop. Made up, and the same at every start."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    name_en: str
    phone: str
    language: str = "ru"


@dataclass(frozen=True, slots=True)
class PlatformBot:
    id: int
    username: str
    name: str
    can_manage_bots: bool = False


BUYER = Person(1001, "Анна", "Anna", "+79990000101")
CUSTOMER = Person(1002, "Борис", "Boris", "+79990000102")
OPERATOR = Person(1003, "Ольга", "Olga", "+79990000103")
PEOPLE = (BUYER, CUSTOMER, OPERATOR)

SALES_BOT = PlatformBot(7000001, "zapis_sales_bot", "Запись", can_manage_bots=True)
MASTER_BOT = PlatformBot(7000002, "zapis_master_bot", "Запись: пульт")
SCREENS_BOT = PlatformBot(7000003, "zapis_screens_bot", "Запись: экраны")

SHOP_ID = "100500"

"""A line in which an admin says who is to be booked: «завтра 15:00 стрижка Иван +79161234567».

It is read as a customer's words are; what is left over after them is who comes. What might as well be said of no
booking at all is no such line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.requests.contacts import cut_contacts
from services.booking_bot.domain.requests.names import LITTLE_WORDS, named_in, words_for
from services.booking_bot.domain.requests.reading import Kind, Reading, listed
from services.booking_bot.domain.requests.request import Request, read_when

MOST_WORDS = 4
"""Of a name."""
FULL = 3
"""A line that says when, at what time and what for leaves no doubt about the rest."""
_BY = {"к", "ко", "у", "with", "by"}
_CALLED_OFF_STEMS = ("отмен", "перенес", "перенос", "cancel", "reschedul")
_DENIED = {"не", "not"}
_NO_NAMES = LITTLE_WORDS | frozenset(
    listed(
        "я мы он она они мне меня нам мой моя мою его ее это этот как что чтобы когда где там тут уже еще только если"
        " то же бы ли да нет есть можно нужно надо хочу хочет хотел хотела хотят будет придет просит просил просила"
        " свободно свободен свободна свободное окно окошко время день дня дней час часа часов минут минуты мин"
        " запись записи запиши запишите записать записаться запишем запишу запишется добавь добавьте поставь внеси"
        " пожалуйста привет здравствуйте спасибо ок"
        " клиент клиента клиентка клиентку клиентке клиенту имя зовут фамилия тел телефон номер моб звонил звонила"
        " мастер мастеру мастера услуга услугу услуги руб рублей"
        " i we he she they me us my his her it this that is are be will would can could please hi hello thanks ok"
        " want wants need needs like free slot time day hour hours minutes min book booking appointment visit come"
        " comes coming client customer name phone tel number any some new add put down named called service a an"
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """``name``, ``phone`` and ``username`` (with its @) are who comes, "" and None where it was not said."""

    request: Request
    name: str = ""
    phone: str | None = None
    username: str | None = None


def read_line(text: str, now: datetime, *, services: Mapping[int, str], specialists: Mapping[int, str]) -> Line | None:
    """None for what is no booking of somebody. Arguments as in ``read_request``; one service need not be named."""
    rest, phone, username = cut_contacts(text)
    reading = Reading.of(rest)
    if _is_called_off(reading, reachable=bool(phone or username)):
        return None
    days, time, soon = read_when(reading, now)
    places = [place for place in range(len(reading.tokens)) if reading.kind(place) is Kind.WORD]
    meant = named_in([reading.text(place) for place in places], services, loosely=True)
    places = _without(reading, places, [services[key] for key in meant], loosely=True)
    specialist, places = _specialist(reading, places, specialists, reachable=bool(phone or username))
    line = Line(Request(days, time, soon, meant, specialist), _name(reading, places), phone, username)
    return line if _is_booking(line, one_service=len(services) == 1) else None


def _is_called_off(reading: Reading, *, reachable: bool) -> bool:
    """«Света отменила»; and «Света не придёт», though not «Света +7916…, не красить»."""
    words = [token.text for token in reading.tokens]
    return any(word.startswith(_CALLED_OFF_STEMS) or (word in _DENIED and not reachable) for word in words)


def _is_booking(line: Line, *, one_service: bool) -> bool:
    """The less clear it is that somebody is named, the more must be said of when and what for."""
    request = line.request
    if line.phone or line.username:
        return bool(request.days or request.time or request.services)
    if not line.name or not request.days:
        return False
    said = 1 + (request.time is not None and request.time.at is not None) + bool(request.services or one_service)
    return said >= (FULL - 1 if line.name[0].isupper() else FULL)


def _without(reading: Reading, places: Sequence[int], names: Iterable[str], *, loosely: bool = False) -> list[int]:
    """The places without the words by which ``names`` were said."""
    words = [reading.text(place) for place in places]
    said = {word for name in names for word in words_for(words, name, loosely=loosely)}
    return [place for place in places if reading.text(place) not in said]


def _specialist(
    reading: Reading, places: list[int], specialists: Mapping[int, str], *, reachable: bool
) -> tuple[int | None, list[int]]:
    """Who is to do it, and the places without her name.

    Behind «у» or "with" stands a specialist. Another word that could be one is who comes if nobody else is named and
    he can be reached: «стрижка Иван +7916…».
    """
    behind = [place for place in places if reading.text(place - 1) in _BY]
    named = named_in([reading.text(place) for place in behind], specialists)
    if len(named) == 1:
        return named[0], _without_first(reading, places, behind, specialists[named[0]])
    alone = [place for place in places if not _is_hyphened(reading, place)]
    named = named_in([reading.text(place) for place in alone], specialists)
    if len(named) != 1:
        return None, places
    others = _without(reading, places, [specialists[named[0]]])
    return (None, places) if reachable and not _name(reading, others) else (named[0], others)


def _without_first(reading: Reading, places: list[int], behind: list[int], name: str) -> list[int]:
    """Without the name where it stands behind «у» alone: «у Анны Анна» names two people."""
    said = words_for([reading.text(place) for place in behind], name)
    place = next(place for place in behind if reading.text(place) in said)
    stop = place + 1
    while stop in places and words_for([reading.text(stop)], name) and stop - place < len(name.split()):
        stop += 1
    return [each for each in places if not place <= each < stop]


def _name(reading: Reading, places: Sequence[int]) -> str:
    """The words that can be a name, as they were written; those with a capital, where there are any.

    Who stands behind «у» or "with" and is no specialist comes only if nobody else does.
    """
    can_be = [place for place in places if reading.text(place) not in _NO_NAMES]
    can_be = [place for place in can_be if reading.text(place - 1) not in _BY] or can_be
    capital = [place for place in can_be if reading.tokens[place].written[0].isupper()]
    chosen = (capital or can_be)[:MOST_WORDS]
    name = ""
    for place in chosen:
        hyphen = place - 2 in chosen and reading.text(place - 1) == "-"
        name += ("-" if hyphen else " ") + reading.tokens[place].written
    return name.strip()


def _is_hyphened(reading: Reading, place: int) -> bool:
    """Half of a name such as «Анна-Мария»."""
    return "-" in {reading.text(place - 1), reading.text(place + 1)}

"""Links to the bot, to a service and to a specialist, for the owner to hand out."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.specialist_services import SpecialistServices
from services.booking_bot.views import commands
from services.booking_bot.views.choices import Errand, PickMonth, to_book
from services.booking_bot.views.home import PAGE, home_row, service_label, what_to_book
from services.booking_bot.views.link_buttons import LinkTo, OpenLinks, SendLink, ServicesOf
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.photos import with_photo
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

_PAYLOADS = {LinkTo.SERVICE: commands.SERVICE_LINK, LinkTo.SPECIALIST: commands.SPECIALIST_LINK}


def link_to(username: str, to: LinkTo, number: int) -> str:
    """«https://t.me/salon_bot?start=s12»."""
    bare = f"https://t.me/{username}"
    return bare if to is LinkTo.BOT else f"{bare}?start={_PAYLOADS[to]}{number}"


def links(
    words: Words, username: str, services: Sequence[Service], specialists: Sequence[Specialist], page: int = 0
) -> Screen:
    """The bot's own link, and a button for each other; specialists where there is more than one."""
    text = words(
        "<b>Link and QR code</b>\n{link}\n\nPress what the link should open: I send it with a QR code to print.",
        link=link_to(username, LinkTo.BOT, 0),
    )
    own = [button(words.label("🔗 The whole bot"), SendLink(to=LinkTo.BOT))]
    staff = specialists if len(specialists) > 1 else ()
    buttons = [
        *(button(f"👤 {person.name}", SendLink(to=LinkTo.SPECIALIST, id=person.id)) for person in staff),
        *(button(f"🧾 {service.name}", SendLink(to=LinkTo.SERVICE, id=service.id)) for service in services),
    ]
    shown = Page.of(buttons, page, PAGE)
    turning = shown.turning(lambda number: OpenLinks(page=number))
    return screen(text, (own, *([one] for one in shown.items), turning, manage_row(words)))


def caption(words: Words, name: str, link: str) -> Html:
    """Under the QR code."""
    return words("<b>{name}</b>\n{link}", name=name, link=link)


def not_drawn(words: Words, name: str, link: str) -> Screen:
    text = words("The QR code could not be drawn just now; the link works.")
    return screen(f"{caption(words, name, link)}\n\n{text}", (manage_row(words),))


def services_of(words: Words, settings: BusinessSettings, found: SpecialistServices, page: int = 0) -> Screen:
    """For a customer: what can be booked with this specialist."""
    person = found.specialist
    lines: list[str] = [words("<b>{name}</b>", name=person.name)]
    if person.about:
        lines.append(words("{about}", about=person.about))
    lines += ["", what_to_book(words) if found.services else words("Nothing can be booked here yet.")]
    shown = Page.of(found.services, page, PAGE)
    rows: list[Row] = [
        [button(service_label(words, settings, service), PickMonth(**to_book(Plan.of(service.id, person.id))))]
        for service in shown.items
    ]
    turning = shown.turning(lambda number: ServicesOf(id=person.id, page=number))
    return with_photo(screen("\n".join(lines), (*rows, turning, home_row(words))), Errand.BOOK, person.photo)

"""What the owner says of the business and sets once: texts, language, zone, contacts, how long data are kept."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from scripts.gallery.making import Make
from scripts.gallery.samples import BOOKING, CUSTOMER, FULL, MOSCOW, NOW, RUDE, SERVICE, SETTINGS, SPECIALIST, STRICT
from services.booking_bot.domain.own_texts import LONGEST, OwnTexts, Placeholder, StoredText, TextKind
from services.booking_bot.domain.plan_limits import Limit, Overage, PlanNews, PlanUse
from services.booking_bot.use_cases.personal_data import MyData
from services.booking_bot.use_cases.plan_limits import PlanLetter, PlanState
from services.booking_bot.use_cases.retention import Retention
from services.booking_bot.use_cases.zone import ZoneChange
from services.booking_bot.views import (
    bookings,
    home,
    more,
    own_text_samples,
    own_texts,
    owner_region,
    owner_retention,
    owner_shop,
    owner_zone,
    personal_data,
    plan,
    shop,
)
from services.booking_bot.views.own_text_samples import Sample
from services.booking_bot.views.own_texts import Previewed
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

YAKUTSK = ZoneInfo("Asia/Yakutsk")
REACHED = replace(STRICT, link="https://" + "a" * 180 + ".example")
KEPT = Retention(1, NOW, {1: 100_000, 3: 1, 5: 2})
FULL_TEXT = StoredText(RUDE * 166, "Щ" * LONGEST)
LONGEST_TEXT = "Щ" * (LONGEST - 160) + " {address}" * 16
OWN = OwnTexts(dict.fromkeys(TextKind, LONGEST_TEXT), {Placeholder.ADDRESS: STRICT.address})
PLAN = tuple(PlanState(PlanUse(limit, 100_000, 5_000), NOW, Overage(limit, NOW)) for limit in Limit)
LONGEST_SAMPLE = Sample(CUSTOMER.name, (SERVICE,), SPECIALIST.name)


def _preview(words: Words, kind: TextKind) -> Screen:
    """Each kind with a text that is as long as can be, in a visit with the longest names."""
    spoken = replace(words, own=OWN)
    seen = own_text_samples.seen(spoken, STRICT, kind, LONGEST_SAMPLE, NOW)
    about = Previewed("ru", kind, FULL_TEXT, (Placeholder.ADDRESS, Placeholder.PHONE))
    return own_texts.preview(words, about, seen, own_texts.saved(words, formatted=True))


SHOP_SCREENS: dict[str, Make] = {
    "booked, with the owner's note": lambda words: bookings.booked(replace(words, own=OWN), STRICT, FULL, NOW),
    "more": more.more,
    "more, with a plan": lambda words: more.more(words, PLAN),
    **{
        f"plan, {news}: {state.use.limit}": lambda words, news=news, state=state: plan.letter(  # type: ignore[misc]
            words, PlanLetter(1, news, state)
        )
        for news in PlanNews
        for state in PLAN
    },
    "own texts": lambda words: own_texts.text_list(words, "ru", dict.fromkeys(TextKind, FULL_TEXT)),
    "own texts, none": lambda words: own_texts.text_list(words, "en", {}),
    **{
        f"own text: {kind}": lambda words, kind=kind: own_texts.one_text(  # type: ignore[misc]
            words, "ru", kind, FULL_TEXT, ""
        )
        for kind in (TextKind.BOOKED, TextKind.NOT_WELCOME)
    },
    "own text, the default": lambda words: own_texts.one_text(words, "en", TextKind.GREETING, StoredText(), RUDE * 20),
    "own text, nothing added": lambda words: own_texts.one_text(
        words, "en", TextKind.BOOKED, StoredText(None, "x"), ""
    ),
    **{
        f"own text? {kind}": lambda words, kind=kind: own_texts.ask_text(words, "ru", kind, FULL_TEXT)  # type: ignore[misc]
        for kind in (TextKind.GREETING, TextKind.BOOKED)
    },
    **{
        f"own text, preview: {kind}": lambda words, kind=kind: _preview(words, kind)  # type: ignore[misc]
        for kind in (TextKind.GREETING, TextKind.BOOKED, TextKind.REMINDER_FIRST, TextKind.NOT_WELCOME)
    },
    "own text, not a text": lambda words: own_texts.not_a_text(words, "en", TextKind.MOVED),
    "contacts": lambda words: shop.contacts(words, REACHED),
    "home, with contacts": lambda words: home.home(words, REACHED, [SERVICE], is_admin=True),
    "shop": lambda words: owner_shop.saved(words, REACHED),
    "shop, nothing set": lambda words: owner_shop.shop(words, SETTINGS),
    "shop's name?": lambda words: owner_shop.ask_name(words, REACHED),
    "shop's phone?": lambda words: owner_shop.ask_phone(words, REACHED),
    "shop's link?": lambda words: owner_shop.ask_link(words, REACHED),
    "shop's phone, remove?": lambda words: owner_shop.ask_drop_phone(words, REACHED),
    "shop's link, remove?": lambda words: owner_shop.ask_drop_link(words, REACHED),
    "region": lambda words: owner_region.region(words, SETTINGS, YAKUTSK, NOW, words("✅ The time zone is changed.")),
    "region, no former zone": lambda words: owner_region.region(
        words, replace(SETTINGS, locale="en", currency="USD"), None, NOW
    ),
    "currencies": lambda words: owner_region.currencies(words, SETTINGS, may_change=True),
    "currencies, settled": lambda words: owner_region.currencies(words, SETTINGS, may_change=False),
    "zone?": lambda words: owner_zone.choose_zone(words, NOW),
    "zone of another country?": lambda words: owner_zone.neighbours(words, NOW),
    "zone, which one?": lambda words: owner_zone.found(words, ["America/Argentina/San_Juan"] * 8, NOW),
    "zone, not found": lambda words: owner_zone.not_found(words, RUDE * 20),
    "zone, change?": lambda words: owner_zone.ask_change(words, ZoneChange(MOSCOW, YAKUTSK, (FULL,) * 1000, NOW)),
    "zone, change, nothing ahead?": lambda words: owner_zone.ask_change(words, ZoneChange(MOSCOW, YAKUTSK, (), NOW)),
    "zone, the clock stays": lambda words: owner_zone.ask_change(
        words, ZoneChange(MOSCOW, ZoneInfo("Europe/Minsk"), (BOOKING,), NOW)
    ),
    "zone, the same": lambda words: owner_zone.ask_change(words, ZoneChange(MOSCOW, MOSCOW, (), NOW)),
    "retention": lambda words: owner_retention.retention(words, KEPT, words("✅ Saved.")),
    "retention, for ever": lambda words: owner_retention.retention(words, replace(KEPT, years=0, begins_at=None)),
    "retention, delete?": lambda words: owner_retention.ask(words, KEPT, 5),
    "my data, kept for a while": lambda words: personal_data.my_data(words, MyData(CUSTOMER, 1, 0, None, keep_years=5)),
}

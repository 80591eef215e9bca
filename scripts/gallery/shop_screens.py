"""What the owner says of the business and sets once: texts, language, zone, contacts, how long data are kept."""

from __future__ import annotations

from dataclasses import replace

from scripts.gallery.making import Make
from scripts.gallery.samples import CUSTOMER, FULL, NOW, RUDE, SERVICE, SPECIALIST, STRICT
from services.booking_bot.domain.own_texts import LONGEST, OwnTexts, Placeholder, StoredText, TextKind
from services.booking_bot.views import bookings, more, own_text_samples, own_texts
from services.booking_bot.views.own_text_samples import Sample
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

FULL_TEXT = StoredText(RUDE * 166, "Щ" * LONGEST)
LONGEST_TEXT = "Щ" * (LONGEST - 160) + " {address}" * 16
OWN = OwnTexts(dict.fromkeys(TextKind, LONGEST_TEXT), {Placeholder.ADDRESS: STRICT.address})
LONGEST_SAMPLE = Sample(CUSTOMER.name, (SERVICE,), SPECIALIST.name)


def _preview(words: Words, kind: TextKind) -> Screen:
    """Each kind with a text that is as long as can be, in a visit with the longest names."""
    spoken = replace(words, own=OWN)
    seen = own_text_samples.seen(spoken, STRICT, kind, LONGEST_SAMPLE, NOW)
    return own_texts.preview(words, "ru", kind, FULL_TEXT, seen, own_texts.saved(words, formatted=True))


SHOP_SCREENS: dict[str, Make] = {
    "booked, with the owner's note": lambda words: bookings.booked(replace(words, own=OWN), STRICT, FULL, NOW),
    "more": more.more,
    "own texts": lambda words: own_texts.text_list(words, "ru", dict.fromkeys(TextKind, FULL_TEXT)),
    "own texts, none": lambda words: own_texts.text_list(words, "en", {}),
    **{
        f"own text: {kind}": lambda words, kind=kind: own_texts.one_text(  # type: ignore[misc]
            words, "ru", kind, FULL_TEXT, ""
        )
        for kind in TextKind
    },
    "own text, the default": lambda words: own_texts.one_text(
        words, "en", TextKind.GREETING, StoredText(), RUDE * 20, words("✅ Saved.")
    ),
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
}

"""The bot's name and texts as the owner is about to put them into Telegram."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from services.booking_bot.domain.bot_profile import LONGEST, BotProfile, BotProfilePart, cut
from services.booking_bot.domain.settings import LANGUAGES, BusinessSettings
from services.booking_bot.domain.templates import KINDS
from services.booking_bot.use_cases.bot_profile import BotProfileFacts
from services.booking_bot.views.bot_profile_buttons import AskBotPhoto, AskBotProfilePart, OpenBotProfile, PutBotProfile
from services.booking_bot.views.home import LANGUAGE_NAMES
from services.booking_bot.views.more import more_row
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

FLAGS = {"ru": "🇷🇺", "en": "🇬🇧"}


def profiles(
    speak: Callable[[str], Words], settings: BusinessSettings, facts: BotProfileFacts
) -> dict[str, BotProfile]:
    """Language → texts: the owner's own, else what is proposed."""
    return {language: _profile(language, speak(language), settings, facts) for language in LANGUAGES}


def _profile(language: str, words: Words, settings: BusinessSettings, facts: BotProfileFacts) -> BotProfile:
    proposed = _proposed(words, settings, facts.kind)
    return {part: facts.edits.get((language, part), cut(part, proposed[part])) for part in BotProfilePart}


def _proposed(words: Words, settings: BusinessSettings, kind: str) -> BotProfile:
    name = settings.name
    who = f"{KINDS[kind].sign} {name} – {words.label(KINDS[kind].name)}" if kind in KINDS and kind != "other" else name
    how = words.label(
        "Book a visit at any time, without a call: choose a service and a time, and the bot confirms at once and "
        "reminds you. Here you can move or cancel a visit, too."
    )
    where = [f"📍 {settings.address}"] if settings.address else []
    return {
        BotProfilePart.NAME: name,
        BotProfilePart.DESCRIPTION: "\n\n".join([who, how, *where]),
        BotProfilePart.ABOUT: words.label("Online booking at any time · {name}", name=name),
    }


def profile(words: Words, shown: Mapping[str, BotProfile], title: Html | None = None) -> Screen:
    """All of it, a button to change each, and one to put it into Telegram."""
    lines = [title, ""] if title else []
    lines += [words("<b>Name and description of the bot</b>")]
    for language, texts in shown.items():
        lines += [
            "",
            words("{flag} <b>{name}</b>", flag=FLAGS[language], name=texts[BotProfilePart.NAME]),
            words("<i>Before Start:</i> {text}", text=texts[BotProfilePart.DESCRIPTION]),
            words("<i>About:</i> {text}", text=texts[BotProfilePart.ABOUT]),
        ]
    rows: list[Row] = [[button(words.label("✅ Put it into Telegram"), PutBotProfile())]]
    rows += [_edit_row(words, language) for language in shown]
    photo = [button(words.label("🖼 Photo of the bot"), AskBotPhoto())]
    return screen("\n".join(line or "" for line in lines), (*rows, photo, more_row(words)))


def _edit_row(words: Words, language: str) -> Row:
    names = {
        BotProfilePart.NAME: words.label("Name"),
        BotProfilePart.DESCRIPTION: words.label("Description"),
        BotProfilePart.ABOUT: words.label("About"),
    }
    flag = FLAGS[language]
    return [button(f"{flag} {names[part]}", AskBotProfilePart(language=language, part=part)) for part in BotProfilePart]


def ask_part(words: Words, language: str, part: BotProfilePart, present: str, reason: Html | None = None) -> Screen:
    facts = {"language": LANGUAGE_NAMES[language], "longest": LONGEST[part], "text": present}
    questions = {
        BotProfilePart.NAME: words(
            "{language}: send the bot's name, at most {longest} characters. Now:\n{text}", **facts
        ),
        BotProfilePart.DESCRIPTION: words(
            "{language}: send what people read before they press Start, at most {longest} characters. Now:\n{text}",
            **facts,
        ),
        BotProfilePart.ABOUT: words(
            "{language}: send what stands on the bot's page, at most {longest} characters. Now:\n{text}", **facts
        ),
    }
    text = questions[part]
    return screen(f"{reason}\n\n{text}" if reason else text, (_back_row(words),))


def ask_photo(words: Words) -> Screen:
    return screen(words("Send a photo: it becomes the picture of the bot, cut to a circle."), (_back_row(words),))


def not_a_photo(words: Words) -> Screen:
    text = words("Please send the picture as a photo, not as a file or a text.")
    return screen(text, (_back_row(words),))


def photo_refused(words: Words) -> Screen:
    """By Telegram, which does not say why."""
    text = words("Telegram does not take this photo. Please send another one, or set it in @BotFather: /setuserpic.")
    return screen(text, (_back_row(words),))


def photo_set(words: Words) -> Screen:
    return screen(words("✅ The bot has its photo. Phones show it a little later."), (_back_row(words),))


def put(words: Words, shown: Mapping[str, BotProfile]) -> Screen:
    return profile(words, shown, words("✅ It is in Telegram. Phones show it a little later."))


def later(words: Words, seconds: int) -> Screen:
    """Telegram lets names be changed rarely."""
    pause = words.length(max(1, round(timedelta(seconds=seconds + 59).total_seconds()) // 60))
    text = words(
        "Telegram lets the name and the photo of a bot be changed only rarely. Please try again in {pause}: "
        "what was taken already stays.",
        pause=pause,
    )
    return screen(text, (_back_row(words),))


def _back_row(words: Words) -> Row:
    return [button(words.label("‹ Back"), OpenBotProfile())]

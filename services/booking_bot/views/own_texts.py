"""The owner's own texts: the list, one of them, the question for a new one, and how customers see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.booking_bot.domain.own_texts import ALLOWED, LONGEST, Placeholder, StoredText, TextKind
from services.booking_bot.domain.settings import LANGUAGES
from services.booking_bot.views.bot_profile import FLAGS
from services.booking_bot.views.home import LANGUAGE_NAMES
from services.booking_bot.views.more import more_row
from services.booking_bot.views.own_text_buttons import BringBackText, OfText, OpenTexts, TextAct, text_code
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


@dataclass(frozen=True, slots=True)
class Previewed:
    """``unknown``: what stands in the text and was never said of the business."""

    language: str
    kind: TextKind
    stored: StoredText
    unknown: Sequence[Placeholder] = ()


def text_list(words: Words, language: str, texts: Mapping[TextKind, StoredText]) -> Screen:
    """``texts`` of this language; those of the owner's own are marked."""
    lines = [
        words("<b>Texts for customers</b>"),
        words(
            "What happened, when and where, and all buttons stay as they are: your words are added below. "
            "Marked with ✏️ is what you have written."
        ),
        "",
        words("Texts in this language: {language}", language=LANGUAGE_NAMES[language]),
    ]
    rows: list[Row] = [
        [button(_marked(_name(words, kind), texts.get(kind)), _of(TextAct.SHOW, kind, language))] for kind in TextKind
    ]
    languages = [
        button(_chosen(f"{FLAGS[each]} {LANGUAGE_NAMES[each]}", each == language), OpenTexts(language=each))
        for each in LANGUAGES
    ]
    return screen("\n".join(lines), (languages, *rows, more_row(words)))


def one_text(words: Words, language: str, kind: TextKind, stored: StoredText, default: str) -> Screen:
    """``default``: what is said in this language without the owner, plain text; empty where nothing is."""
    lines = [_head(words, language, kind), _where(words, kind), ""]
    if stored.text is not None:
        lines += [words("Yours:"), words("<code>{text}</code>", text=stored.text)]
    elif default:
        lines += [words("Now the bot says:"), words("<i>{text}</i>", text=default)]
    else:
        lines.append(words("Now nothing is added."))
    return screen("\n".join(lines), _rows(words, language, kind, stored))


def _rows(words: Words, language: str, kind: TextKind, stored: StoredText) -> list[Row]:
    rows: list[Row] = [
        [
            button(words.label("✏️ Change"), _of(TextAct.CHANGE, kind, language)),
            button(words.label("👀 As customers see it"), _of(TextAct.PREVIEW, kind, language)),
        ]
    ]
    if stored.text is not None:
        rows.append([button(words.label("🗑 Back to the bot's own"), _of(TextAct.DROP, kind, language))])
    if stored.former is not None:
        back = BringBackText(kind=kind, language=language, code=text_code(stored.former))
        rows.append([button(words.label("↩️ Bring the former one back"), back)])
    return [*rows, [button(words.label("‹ Texts"), OpenTexts(language=language))]]


def ask_text(words: Words, language: str, kind: TextKind, stored: StoredText) -> Screen:
    lines = [
        _head(words, language, kind),
        words("Send the text, at most {longest} characters. This is filled in for each customer:", longest=LONGEST),
        *_placeholder_lines(words, language, kind),
        "",
        words(
            "A line in which something is not known is left out. Bold type, links behind words and animated emoji are "
            "not kept."
        ),
    ]
    if stored.text is not None:
        lines += ["", words("Now (a tap copies it):"), words("<code>{text}</code>", text=stored.text)]
    return screen("\n".join(lines), (_back_row(words, language, kind),))


def _placeholder_lines(words: Words, language: str, kind: TextKind) -> list[Html]:
    return [
        words("<code>{what}</code> – {means}", what=each.spelled(language), means=_meaning(words, each))
        for each in ALLOWED[kind]
    ]


def preview(words: Words, about: Previewed, seen: str, title: Html | None = None) -> Screen:
    """``seen``: the text of the customer's screen, HTML."""
    language, kind, stored = about.language, about.kind, about.stored
    head = words("👀 <i>As customers see it, with a name and a visit for example:</i>")
    lines = [*([title] if title else []), head, "", seen]
    if about.unknown:
        spelled = Html(", ".join(f"<code>{each.spelled(language)}</code>" for each in about.unknown))
        lines += [
            "",
            words("⚠️ Not said yet, so its line is left out: {what}. Say it under “☎️ Contacts”.", what=spelled),
        ]
    return screen("\n".join(lines), _rows_of_preview(words, language, kind, stored))


def _rows_of_preview(words: Words, language: str, kind: TextKind, stored: StoredText) -> list[Row]:
    change, *others = _rows(words, language, kind, stored)
    return [[change[0]], *others]


def saved(words: Words, *, formatted: bool) -> Html:
    """``formatted``: it was typed with more than letters and plain emoji."""
    done = words("✅ Saved.")
    return words("{done} Bold type, links and the like were left out.", done=done) if formatted else done


def not_a_text(words: Words, language: str, kind: TextKind) -> Screen:
    text = words("Please send the text as a message, without a picture or a file.")
    return screen(text, (_back_row(words, language, kind),))


def _head(words: Words, language: str, kind: TextKind) -> Html:
    return words("{flag} <b>{name}</b>", flag=FLAGS[language], name=_name(words, kind))


def _name(words: Words, kind: TextKind) -> str:
    return {
        TextKind.GREETING: words.label("Greeting"),
        TextKind.BOOKED: words.label("Note on the booking"),
        TextKind.REMINDER_FIRST: words.label("First reminder"),
        TextKind.REMINDER: words.label("Second reminder"),
        TextKind.MOVED: words.label("You moved the visit"),
        TextKind.CANCELLED: words.label("You cancelled the visit"),
        TextKind.NOTHING_FREE: words.label("Nothing is free"),
        TextKind.NOT_WELCOME: words.label("To who is banned"),
    }[kind]


def _where(words: Words, kind: TextKind) -> Html:
    return {
        TextKind.GREETING: words("On the first screen, between your name and the services."),
        TextKind.BOOKED: words("On the customer's card of the visit, from booking on: what to bring, how to find you."),
        TextKind.REMINDER_FIRST: words("In the reminder with the question “Will you come?”."),
        TextKind.REMINDER: words("In the reminder shortly before the visit."),
        TextKind.MOVED: words("In the message to the customer whose visit you moved."),
        TextKind.CANCELLED: words("In the message to the customer whose visit you cancelled."),
        TextKind.NOTHING_FREE: words("Where there is no free time at all, for example until when to come back."),
        TextKind.NOT_WELCOME: words("Instead of the booking, to a customer whom you have banned."),
    }[kind]


def _meaning(words: Words, placeholder: Placeholder) -> str:
    return {
        Placeholder.NAME: words.label("the customer's name"),
        Placeholder.SERVICE: words.label("the service"),
        Placeholder.SPECIALIST: words.label("the specialist, where there are several"),
        Placeholder.WHEN: words.label("day and time of the visit"),
        Placeholder.DAY: words.label("the day alone"),
        Placeholder.TIME: words.label("the time alone"),
        Placeholder.PRICE: words.label("the price"),
        Placeholder.BUSINESS: words.label("the name of your business"),
        Placeholder.ADDRESS: words.label("your address"),
        Placeholder.PHONE: words.label("your phone number"),
    }[placeholder]


def _marked(name: str, stored: StoredText | None) -> str:
    return f"✏️ {name}" if stored is not None and stored.text is not None else name


def _chosen(label: str, chosen: bool) -> str:
    return f"✅ {label}" if chosen else label


def _of(act: TextAct, kind: TextKind, language: str) -> OfText:
    return OfText(act=act, kind=kind, language=language)


def _back_row(words: Words, language: str, kind: TextKind) -> Row:
    return [button(words.label("‹ Back"), _of(TextAct.SHOW, kind, language))]

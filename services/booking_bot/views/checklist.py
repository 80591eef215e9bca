"""What a bot still lacks, on the owner's first screen until it is ready or the owner has read enough of it."""

from __future__ import annotations

from services.booking_bot.domain.setup import Readiness, Task
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.screen import Row, button, question
from services.booking_bot.views.setup_buttons import DropChecklist, SetUp
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def checklist(words: Words, readiness: Readiness | None) -> list[Html]:
    """Its lines; none where it is not wanted."""
    if readiness is None or not readiness.wants_list:
        return []
    head = words("<b>Ready to go: {done} of {all}</b>", done=len(readiness.done), all=len(Task))
    marks = {task: "✅" if task in readiness.done else "▫️" for task in Task}
    return [head, *(Html(f"{marks[task]} {_name(words, task)}") for task in Task)]


def checklist_row(words: Words, readiness: Readiness | None) -> Row:
    if readiness is None or not readiness.wants_list:
        return []
    return [
        button(words.label("🚀 Set up in 5 minutes"), SetUp()),
        button(words.label("✖️ Hide the list"), DropChecklist()),
    ]


def ask_drop(words: Words) -> Screen:
    text = words("Hide the list of what is still missing? It does not come back, but all of it can be set without it.")
    yes = button(words.label("Yes, hide it"), DropChecklist(sure=True))
    return question(text, yes, button(words.label("No, keep it"), Open(place=Place.MANAGE)))


def setup_row(words: Words, readiness: Readiness | None) -> Row:
    """For the first screen of a business in which nothing was set yet."""
    return [button(words.label("🚀 Set up in 5 minutes"), SetUp())] if readiness is not None and readiness.fresh else []


def _name(words: Words, task: Task) -> Html:
    names = {
        Task.SERVICES: words("services with prices"),
        Task.HOURS: words("opening hours"),
        Task.ADDRESS: words("address"),
        Task.PHONE: words("your phone number for customers"),
        Task.PROFILE: words("name and description of the bot"),
        Task.LINK: words("the link for customers"),
    }
    return names[task]

"""The pages of the tour, written from its chapters, so that text and pictures cannot drift apart."""

from __future__ import annotations

from pathlib import Path

from scripts.tour.chapters import CHAPTERS, numbered
from scripts.tour.stops import Words

PAGES = {"en": Path("docs/tour.md"), "ru": Path("docs/tour.ru.md")}
PICTURES = Path("docs/images/tour")
WIDTH = 300
TITLE = Words("A tour of the booking bot", "Бот записи: экскурсия")
OTHER = Words("[Русский](tour.ru.md)", "[English](tour.md)")
INTRODUCTION = Words(
    "Made by `make tour`, which plays all this in a running bot and takes the pictures; do not edit it by hand."
    " In the demo, `/screens` in @zapis_screens_bot shows every other screen.",
    "Страница сделана командой `make tour`: она проходит всё это в работающем боте и снимает экраны, поэтому руками"
    " её не правят. Все остальные экраны показывает в демо команда `/screens` у @zapis_screens_bot.",
)


def page(language: str) -> str:
    """The whole page in Markdown."""
    pictures = {id(stop): name for name, stop in numbered()}
    lines = [f"# {TITLE[language]}", "", OTHER[language], "", INTRODUCTION[language], ""]
    for chapter in CHAPTERS:
        lines += [f"## {chapter.title[language]}", "", chapter.text[language], ""]
        for stop in chapter.stops:
            picture = f'<img src="images/tour/{pictures[id(stop)]}" alt="{stop.title[language]}" width="{WIDTH}">'
            lines += [f"### {stop.title[language]}", "", stop.text[language], "", picture, ""]
    return "\n".join(lines)


def write_pages(root: Path = Path()) -> None:
    for language, path in PAGES.items():
        (root / path).write_text(page(language), encoding="utf-8")

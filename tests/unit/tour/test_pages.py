"""The pages of the tour are what its stops say, with a picture for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.tour.chapters import CHAPTERS, numbered
from scripts.tour.pages import PAGES, PICTURES, page, write_pages

ROOT = Path(__file__).resolve().parents[3]
LARGEST_BYTES = 60_000


@pytest.mark.parametrize("language", PAGES)
def test_page_says_what_the_stops_say(language: str) -> None:
    written = (ROOT / PAGES[language]).read_text(encoding="utf-8")

    assert written == page(language), "run `make tour` (TOUR=--pages writes the pages alone)"


def test_every_stop_has_its_picture_and_no_picture_is_left_over() -> None:
    pictures = {path.name for path in (ROOT / PICTURES).iterdir()}

    assert pictures == dict(numbered()).keys(), "run `make tour`"


def test_pictures_are_small() -> None:
    too_big = [path.name for path in (ROOT / PICTURES).iterdir() if path.stat().st_size > LARGEST_BYTES]

    assert too_big == []


def test_names_of_stops_differ() -> None:
    names = [stop.name for chapter in CHAPTERS for stop in chapter.stops]

    assert sorted(names) == sorted(set(names))


def test_pages_are_written_where_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()

    write_pages(tmp_path)

    for language, path in PAGES.items():
        lines = (tmp_path / path).read_text(encoding="utf-8").splitlines()
        shown = [line.split('"')[1].removeprefix("images/tour/") for line in lines if line.startswith("<img")]
        titles = [line.removeprefix("### ") for line in lines if line.startswith("### ")]
        assert shown == list(dict(numbered()))
        assert titles == [stop.title[language] for _, stop in numbered()]

from __future__ import annotations

import pytest

from services.shared.telegram.screens import Screen


@pytest.mark.parametrize(
    ("text", "photo"),
    [
        ("Щ" * 1024, "file"),
        ("Щ" * 1025, None),
        ("<b>" + "Щ" * 1000 + "</b> " + "&lt;" * 23, "file"),  # tags do not count, an escaped sign is one
        ("<b>" + "Щ" * 1000 + "</b> " + "&lt;" * 24, None),
        ("💅" * 512, "file"),  # two units each
        ("💅" * 513, None),
    ],
)
def test_photo_is_left_out_where_the_text_is_too_long_for_a_caption(text: str, photo: str | None) -> None:
    assert Screen(text, photo="file").shown_photo == photo


def test_screen_without_a_photo_has_none_to_show() -> None:
    assert Screen("text").shown_photo is None

from __future__ import annotations

import pytest

from scripts.simulators.telegram.world.errors import ApiError
from scripts.simulators.telegram.world.html_text import parse_html


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("", "", []),
        ("просто текст", "просто текст", []),
        ("<b>Стрижка</b> 990 ₽", "Стрижка 990 ₽", [entity("bold", 0, 7)]),
        ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", [
            entity("bold", 0, 1), entity("italic", 1, 1), entity("underline", 2, 1), entity("strikethrough", 3, 1),
        ]),
        ("👍<i>👍</i>", "👍👍", [entity("italic", 2, 2)]),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("<B>a</b >", "a", [entity("bold", 0, 1)]),
        ("<b>a</>", "a", [entity("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("&lt;b&gt; &amp; &quot;x&quot; &#39;y&#x27; &copy; &", "<b> & \"x\" 'y' &copy; &", []),
        ('<a href="https://a.ru/?x=1&amp;y=2">сюда</a>', "сюда", [entity("text_link", 0, 4, url="https://a.ru/?x=1&y=2")]),
        ("<a href='javascript:alert(1)'>x</a>", "x", []),
        ("<a>a.ru</a>", "a.ru", [entity("text_link", 0, 4, url="http://a.ru")]),
        ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
        ('<pre><code class="language-python">x</code></pre>', "x", [entity("pre", 0, 1, language="python")]),
        ('<code class="language-python">x</code>', "x", [entity("code", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
        ('<tg-time unix="1793500000" format="wDT">завтра</tg-time>', "завтра", [
            entity("date_time", 0, 6, unix_time=1793500000, date_time_format="wDT"),
        ]),
    ],
)  # fmt: skip
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[dict[str, object]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("цена <int>", 'Unsupported start tag "int" at byte offset 9'),
        ("я <3", "Unclosed start tag at byte offset 3"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<i>a</em>", 'Unmatched end tag at byte offset 4, expected "</i>", found "</em>"'),
        ("<i>a</i   ", "Unclosed end tag at byte offset 4"),
        ("<i  a = ", 'Unclosed start tag "i" at byte offset 0'),
        ("<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 14"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)

    assert (caught.value.status, caught.value.description) == (400, f"Bad Request: can't parse entities: {reason}")

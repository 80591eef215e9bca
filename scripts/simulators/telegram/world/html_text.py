"""HTML parse mode: the tags, and the words of refusal, of Telegram's own parser (TDLib's parse_html)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scripts.simulators.telegram.world.entities import utf16_length
from scripts.simulators.telegram.world.errors import ApiError, bad_request
from scripts.simulators.telegram.world.types import Json

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
}
_TAGS = frozenset(_SIMPLE) | {"a", "blockquote", "tg-emoji", "tg-time"}
_CHARACTER = re.compile(r"&(?:#(?P<decimal>\d{1,8})|#x(?P<hex>[0-9a-fA-F]{1,6})|(?P<name>lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\v\f"


@dataclass(slots=True)
class _Open:
    tag: str
    at: int
    offset: int
    attributes: dict[str, str]
    pieces_before: int


@dataclass(slots=True)
class _Parser:
    source: str
    at: int = 0
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._close_tag()
            elif self.source[self.at] == "<":
                self._open_tag()
            else:
                self._take_text()
        if self.stack:
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        ordered = sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.pieces), ordered

    def _take_text(self) -> None:
        stop = self.source.find("<", self.at)
        raw = self.source[self.at : stop if stop >= 0 else len(self.source)]
        text = _unescape(raw)
        self.pieces.append(text)
        self.length += utf16_length(text)
        self.at += len(raw)

    def _open_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._word().lower()
        if self._ended():
            raise _refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _TAGS:
            raise _refuse(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin)
        self._check_attributes(tag, attributes)
        self.stack.append(_Open(tag, begin, self.length, attributes, len(self.pieces)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._ended():
                raise _refuse(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            if self.source[self.at] == ">":
                self.at += 1
                return found
            name = self._word(stop="=>").lower()
            if not name:
                raise _refuse(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
            self._skip_space()
            found[name] = self._value(tag, begin) if self.source.startswith("=", self.at) else ""

    def _value(self, tag: str, begin: int) -> str:
        self.at += 1
        self._skip_space()
        if self._ended():
            raise _refuse(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        quote = self.source[self.at]
        if quote not in "\"'":
            return self._bare_value()
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise _refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")
        value = self.source[self.at + 1 : end]
        self.at = end + 1
        return _unescape(value)

    def _bare_value(self) -> str:
        begin = self.at
        while not self._ended() and (self.source[self.at].isalnum() or self.source[self.at] in ".-"):
            self.at += 1
        if self._ended() or self.source[self.at] not in _SPACE + ">":
            raise _refuse(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return self.source[begin : self.at].lower()

    def _check_attributes(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _refuse('Tag "span" must have class "tg-spoiler"')
        if tag == "tg-time" and not attributes.get("unix", "").isdecimal():
            raise _refuse('Tag "tg-time" must have attribute "unix" with a date')

    def _close_tag(self) -> None:
        begin = self.at
        if not self.stack:
            raise _refuse(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        tag = self._word().lower()
        self._skip_space()
        if self._ended() or self.source[self.at] != ">":
            raise _refuse(f"Unclosed end tag at byte offset {self._byte(begin)}")
        opened = self.stack.pop()
        if tag and tag != opened.tag:
            raise _refuse(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.at += 1
        self._finish(opened)

    def _finish(self, opened: _Open) -> None:
        length = self.length - opened.offset
        inner = "".join(self.pieces[opened.pieces_before :])
        entity = _entity(opened, inner) if length else None
        if entity is None:
            return
        if entity["type"] == "pre" and self._name_language(opened.offset, length, entity):
            return
        self.entities.append({**entity, "offset": opened.offset, "length": length})

    def _name_language(self, offset: int, length: int, pre: Json) -> bool:
        """`<pre><code class="language-x">` is one entity with a language."""
        last = self.entities[-1] if self.entities else None
        if last is None or last["type"] != "code" or (last["offset"], last["length"]) != (offset, length):
            return False
        language = last.pop("language", None)
        last.update(pre)
        if language:
            last["language"] = language
        return True

    def _word(self, stop: str = ">") -> str:
        begin = self.at
        while not self._ended() and self.source[self.at] not in _SPACE + stop:
            self.at += 1
        return self.source[begin : self.at]

    def _skip_space(self) -> None:
        while not self._ended() and self.source[self.at] in _SPACE:
            self.at += 1

    def _ended(self) -> bool:
        return self.at >= len(self.source)

    def _byte(self, index: int) -> int:
        return len(self.source[:index].encode())


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities (offsets in UTF-16 units), or ApiError "can't parse entities: …"."""
    text, entities = _Parser(source).run()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities


def _entity(opened: _Open, inner: str) -> Json | None:
    attributes = opened.attributes
    if opened.tag == "a":
        return _link(attributes.get("href") or inner)
    if opened.tag == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
    if opened.tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
    if opened.tag == "tg-time":
        return {
            "type": "date_time",
            "unix_time": int(attributes["unix"]),
            "date_time_format": attributes.get("format", ""),
        }
    entity: Json = {"type": _SIMPLE[opened.tag]}
    language = attributes.get("class", "")
    if opened.tag == "code" and language.startswith("language-"):
        entity["language"] = language.removeprefix("language-")
    return entity


def _link(url: str) -> Json | None:
    """A link, or nothing when the address is none: Telegram drops the tag and keeps the text."""
    if re.match(r"(?:https?|tg|tonsite|mailto|tel):", url):
        return {"type": "text_link", "url": url}
    if re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#].*)?$", url):
        return {"type": "text_link", "url": f"http://{url}"}
    return None


def _unescape(text: str) -> str:
    return _CHARACTER.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    if name := match["name"]:
        return _NAMED[name]
    code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return match.group()
    return chr(code)


def _refuse(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")

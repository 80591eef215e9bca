"""Methods that put a new message into a chat."""

from __future__ import annotations

from scripts.simulators.telegram.methods.call import Call, caption_content, formatted_text
from scripts.simulators.telegram.world.errors import bad_request
from scripts.simulators.telegram.world.files import (
    document_json,
    find_file,
    keep_document,
    keep_photo,
    photo_sizes,
)
from scripts.simulators.telegram.world.keyboards import Markup
from scripts.simulators.telegram.world.messages import post_by_bot
from scripts.simulators.telegram.world.places import is_on_earth
from scripts.simulators.telegram.world.render import message_json
from scripts.simulators.telegram.world.state import Dialog
from scripts.simulators.telegram.world.types import Json, Upload

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_ALBUM = range(2, 11)
_WORST_ACCURACY = 1500.0
"""Metres."""


def send_message(call: Call) -> Json:
    dialog = call.open_chat()
    return _send(call, dialog, call.text_content())


def send_photo(call: Call) -> Json:
    dialog = call.open_chat()
    photo = photo_content(call, "photo", call.params.text("photo"), call.params.upload("photo"))
    return _send(call, dialog, photo | call.caption_content())


def send_document(call: Call) -> Json:
    dialog = call.open_chat()
    document = document_content(call, "document", call.params.text("document"), call.params.upload("document"))
    return _send(call, dialog, document | call.caption_content())


def send_media_group(call: Call) -> list[Json]:
    """An album: one message a picture or document, with a common media_group_id."""
    dialog = call.open_chat()
    media = call.params.objects("media")
    if len(media) not in _ALBUM:
        raise bad_request("there must be 2 to 10 messages in the album")
    contents = [media_content(call, item) for item in media]
    if len({"photo" in content for content in contents}) > 1:
        raise bad_request("documents can't be mixed with other media types in an album")
    reply_to = call.reply_to(dialog)
    album = str(call.world.state.counters.album)
    call.world.state.counters.album += 1
    sent = [
        post_by_bot(call.world, call.bot, dialog, {**content, "media_group_id": album}, Markup(), reply_to)
        for content in contents
    ]
    return [message_json(call.world, message) for message in sent]


def send_contact(call: Call) -> Json:
    dialog = call.open_chat()
    phone, name = call.params.text("phone_number"), call.params.text("first_name")
    if not phone or not name:
        raise bad_request("there is no contact in the request")
    contact: Json = {"phone_number": phone, "first_name": name}
    for optional in ("last_name", "vcard"):
        if value := call.params.text(optional):
            contact[optional] = value
    return _send(call, dialog, {"contact": contact})


def send_location(call: Call) -> Json:
    dialog = call.open_chat()
    return _send(call, dialog, {"location": _place(call, "invalid location specified")})


def send_venue(call: Call) -> Json:
    """A place with a name; as in Telegram the message has the bare location too, and the words are not checked."""
    dialog = call.open_chat()
    place = _place(call, "wrong venue location specified")
    venue = {"location": place, "title": call.params.text("title"), "address": call.params.text("address")}
    return _send(call, dialog, {"venue": venue, "location": venue["location"]})


def send_chat_action(call: Call) -> bool:
    dialog = call.open_chat()
    action = call.params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.tell("chat_action", dialog, action=action)
    return True


def media_content(call: Call, item: Json) -> Json:
    """The content of an InputMedia object: a photo or a document with its caption."""
    reference, kind = str(item.get("media", "")), item.get("type")
    upload = call.params.attached(reference)
    if kind == "photo":
        content = photo_content(call, "media", reference, upload)
    elif kind == "document":
        content = document_content(call, "media", reference, upload)
    else:
        raise bad_request(f'media type "{kind}" is not supported')
    text, entities = formatted_text(
        str(item.get("caption") or ""), str(item.get("parse_mode") or ""), item.get("caption_entities") or []
    )
    return content | caption_content(text, entities)


def photo_content(call: Call, what: str, reference: str, upload: Upload | None) -> Json:
    if upload is not None:
        return {"photo": keep_photo(call.world, call.bot.id, upload)}
    stored = find_file(call.world, call.bot.id, _file_id(what, reference))
    if not stored.width:
        raise bad_request("can't use file of type Document as Photo")
    return {"photo": photo_sizes(call.world, stored)}


def document_content(call: Call, what: str, reference: str, upload: Upload | None) -> Json:
    if upload is not None:
        return {"document": keep_document(call.world, call.bot.id, upload)}
    stored = find_file(call.world, call.bot.id, _file_id(what, reference))
    if stored.width:
        raise bad_request("can't use file of type Photo as Document")
    return {"document": document_json(stored)}


def _file_id(what: str, reference: str) -> str:
    if not reference or reference.startswith("attach://"):
        raise bad_request(f"there is no {what} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return reference


def _place(call: Call, refusal: str) -> Json:
    """Latitude and longitude; ``refusal`` is what is said of those that are not on the Earth."""
    latitude, longitude = call.params.number("latitude"), call.params.number("longitude")
    if not is_on_earth(latitude, longitude):
        raise bad_request(refusal)
    place: Json = {"latitude": latitude, "longitude": longitude}
    if "horizontal_accuracy" in call.params:
        place["horizontal_accuracy"] = min(max(call.params.number("horizontal_accuracy"), 0.0), _WORST_ACCURACY)
    return place


def _send(call: Call, dialog: Dialog, content: Json) -> Json:
    markup, reply_to = call.markup(), call.reply_to(dialog)
    if call.params.flag("protect_content"):
        content = {**content, "has_protected_content": True}
    message = post_by_bot(call.world, call.bot, dialog, content, markup, reply_to)
    return message_json(call.world, message)

"""The clients: all of them, and one."""

from __future__ import annotations

from html import escape

from aiogram.types import InlineKeyboardButton
from babel.dates import format_datetime

from services.master_bot.bot.views.callbacks import (
    Act,
    AskToStop,
    ShowClient,
    ShowClients,
    ShowLogs,
    ShowNumbers,
    ShowQuarantine,
    card_of,
)
from services.shared.master_api.models import Client, Page
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows

MARKS = {"running": "🟢", "ill": "🔴", "starting": "🟡", "stopped": "⏹", "suspended": "⏸", "absent": "⚪️"}
LONGEST_ERROR = 500
AGAIN = "↻"


def clients(texts: Texts, page: Page[Client], *, first: bool = True, search: str | None = None) -> Screen:
    head = texts("<b>Clients</b>") if search is None else texts("<b>Clients</b> with “{search}”", search=escape(search))
    lines = [_line(client) for client in page.items] or [texts("None here.")]
    buttons = [[_open(client)] for client in page.items]
    turning = [] if first else [_button(texts("⏮ From the start"), ShowClients().pack())]
    if page.next_cursor and search is None:
        turning.append(_button(texts("More ▶️"), ShowClients(cursor=page.next_cursor).pack()))
    below = [
        _button(texts("📊 Figures"), ShowNumbers().pack()),
        _button(texts("⚠️ Quarantine"), ShowQuarantine().pack()),
    ]
    hint = texts("Send a name, an @bot or a number to find a client.")
    return Screen("\n".join([head, "", *lines, "", hint]), rows(*buttons, turning, below))


def client(texts: Texts, client: Client) -> Screen:
    lines = [
        f"{_mark(client)} <b>{client.client_id}</b> · {escape(client.business_name)}",
        f"https://t.me/{escape(client.bot_username)}",
        "",
        texts("State: {state}", state=state(texts, client)),
        _subscription(texts, client),
        texts("Program: {image}", image=f"<code>{escape(client.image)}</code>" if client.image else "—"),
        texts("Owner: {owner}", owner=f"<code>{client.owner_telegram_id}</code>"),
        texts("Zone: {zone}", zone=escape(client.timezone)),
    ]
    if client.last_error:
        lines += ["", texts("Last error:"), f"<code>{escape(client.last_error[:LONGEST_ERROR])}</code>"]
    deploy = _button(texts("🚀 Deploy"), Act(client_id=client.client_id, action="deploy").pack())
    restart = _button(texts("🔄 Restart"), Act(client_id=client.client_id, action="restart").pack())
    stop = _button(texts("⏹ Stop"), AskToStop(client_id=client.client_id).pack())
    look = [_button(texts("📜 Log"), ShowLogs(client_id=client.client_id).pack()), _button(AGAIN, card_of(client))]
    return Screen("\n".join(lines), rows([deploy, restart, stop], look, [back_to_list(texts)]))


def ask_to_stop(texts: Texts, client_id: str) -> Screen:
    text = texts(
        "Stop the bot of <b>{client_id}</b>? Its customers get no answer until it is deployed again.",
        client_id=escape(client_id),
    )
    yes = InlineKeyboardButton(
        text=texts("⏹ Yes, stop it"), callback_data=Act(client_id=client_id, action="stop").pack(), style="danger"
    )
    return Screen(text, rows([yes], [back_to_card(texts, client_id)]))


def logs(texts: Texts, client_id: str, lines: tuple[str, ...]) -> Screen:
    """The end of the log, as much as a message holds."""
    again = _button(AGAIN, ShowLogs(client_id=client_id).pack())
    head = texts("<b>{client_id}</b>: the last lines of the log", client_id=escape(client_id))
    return Screen(f"{head}\n{log_block(texts, lines)}", rows([again, back_to_card(texts, client_id)]))


def log_block(texts: Texts, lines: tuple[str, ...], longest: int = 3000) -> str:
    """The last lines that fit into ``longest`` characters, escaping included."""
    kept: list[str] = []
    for line in reversed(lines):
        shown = escape(line[:400], quote=False)
        longest -= len(shown) + 1
        if longest < 0:
            break
        kept.insert(0, shown)
    return f"<pre>{chr(10).join(kept)}</pre>" if kept else texts("The log is empty.")


def state(texts: Texts, client: Client) -> str:
    """``runs``, or ``runs → stopped`` while it is on its way."""
    words = {
        "absent": texts("not set up"),
        "starting": texts("starting"),
        "running": texts("runs"),
        "stopped": texts("stopped"),
        "suspended": texts("suspended"),
        "ill": texts("ill"),
        "deleted": texts("deleted"),
    }
    now, wanted = client.actual_state, client.desired_state
    shown = words.get(now, now)
    return shown if wanted == now else f"{shown} → {words.get(wanted, wanted)}"


def back_to_card(texts: Texts, client_id: str) -> InlineKeyboardButton:
    return _button(texts("⬅️ To the client"), ShowClient(client_id=client_id).pack())


def back_to_list(texts: Texts) -> InlineKeyboardButton:
    return _button(texts("⬅️ All clients"), ShowClients().pack())


def _subscription(texts: Texts, client: Client) -> str:
    if client.subscription is None:
        return texts("Plan: none")
    words = {
        "trial": texts("trial"),
        "active": texts("active"),
        "grace": texts("grace period"),
        "read_only": texts("takes no new bookings"),
        "suspended": texts("suspended"),
        "ended": texts("ended"),
    }
    until = format_datetime(client.subscription.paid_until, "d MMM y, HH:mm", locale=texts.language)
    return texts(
        "Plan: {plan} ({state}), paid until {until} UTC",
        plan=escape(client.subscription.plan),
        state=words.get(client.subscription.state, client.subscription.state),
        until=until,
    )


def _line(client: Client) -> str:
    number = client.client_id.removeprefix("client_")
    return f"{_mark(client)} <code>{number}</code> {escape(client.business_name)} · @{escape(client.bot_username)}"


def _mark(client: Client) -> str:
    return MARKS.get(client.actual_state, "⚪️")


def _open(client: Client) -> InlineKeyboardButton:
    return _button(f"{_mark(client)} {client.client_id} · {client.business_name}"[:60], card_of(client))


def _button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data)

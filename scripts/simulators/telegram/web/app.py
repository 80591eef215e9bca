"""The application: the Bot API and the `/sim` API over one world."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aiohttp import web

from scripts.simulators.telegram.web.bells import Bells
from scripts.simulators.telegram.web.bot_api import BotApi, refusal
from scripts.simulators.telegram.web.polling import Polling
from scripts.simulators.telegram.web.sim_control import Control
from scripts.simulators.telegram.web.sim_people import People
from scripts.simulators.telegram.web.timing import Timing
from scripts.simulators.telegram.web.webhooks import Webhooks
from scripts.simulators.telegram.world.errors import ApiError
from scripts.simulators.telegram.world.journal import Event
from scripts.simulators.telegram.world.world import World

Extra = Callable[[web.Application], None]
_TIMING = Timing()
MAX_BODY = 60 * 1024 * 1024


def build_app(
    world: World, clock: Callable[[], float], *, extras: Sequence[Extra] = (), timing: Timing = _TIMING
) -> web.Application:
    """The whole application. `clock` is the event loop's, for real waiting; `extras` add routes (the chat page)."""
    app = web.Application(client_max_size=MAX_BODY, middlewares=[_unknown_address])
    news, answers = Bells(), Bells()
    polling = Polling(world, clock, timing)
    webhooks = Webhooks(world, polling, clock, timing)
    BotApi(world, polling, webhooks).add_routes(app)
    People(world, answers).add_routes(app)
    Control(world, news, polling).add_routes(app)
    for extra in extras:
        extra(app)

    def ring(event: Event) -> None:
        _ring(news, answers, event)

    async def start(_app: web.Application) -> None:
        world.journal.watch(ring)
        webhooks.start()

    async def stop(_app: web.Application) -> None:
        world.journal.unwatch(ring)
        await webhooks.close()
        polling.close()

    app.on_startup.append(start)
    app.on_cleanup.append(stop)
    return app


def _ring(news: Bells, answers: Bells, event: Event) -> None:
    """Wake those who follow the feed of this person or of all, and who waits for the answer to a press."""
    if event.type == "callback_answer":
        answers.ring(event.more["query_id"])
    if event.user_id is None:
        news.ring_all()
        return
    news.ring(event.user_id)
    news.ring(None)


@web.middleware
async def _unknown_address(request: web.Request, handler: Callable[[web.Request], object]) -> web.StreamResponse:
    """Also an address that does not exist is answered in JSON, as Telegram does."""
    try:
        return await handler(request)  # type: ignore[no-any-return, misc]
    except web.HTTPNotFound:
        return refusal(ApiError(404, "Not Found"))

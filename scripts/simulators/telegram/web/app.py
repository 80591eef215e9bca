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
    bells = Bells()
    polling = Polling(world, clock, timing)
    webhooks = Webhooks(world, polling, clock, timing)
    BotApi(world, polling, webhooks).add_routes(app)
    People(world, bells).add_routes(app)
    Control(world, bells, polling).add_routes(app)
    for extra in extras:
        extra(app)

    def ring(event: Event) -> None:
        _ring(bells, event)

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


def _ring(bells: Bells, event: Event) -> None:
    if event.type == "callback_answer":
        bells.ring(event.more["query_id"])
    if event.user_id is None:
        bells.ring_all()
        return
    bells.ring(("events", event.user_id))
    bells.ring(("events", None))


@web.middleware
async def _unknown_address(request: web.Request, handler: Callable[[web.Request], object]) -> web.StreamResponse:
    """Also an address that does not exist is answered in JSON, as Telegram does."""
    try:
        return await handler(request)  # type: ignore[no-any-return, misc]
    except web.HTTPNotFound:
        return refusal(ApiError(404, "Not Found"))

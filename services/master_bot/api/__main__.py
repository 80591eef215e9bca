"""``python -m services.master_bot.api``: the master API under gunicorn."""

from __future__ import annotations

from typing import NoReturn

from services.master_bot.settings import ApiSettings
from services.master_bot.storage.cipher import Cipher
from services.shared.runtime.environment import Environment
from services.shared.runtime.http_server import become_http_server
from services.shared.runtime.program import run_program


def main() -> NoReturn:
    settings = ApiSettings.load(Environment.load())  # a wrong setting ends here, with one line
    Cipher(settings.secret_keys)
    become_http_server("services.master_bot.api.wsgi:make_app()", settings.host, settings.port, workers=2, threads=4)


if __name__ == "__main__":
    run_program(main)

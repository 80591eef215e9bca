"""A client's folder: ``.env`` and ``docker-compose.yml``, made from templates and written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from deploy.errors import DeployRefused
from deploy.specs import (
    CPUS,
    EDITABLE,
    MEMORY,
    PIDS,
    STOP_SECONDS,
    BotFiles,
    ClientBot,
    Placement,
    container_name,
    env_values,
)
from services.shared.runtime.secret import Secret

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_GLUED = re.compile(r"^(?P<before>(?!#)[^\n]*[^\s])(?P<glued>CLIENT_ID=client_\d+)[ \t]*\r?$", re.MULTILINE)
_OWN_COMMENT = ("# Lines that were here before:", "# Yours to edit: ", "# As it was written: ")
_WRITTEN = re.compile(r"^# As it was written: (.*)$", re.MULTILINE)
_WRITTEN_VALUE = re.compile(r"([A-Z_]+):([0-9a-f]{16})")
CONTAINER_UID = 10001


@dataclass(frozen=True, slots=True)
class Rendered:
    """``remarks``: what a person should know of the file that it replaces."""

    files: BotFiles
    remarks: tuple[str, ...]


def quoted(name: str, value: str) -> str:
    """``value`` in single quotes, such that neither python-dotenv nor docker compose reads past it.

    Raises:
        DeployRefused: a control character, or a backslash at the end (python-dotenv takes it and the quote for one).
            The text names the setting and does not show the value, which may be a secret.
    """
    if _CONTROL.search(value):
        raise DeployRefused(f"{name} holds a line break or another control character")
    if value.endswith("\\"):
        raise DeployRefused(f"{name} ends in a backslash")
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def hand_edits(client_id: str, placement: Placement) -> dict[str, str]:
    """What somebody has changed by hand in the client's ``.env`` since it was written: editable name → new value.

    The file itself carries the digests of what was written, so that it needs no second place to agree with.
    """
    present = _present(placement.clients_dir / client_id / ".env")
    written = dict(_WRITTEN_VALUE.findall("".join(_WRITTEN.findall(present)[-1:])))
    found = _values(present)
    return {
        name: found[name]
        for name in EDITABLE
        if name in written and name in found and digest(found[name]) != written[name]
    }


def render(bot: ClientBot, placement: Placement, image: str) -> Rendered:
    """The files of ``bot``; lines that somebody has added to the present ``.env`` are kept.

    Raises:
        DeployRefused: a value that cannot stand in the file.
    """
    values = env_values(bot, placement)
    present = _present(placement.clients_dir / bot.client_id / ".env")
    found = _values(present)
    env = _template("env.j2").render(
        client_id=bot.client_id,
        editable=EDITABLE,
        quoted={name: quoted(name, value) for name, value in values.items()},
        kept=_lines_of_others(present, values),
        written=" ".join(f"{name}:{digest(values[name])}" for name in EDITABLE),
    )
    remarks = tuple(
        f"{name} is the platform's: put right"
        for name in sorted(found.keys() & values.keys() - set(EDITABLE))
        if found[name] != values[name]
    )
    return Rendered(BotFiles(Secret(env), _compose_file(bot.client_id, placement, image)), remarks)


def _compose_file(client_id: str, placement: Placement, image: str) -> str:
    return _template("docker-compose.yml.j2").render(
        client_id=client_id,
        image=image,
        container=container_name(client_id),
        uid=placement.bot_uid or CONTAINER_UID,
        stop_seconds=STOP_SECONDS,
        memory=MEMORY,
        pids=PIDS,
        cpus=CPUS,
        env_file=str(placement.clients_dir / client_id / ".env"),
        network=placement.network,
    )


def write(client_id: str, files: BotFiles, placement: Placement) -> None:
    """Put both files into the client's folder, each replaced in one step."""
    folder = placement.clients_dir / client_id
    folder.mkdir(mode=0o755, exist_ok=True)
    _replace(folder / ".env", files.env.reveal(), 0o600, placement.bot_uid)
    _replace(folder / "docker-compose.yml", files.compose, 0o644, None)


def read_files(client_id: str, placement: Placement) -> BotFiles:
    """What stands in the client's folder now; empty texts where nothing does."""
    folder = placement.clients_dir / client_id
    env, compose = (
        path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        for path in (folder / ".env", folder / "docker-compose.yml")
    )
    return BotFiles(Secret(env), compose)


def _replace(path: Path, text: str, mode: int, uid: int | None) -> None:
    if path.exists() and path.read_text(encoding="utf-8", errors="replace") == text:
        return
    descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(mode)
        if uid is not None and os.geteuid() == 0:
            os.chown(part, uid, uid)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _present(path: Path) -> str:
    """The file as it is, with a ``CLIENT_ID=`` that a missing line end has glued to its neighbour set free."""
    if not path.exists():
        return ""
    text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
    return _GLUED.sub(lambda match: f"{match['before']}\n{match['glued']}", text)


def _lines_of_others(present: str, ours: Mapping[str, str]) -> list[str]:
    """What somebody else has written: assignments of names that are not ours, and comments."""
    kept = []
    for binding in parse_stream(StringIO(present)):
        text = binding.original.string.strip("\n")
        if binding.key in ours or not text.strip():
            continue
        lines = [line for line in text.split("\n") if line.strip() and not _is_ours(line)]
        kept.extend(lines)
    return kept


def _is_ours(line: str) -> bool:
    return line.startswith(_OWN_COMMENT) or "Written by the deploy worker" in line


def _values(text: str) -> dict[str, str]:
    """Assignments, the last of a name; an empty one counts as none."""
    return {name: value for name, value in dotenv_values(stream=StringIO(text), interpolate=False).items() if value}


def digest(value: str) -> str:
    return hashlib.sha256(value.encode(errors="surrogatepass")).hexdigest()[:16]


def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - these are no HTML pages; `quoted` and `json` keep values in their place
        keep_trailing_newline=True,
    )
    environment.filters["json"] = json.dumps
    return environment.get_template(name)

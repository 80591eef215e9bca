from __future__ import annotations

from pathlib import Path

import pytest

from services.master_bot.worker.settings import DeployWorkerSettings
from services.shared.runtime.environment import Environment, SettingsError


def load(tmp_path: Path, **more: str) -> DeployWorkerSettings:
    values = {
        "DATABASE_URL": "postgresql://booking_user:s3cret@127.0.0.1/booking_saas",
        "REDIS_URL": "redis://zapis_admin:s3cret@127.0.0.1/0",
        "SECRET_KEYS": "s3cret",
        "RUNNER": "process",
        "CLIENTS_DIR": str(tmp_path / "clients"),
    }
    return DeployWorkerSettings.load(Environment({**values, **more}))


def test_backups_are_kept_beside_the_clients_where_nobody_else_may_look(tmp_path: Path) -> None:
    backups = load(tmp_path).backups

    assert (backups.folder, backups.programs.folder) == (tmp_path / "backups", None)
    assert oct(backups.folder.stat().st_mode & 0o777) == "0o700"


@pytest.mark.parametrize("setting", ["BACKUPS_DIR", "PG_BIN_DIR"])
def test_folder_that_will_not_do_is_named_at_the_start(tmp_path: Path, setting: str) -> None:
    with pytest.raises(SettingsError, match=f"^{setting}="):
        load(tmp_path, **{setting: str(tmp_path / "clients" / "client_001")})

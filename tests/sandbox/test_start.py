"""What stops the start, and what it says."""

from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from core.errors import ConfigError
from tests.sandbox.conftest import MovingClock


async def test_a_port_in_use_is_named(tmp_path: Path, sandbox: Sandbox, clock: MovingClock) -> None:
    port = int(sandbox.base_url.rsplit(":", 1)[1])
    second = Sandbox(folder=tmp_path / "second", clock_now=clock.now, advance=clock.advance, port=port)
    with pytest.raises(ConfigError, match=f"port {port} on 127.0.0.1 is in use.*sandbox.port"):
        await second.start()


async def test_a_folder_that_can_not_be_written_is_named(tmp_path: Path, clock: MovingClock) -> None:
    (tmp_path / "taken").write_text("a file")
    sandbox = Sandbox(folder=tmp_path / "taken", clock_now=clock.now, advance=clock.advance, port=0)
    with pytest.raises(ConfigError, match=r"can't write to .*taken"):
        await sandbox.start()


async def test_a_host_that_is_not_here_is_named(tmp_path: Path, clock: MovingClock) -> None:
    sandbox = Sandbox(folder=tmp_path, clock_now=clock.now, advance=clock.advance, host="192.0.2.1", port=0)
    with pytest.raises(ConfigError, match=r"can't listen on 192\.0\.2\.1"):
        await sandbox.start()

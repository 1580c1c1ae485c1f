"""Durable work on DBOS: once under a key, through kill -9 and restarts, on SQLite and PostgreSQL."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.jobs.dbos_jobs import AT_ONCE, DbosJobs
from adapters.jobs.single import SingleProcess
from core.errors import ConfigError
from core.ports import JobHandler

ROOT = Path(__file__).parents[3]


@pytest.fixture
def jobs_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/jobs.db"


@asynccontextmanager
async def running(url: str, **handlers: JobHandler) -> AsyncIterator[DbosJobs]:
    jobs = DbosJobs(url)
    for name, handler in handlers.items():
        jobs.register(name, handler)
    await jobs.start()
    try:
        yield jobs
    finally:
        await jobs.stop()


class Counted:
    """A handler that remembers its arguments and can be waited for."""

    def __init__(self, expected: int = 1) -> None:
        self.ran: list[str] = []
        self._expected = expected
        self._enough = asyncio.Event()

    async def __call__(self, argument: str) -> None:
        """The handler."""
        self.ran.append(argument)
        if len(self.ran) == self._expected:
            self._enough.set()

    async def enough(self) -> None:
        """Wait until it ran as often as expected."""
        async with asyncio.timeout(10):
            await self._enough.wait()


async def test_of_many_submissions_under_a_key_one_runs(jobs_url: str) -> None:
    handler = Counted(2)
    async with running(jobs_url, send=handler) as jobs:
        taken = await asyncio.gather(*(jobs.submit("send", "k1", f"a{n}") for n in range(20)))
        assert await jobs.submit("send", "k2", "b")
        await handler.enough()
    assert sum(taken) == 1
    assert sorted(handler.ran) == sorted([f"a{taken.index(True)}", "b"])


async def test_a_key_stays_known_after_a_restart(jobs_url: str) -> None:
    handler = Counted()
    async with running(jobs_url, send=handler) as jobs:
        await jobs.submit("send", "k1", "a")
        await handler.enough()
    async with running(jobs_url, send=handler) as jobs:
        assert not await jobs.submit("send", "k1", "b")
        assert await jobs.submit("send", "k2", "c")
    assert handler.ran[:1] == ["a"]


async def test_what_was_running_when_it_stopped_runs_again(jobs_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.jobs.dbos_jobs.GRACE_S", 0.05)
    began = asyncio.Event()

    async def hang(argument: str) -> None:
        began.set()
        await asyncio.Event().wait()

    async with running(jobs_url, send=hang) as jobs:
        await jobs.submit("send", "k1", "a")
        await began.wait()
    handler = Counted()
    async with running(jobs_url, send=handler):
        await handler.enough()
    assert handler.ran == ["a"]


async def test_a_job_may_submit_another(jobs_url: str) -> None:
    handler = Counted()
    async with running(jobs_url, send=handler) as jobs:

        async def first(argument: str) -> None:
            await jobs.submit("send", "from first", argument)

        jobs.register("first", first)
        await jobs.submit("first", "k1", "a")
        await handler.enough()
    assert handler.ran == ["a"]


async def test_what_was_submitted_can_be_waited_for(jobs_url: str) -> None:
    ran = []

    async def slow(argument: str) -> None:
        await asyncio.sleep(0.05)
        ran.append(argument)
        if argument == "1":
            raise RuntimeError("one of them fails")

    async with running(jobs_url, send=slow) as jobs:
        for n in range(3):
            await jobs.submit("send", f"k{n}", str(n))
        await jobs.settle()
        assert sorted(ran) == ["0", "1", "2"]
        await jobs.settle()


async def test_no_more_than_so_many_run_at_once_and_all_of_them_run(jobs_url: str) -> None:
    now, most = 0, 0

    async def count(argument: str) -> None:
        nonlocal now, most
        now, most = now + 1, max(most, now + 1)
        await asyncio.sleep(0.005)
        now -= 1

    async with running(jobs_url, send=count) as jobs:
        await asyncio.gather(*(jobs.submit("send", f"k{n}", "") for n in range(2 * AT_ONCE)))
        await jobs.settle()
    assert (now, most <= AT_ONCE) == (0, True)


async def test_a_failing_job_is_logged_and_not_tried_again(jobs_url: str, caplog: pytest.LogCaptureFixture) -> None:
    ran = Counted()

    async def fail(argument: str) -> None:
        await ran(argument)
        raise RuntimeError("the printer is on fire")

    async with running(jobs_url, send=fail) as jobs:
        await jobs.submit("send", "k1", "a")
        await ran.enough()
    async with running(jobs_url, send=fail) as jobs:
        assert not await jobs.submit("send", "k1", "a")
    assert ran.ran == ["a"]
    assert "the printer is on fire" in caplog.text


async def test_it_says_nothing_when_all_is_well(
    jobs_url: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    handler = Counted()
    with caplog.at_level(logging.INFO):
        async with running(jobs_url, send=handler) as jobs:
            await jobs.submit("send", "k1", "a")
            await handler.enough()
    assert [record.message for record in caplog.records if record.name.startswith("dbos")] == []
    assert capfd.readouterr() == ("", "")


async def test_the_tick_goes_on_after_an_error(jobs_url: str, caplog: pytest.LogCaptureFixture) -> None:
    twice = Counted(2)

    async def tick() -> None:
        await twice("tick")
        raise RuntimeError("not this time")

    jobs = DbosJobs(jobs_url)
    jobs.every(0, tick)
    await jobs.start()
    await twice.enough()
    await jobs.stop()
    assert "not this time" in caplog.text


async def test_a_second_one_in_the_process_is_a_mistake(jobs_url: str, tmp_path: Path) -> None:
    async with running(jobs_url):
        with pytest.raises(RuntimeError, match="once per process"):
            await DbosJobs(f"sqlite:///{tmp_path}/other.db").start()


async def test_old_work_is_deleted_with_its_key(jobs_url: str) -> None:
    handler = Counted()
    jobs = DbosJobs(jobs_url, keep_days=0)
    jobs.register("send", handler)
    await jobs.start()
    await jobs.submit("send", "k1", "a")
    await handler.enough()
    await jobs.stop()
    again = DbosJobs(jobs_url, keep_days=0)
    again.register("send", handler)
    await again.start()
    await again._sweep()
    assert await again.submit("send", "k1", "b")
    await again.stop()


async def _worker(url: str, log: Path, *how: str) -> asyncio.subprocess.Process:
    command = (sys.executable, "-W", "error", "-m", "tests.adapters.jobs.worker", url, str(log), *how)
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT)


async def _lines(log: Path, line: str) -> list[str]:
    """What a worker wrote, once `line` is there."""
    for _ in range(1000):
        if line in _read(log):
            return _read(log)
        await asyncio.sleep(0.02)
    raise TimeoutError(f"{line} not in {_read(log)}")


def _read(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.mark.parametrize("database", ["jobs_url", "postgres_url"])
async def test_a_killed_process_finishes_its_work_after_a_restart(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url, log = request.getfixturevalue(database), tmp_path / "log"
    killed = await _worker(url, log, "block")
    await _lines(log, "began report")
    await _lines(log, "submitted True")
    killed.kill()
    await killed.wait()
    log.unlink()
    again = await _worker(url, log)
    assert await again.wait() == 0
    assert sorted(await _lines(log, "stopped with threads")) == sorted(
        ["submitted False", "began report", "ended report", "stopped with threads"]
    )


async def test_a_second_bot_on_the_same_file_is_refused(jobs_url: str, tmp_path: Path) -> None:
    other = SingleProcess(tmp_path / "jobs.db")
    other.take()
    with pytest.raises(ConfigError, match="a bot is running on this data folder already"):
        await DbosJobs(jobs_url).start()
    other.release()
    async with running(jobs_url):
        assert True


async def test_a_file_that_is_no_database_is_named_and_frees_the_way(tmp_path: Path, jobs_url: str) -> None:
    (tmp_path / "letter.db").write_text("a letter to my aunt, long enough to have a header" * 50)
    with pytest.raises(ConfigError, match=r"letter\.db, can't be used"):
        await DbosJobs(f"sqlite:///{tmp_path}/letter.db").start()
    async with running(jobs_url):
        assert True


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere.*must exist and be writable"):
        await DbosJobs(f"sqlite:///{tmp_path}/nowhere/jobs.db").start()

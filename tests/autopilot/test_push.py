"""Pushes and due times: once each, sent only with the channel's message id, one catch-up after downtime."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from adapters.clock import ManualClock
from adapters.jobs.inline import InlineJobs
from adapters.storage import SqlDeliveries, SqlDues, SqlShops, create_all, open_engine
from autopilot.due import DueRunner
from autopilot.push import RETRY, Pusher
from core.errors import ChannelBlockedError, ChannelBusyError, ChannelError, ChannelUnknownError
from core.phrases import Lang
from core.records import Delivery, Due, Member
from core.replies import Reply, Text
from tests.driver import NOW, ChatDriver

REPORT = Delivery(merchant="demo", chat="7", key="daily:2026-11-20", replies=(Text(text="日报"),))


@dataclass
class FaultyChannel:
    """`core.ports.Channel` that fails as it is told, then works."""

    faults: list[ChannelError] = field(default_factory=list)
    sent: list[Reply] = field(default_factory=list)

    async def send(self, chat: str, replies: Sequence[Reply], lang: Lang) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.sent += replies
        return f"m{len(self.sent)}"

    async def typing(self, chat: str) -> None:
        """Not shown."""


@dataclass
class Desk:
    """A pusher and what it stands on."""

    channel: FaultyChannel
    clock: ManualClock
    deliveries: SqlDeliveries
    dues: SqlDues
    shops: SqlShops
    pusher: Pusher
    runner: DueRunner

    async def status(self) -> str:
        """How the report's delivery stands."""
        kept = await self.deliveries.get("demo", "7", REPORT.key)
        return f"{kept.status} {kept.message}".strip() if kept else "none"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    engine = open_engine(f"sqlite:///{tmp_path}/push.db")
    await create_all(engine)
    channel, clock = FaultyChannel(), ManualClock(NOW)
    deliveries, dues, shops = SqlDeliveries(engine), SqlDues(engine), SqlShops(engine)
    await shops.join(Member(merchant="demo", user="7", chat="7", role="owner"))
    pusher = Pusher(channel, deliveries, dues, shops, clock)
    runner = DueRunner(dues, InlineJobs(), clock, {RETRY: pusher.again})
    yield Desk(channel, clock, deliveries, dues, shops, pusher, runner)
    await engine.dispose()


async def test_a_push_counts_as_sent_with_the_channels_message_id(desk: Desk) -> None:
    await desk.pusher.push(REPORT, "zh")
    assert await desk.status() == "sent m1"


async def test_the_same_key_is_sent_once(desk: Desk) -> None:
    await desk.pusher.push(REPORT, "zh")
    await desk.pusher.push(REPORT, "zh")
    assert len(desk.channel.sent) == 1


async def test_a_busy_channel_is_tried_again_after_the_time_it_names(desk: Desk) -> None:
    desk.channel.faults = [ChannelBusyError(30)]
    await desk.pusher.push(REPORT, "zh")
    assert await desk.status() == "pending"
    await desk.clock.move_to(NOW + timedelta(seconds=29))
    await desk.runner.run_due()
    assert not desk.channel.sent
    await desk.clock.move_to(NOW + timedelta(seconds=30))
    await desk.runner.run_due()
    assert await desk.status() == "sent m1"


async def test_a_push_that_may_have_arrived_is_never_sent_again_by_itself(desk: Desk) -> None:
    desk.channel.faults = [ChannelUnknownError("cut off")]
    await desk.pusher.push(REPORT, "zh")
    await desk.clock.move_to(NOW + timedelta(days=3))
    await desk.runner.run_due()
    assert await desk.status() == "unknown"
    assert not desk.channel.sent


async def test_a_blocked_chat_is_marked_and_left_alone(desk: Desk) -> None:
    desk.channel.faults = [ChannelBlockedError("blocked")]
    await desk.pusher.push(REPORT, "zh")
    member = await desk.shops.member("demo", "7")
    assert await desk.status() == "blocked"
    assert member and member.blocked


async def test_what_a_crash_cut_off_while_sending_becomes_unknown(desk: Desk) -> None:
    await desk.deliveries.add(REPORT)
    await desk.deliveries.move(REPORT, "pending", "sending")
    assert await desk.deliveries.cut_off() == 1
    assert await desk.status() == "unknown"


async def test_a_due_that_fails_is_tried_again_and_does_not_stop_the_others(desk: Desk) -> None:
    done: list[str] = []

    async def flaky(due: Due) -> datetime | None:
        if due.key == "bad" and not done:
            raise ValueError("broken")
        done.append(due.key)
        return None

    runner = DueRunner(desk.dues, InlineJobs(), desk.clock, {"work": flaky})
    for key in ("bad", "good"):
        await desk.dues.put(Due(merchant="demo", kind="work", key=key, at=NOW))
    await runner.run_due()
    assert done == ["good"]
    await desk.clock.move_to(NOW + timedelta(minutes=11))
    await runner.run_due()
    assert done == ["good", "bad"]


async def test_after_downtime_one_report_comes_not_ten(chat: ChatDriver) -> None:
    await chat.app.clock.move_to(NOW + timedelta(days=10))
    await chat.app.live()
    await chat.app.runner.run_due()
    reports = [reply for reply in chat.channel.taken("owner") if "日报 ·" in reply.text]
    assert [reply.text.split()[0] for reply in reports] == ["11月30日"]


async def test_a_push_of_unknown_fate_is_offered_once_with_the_next_message(chat: ChatDriver) -> None:
    lost = REPORT.model_copy(update={"chat": "owner", "status": "unknown"})
    await chat.app.stores.deliveries.add(lost)
    assert "可能没送到" in await chat.send("你好")
    assert await chat.tap("补看") == "日报"
    assert "可能没送到" not in await chat.send("你好")

"""The front: turns in order, a word within a second, nothing lost when the channel fails."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.parts import Data
from core.errors import ChannelError, ChannelUnknownError
from core.phrases import Lang
from core.replies import Progress, Reply
from core.turns import Said, Turn
from tests.driver import NOW, ChatDriver, open_chat


@dataclass
class SlowChannel:
    """`core.ports.Channel` that keeps what it is given and fails as it is told."""

    sent: list[Reply] = field(default_factory=list)
    faults: list[ChannelError] = field(default_factory=list)

    async def send(self, chat: str, replies: Sequence[Reply], lang: Lang) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.sent += replies
        return str(len(self.sent))

    async def typing(self, chat: str) -> None:
        """Not shown."""


def turn(text: str, number: int = 1) -> Turn:
    """What the owner typed."""
    return Turn(f"u{number}", "owner", "owner", "demo", NOW, Said(text))


async def test_turns_of_a_chat_are_answered_in_order(data: Data, demo_shop: Path, tmp_path: Path) -> None:
    channel = SlowChannel()
    async with open_chat(data, demo_shop, tmp_path, channel=channel) as chat:
        for number, text in enumerate(("昨天GMV多少", "昨天访客多少", "昨天买家多少"), 1):
            await chat.app.front.receive(turn(text, number))
        await chat.app.front.settled()
    words = [reply.text for reply in channel.sent if "昨天（" in reply.text]
    assert ["成交额" in words[0], "访客" in words[1], "买家" in words[2]] == [True] * 3


async def test_a_redelivered_turn_is_dropped(data: Data, demo_shop: Path, tmp_path: Path) -> None:
    channel = SlowChannel()
    async with open_chat(data, demo_shop, tmp_path, channel=channel) as chat:
        for _ in range(3):
            await chat.app.front.receive(turn("昨天GMV多少"))
        await chat.app.front.settled()
    assert sum("昨天（" in reply.text for reply in channel.sent) == 1


async def test_a_reply_that_may_have_arrived_is_not_repeated_but_offered(
    data: Data, demo_shop: Path, tmp_path: Path
) -> None:
    channel = SlowChannel(faults=[ChannelUnknownError("cut off")])
    async with open_chat(data, demo_shop, tmp_path, channel=channel) as chat:
        await chat.app.front.receive(turn("昨天GMV多少"))
        await chat.app.front.settled()
        assert not channel.sent
        await chat.app.front.receive(turn("你好", 2))
        await chat.app.front.settled()
    assert "上一条回复可能没送到" in channel.sent[-1].text


async def test_pause_does_not_wait_for_its_turn(chat: ChatDriver) -> None:
    async with chat.app.assistant.sessions.lock("owner"):
        await asyncio.wait_for(chat.send("/pause"), 5)
    assert (await chat.app.shop()).paused


async def test_a_slow_turn_says_that_it_is_being_done(data: Data, demo_shop: Path, tmp_path: Path) -> None:
    channel = SlowChannel()
    async with open_chat(data, demo_shop, tmp_path, channel=channel) as chat:
        async with chat.app.assistant.sessions.lock("owner"):
            await chat.app.front.receive(turn("昨天GMV多少"))
            for _ in range(40):
                await asyncio.sleep(0.05)
                if channel.sent:
                    break
        await chat.app.front.settled()
    assert isinstance(channel.sent[0], Progress)
    assert "成交额" in channel.sent[1].text

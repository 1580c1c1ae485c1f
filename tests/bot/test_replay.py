"""`replay`: the first day of a merchant, as the contract prints it."""

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.parts import Data
from bot.replay import Player, prepare, read_conversations
from core.errors import ConfigError
from tests.driver import NOW

FIRST_DAY = Path(__file__).parents[1] / "transcripts" / "first_day.jsonl"
Lines = dict[str, list[dict[str, Any]]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def played(data: Data, demo_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Lines:
    """Every line, by conversation."""
    folder = tmp_path_factory.mktemp("replay")
    base, at = await prepare(data, demo_shop, folder, "demo", NOW)
    player = Player(data, base, at, folder)
    return {
        conversation.id: [line async for line in player.play(conversation, FIRST_DAY.parent)]
        for conversation in read_conversations(FIRST_DAY)
    }


def said(line: dict[str, Any]) -> str:
    """The texts of a turn's replies."""
    return "\n".join(reply["text"] for reply in line["replies"])


def effects(lines: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """Changes of a kind that a conversation made."""
    return [effect for line in lines for effect in line["effects"] if effect["kind"] == kind]


def test_every_turn_is_answered_and_nothing_fails(played: Lines) -> None:
    for lines in played.values():
        for line in lines:
            assert "出错了" not in said(line) and "went wrong" not in said(line), line
    silent = [(name, line["n"]) for name, lines in played.items() for line in lines if not line["replies"]]
    # only what moves the clock may be silent
    turns = {each.id: each.turns for each in read_conversations(FIRST_DAY)}
    assert all(turns[name][number - 1].advance for name, number in silent)


def test_a_number_has_query_sql_and_rows(played: Lines) -> None:
    result = played["first-day"][1]["result"]
    assert result["query"] == {"metrics": ["gmv"], "window": ["2026-11-19", "2026-11-19"]}
    assert result["columns"] == ["gmv"] and len(result["rows"]) == 1
    assert "fact_orders" in result["sql"]


def test_follow_ups_are_seen_as_such(played: Lines) -> None:
    modes = [line["understanding"]["mode"] for line in played["first-day"][3:5]]
    assert modes == ["multi", "multi"]


def test_a_known_rule_has_its_source_and_an_unknown_one_is_admitted(played: Lines) -> None:
    assert played["first-day"][8]["sources"][0]["effective"]
    assert "sources" not in played["first-day"][9]


def test_the_goal_is_the_corrected_one_and_the_cancelled_one_is_not_set(played: Lines) -> None:
    goals = effects(played["first-day"], "goal")
    assert [goal["after"]["target"] for goal in goals] == ["600000"]


def test_a_product_is_published_once_at_the_edited_price_and_taken_down_once(played: Lines) -> None:
    assert len(effects(played["publish"], "publish")) == 1
    assert len(effects(played["publish"], "take_down")) == 1
    assert "8.8" in str(effects(played["publish"], "publish")[0]["after"])


def test_a_late_tap_publishes_nothing_until_it_is_asked_again(played: Lines) -> None:
    lines = played["late"]
    assert not lines[2]["effects"]
    assert len(effects(lines, "publish")) == 1


def test_a_week_brings_seven_reports_and_none_comes_once_they_are_off(played: Lines) -> None:
    lines = played["report"]
    assert said(lines[3]).count("日报 ·") == 7
    assert "日报 ·" not in said(lines[7])


def test_english_is_answered_in_english(played: Lines) -> None:
    han = sum("\u4e00" <= letter <= "\u9fff" for line in played["english"] for letter in said(line))
    letters = sum(letter.isalpha() for line in played["english"] for letter in said(line))
    assert han < letters * 0.1  # product names stay as they are


def test_a_line_that_does_not_fit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "talk.jsonl"
    path.write_text('{"id": "a", "turns": []}\n{"id": "b", "turns": [{"shout": "x"}]}\n')
    with pytest.raises(ConfigError, match=r"talk\.jsonl:2"):
        read_conversations(path)

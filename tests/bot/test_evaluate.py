"""The evaluation of understanding: what counts as right, and who may look at what."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.evaluate.report import Report, table
from bot.evaluate.rows import FollowUpRow, IntentRow, read_rows, share
from bot.evaluate.same import NAMES, right_intent, same_question
from bot.evaluate.suites import SUITES
from core.understanding import Context, Understanding
from intents.engine import load_understander
from intents.intents import load_catalogue
from tests.intents.small_shop import LEXICON

CATALOGUE = load_catalogue()
UNDERSTANDER = load_understander(CATALOGUE)
NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def meant(text: str) -> Understanding:
    return UNDERSTANDER.understand(text, Context(), LEXICON, NOW)


def test_about_a_third_of_each_set_may_be_looked_at() -> None:
    for rows in (read_rows(IntentRow, "intents.jsonl"), read_rows(FollowUpRow, "rewriting.jsonl")):
        assert 0.28 < share([row.is_development for row in rows]) < 0.39


def test_every_intent_of_the_set_is_one_of_ours() -> None:
    ours = {intent.name for intent in CATALOGUE.intents}
    for row in read_rows(IntentRow, "intents.jsonl"):
        assert row.intent in ours or set(NAMES.get(row.intent, ())) & ours or row.area == "chitchat"


@pytest.mark.parametrize(
    ("area", "intent", "text", "right"),
    [
        ("data", "data.query", "昨天GMV多少", True),
        ("why", "why.change", "昨天GMV多少", False),
        ("help", "help.greet", "你好", True),
        ("chitchat", "chitchat", "谢谢", True),
        ("oos", "oos", "今天天气怎么样", True),
    ],
)
def test_an_intent_is_right_by_its_name_and_small_talk_by_its_area(
    area: str, intent: str, text: str, right: bool
) -> None:
    assert right_intent(area, intent, meant(text)) is right


def test_other_words_for_the_same_question_are_as_good() -> None:
    assert same_question(meant("昨天访客多少"), meant("昨天的访客数"), CATALOGUE)
    assert not same_question(meant("昨天访客多少"), meant("前天访客多少"), CATALOGUE)


def test_a_report_is_one_line_with_the_contracts_keys() -> None:
    report = Report("intents", 3, {"accuracy_zh": 0.5})
    assert report.line() == {"suite": "intents", "n": 3, "figures": {"accuracy_zh": 0.5}}
    assert "50.0%" in table("right", ("part", "zh"), [("held out", 0.5)])


def test_the_suites_of_understanding_are_there() -> None:
    assert {"intents", "rewriting"} <= set(SUITES)

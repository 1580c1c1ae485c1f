"""Training on any labelled set: English or Chinese, with out-of-scope rows, without, or with such rows only in the test."""

import json
from pathlib import Path

import pytest

from core.errors import ConfigError
from intents.labelled import report
from intents.training import train_and_report

ENGLISH = {
    "transfer": ("send {} dollars to {}", "transfer {} to {}", "wire {} over to {}", "move {} dollars to {}"),
    "balance": (
        "what is my balance {} {}",
        "how much money do i have {} {}",
        "show the balance {} {}",
        "balance {} {}",
    ),
    "lost_card": ("i lost my card {} {}", "my card is gone {} {}", "can't find the card {} {}", "card stolen {} {}"),
    "exchange": ("rate for {} dollars {}", "change {} into euros {}", "convert {} to yen {}", "exchange {} today {}"),
    "hours": ("opening hours {} {}", "when do you open {} {}", "are you open {} {}", "what time do you close {} {}"),
    "loan": ("i want a loan of {} {}", "borrow {} from you {}", "apply for a loan {} {}", "lend me {} please {}"),
}
CHINESE = {
    "转账": ("给{}转{}块", "转{}{}元", "打钱给{} {}"),
    "余额": ("余额还有多少{}{}", "卡里多少钱{}{}", "查余额{}{}"),
    "挂失": ("卡丢了{}{}", "我要挂失{}{}", "银行卡不见了{}{}"),
    "网点": ("网点在哪{}{}", "附近有没有支行{}{}", "几点开门{}{}"),
}
STRANGE = (
    "write a poem about {}",
    "will it rain on {}",
    "how do i cook {}",
    "who won the {} match",
    "tell me a joke on {}",
)
WORDS = ("anna", "monday", "bob", "home", "now", "please", "again", "rent", "today", "sam", "work", "soup")


def rows(patterns: dict[str, tuple[str, ...]], shift: int) -> list[dict[str, str]]:
    return [
        {"text": pattern.format(WORDS[(i + shift) % 12], WORDS[(2 * i + shift + 3) % 12]), "intent": intent}
        for intent, lines in patterns.items()
        for pattern in lines
        for i in range(0, 12, 2)
    ]


def strange(shift: int) -> list[dict[str, str]]:
    return [
        {"text": line.format(WORDS[(i + shift) % 12]), "intent": "oos"} for line in STRANGE for i in range(0, 12, 2)
    ]


def write(path: Path, lines: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def measured(
    folder: Path, train: list[dict[str, str]], test: list[dict[str, str]], oos: str | None
) -> dict[str, float | None]:
    return train_and_report(write(folder / "train.jsonl", train), write(folder / "test.jsonl", test), oos)


def test_an_english_set_with_out_of_scope_rows(tmp_path: Path) -> None:
    figures = measured(tmp_path, rows(ENGLISH, 0) + strange(0), rows(ENGLISH, 1) + strange(1), "oos")
    assert (figures["accuracy"] or 0) >= 0.9
    assert (figures["oos_recall"] or 0) >= 0.9
    assert (figures["oos_false_alarms"] or 0) <= 0.1


def test_a_chinese_set_without_out_of_scope(tmp_path: Path) -> None:
    figures = measured(tmp_path, rows(CHINESE, 0), rows(CHINESE, 1), "oos")
    assert (figures["accuracy"] or 0) >= 0.95
    assert figures["oos_recall"] is None


def test_out_of_scope_rows_only_in_the_test_are_still_found(tmp_path: Path) -> None:
    figures = measured(tmp_path, rows(ENGLISH, 0), rows(ENGLISH, 1) + strange(1), "oos")
    assert (figures["accuracy"] or 0) >= 0.85
    assert (figures["oos_recall"] or 0) >= 0.5


def test_the_label_of_out_of_scope_is_free(tmp_path: Path) -> None:
    other = [{**row, "intent": "none"} for row in strange(0)]
    figures = measured(tmp_path, rows(ENGLISH, 0) + other, rows(ENGLISH, 1) + other, "none")
    assert (figures["oos_recall"] or 0) >= 0.9


def test_two_classes_are_enough(tmp_path: Path) -> None:
    two = {name: ENGLISH[name] for name in ("transfer", "hours")}
    assert measured(tmp_path, rows(two, 0), rows(two, 1), None)["accuracy"] == 1.0


def test_a_class_with_one_text_does_no_harm(tmp_path: Path) -> None:
    train = [*rows(ENGLISH, 0), {"text": "close my account", "intent": "close"}]
    assert (measured(tmp_path, train, rows(ENGLISH, 1), None)["accuracy"] or 0) >= 0.9


def test_all_figures_of_the_contract_are_there(tmp_path: Path) -> None:
    figures = measured(tmp_path, rows(CHINESE, 0), rows(CHINESE, 1), None)
    assert list(figures) == ["accuracy", "macro_f1", "oos_recall", "oos_false_alarms", "load_ms", "infer_us"]
    assert report.__doc__


@pytest.mark.parametrize("line", ['{"text": "a"}', "not json", '["a", "b"]', '{"text": 1, "intent": "x"}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": "a", "intent": "x"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"bad\.jsonl:2: needs"):
        train_and_report(bad, bad, None)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.jsonl"):
        train_and_report(tmp_path / "nowhere.jsonl", tmp_path / "nowhere.jsonl", None)


def test_one_intent_alone_is_refused(tmp_path: Path) -> None:
    one = write(tmp_path / "one.jsonl", [{"text": "a b", "intent": "x"}, {"text": "c", "intent": "x"}])
    with pytest.raises(ConfigError, match="at least two intents"):
        train_and_report(one, one, None)

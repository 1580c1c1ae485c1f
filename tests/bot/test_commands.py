"""The command line: what it prints, and what it says to bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.commands.main import cli
from core.errors import ConfigError

ROOT = Path(__file__).parents[2]


def bot(*arguments: str, data: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run `python -m bot …` with a data folder of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ZHANGGUI_", "TELEGRAM_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=environment | {"ZHANGGUI_DATA_DIR": str(data)},
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_ask_prints_one_line_of_json(demo_shop: Path, tmp_path: Path) -> None:
    done = bot("ask", "--json", "昨天GMV多少", "--db", str(demo_shop), data=tmp_path)
    line = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1 and not done.stderr
    assert line["result"]["query"]["window"] == ["2026-11-19", "2026-11-19"]


def test_ask_in_english_by_option(demo_shop: Path, tmp_path: Path) -> None:
    done = bot("ask", "/start", "--lang", "en", "--db", str(demo_shop), data=tmp_path)
    assert done.stdout.isascii()


def test_ask_leaves_the_shop_as_it_was(demo_shop: Path, tmp_path: Path) -> None:
    before = demo_shop.read_bytes()
    bot("ask", "暂停", "--db", str(demo_shop), data=tmp_path)
    assert demo_shop.read_bytes() == before


def test_demo_data_is_the_same_for_the_same_arguments(tmp_path: Path) -> None:
    answers = []
    for name in ("a.db", "b.db"):
        path = tmp_path / name
        made = bot(
            "demo-data", "--seed", "3", "--days", "40", "--until", "2026-10-31", "--db", str(path), data=tmp_path
        )
        assert made.returncode == 0, made.stderr
        line = json.loads(bot("ask", "--json", "上周每天的GMV", "--db", str(path), data=tmp_path).stdout)
        answers.append(line["result"]["rows"])
    assert answers[0] == answers[1]
    assert len(answers[0]) == 7


def test_chat_answers_in_the_terminal(demo_shop: Path, tmp_path: Path) -> None:
    (tmp_path / "chat").mkdir()
    (tmp_path / "chat" / "shop.db").write_bytes(demo_shop.read_bytes())
    done = bot("chat", data=tmp_path, given="昨天GMV多少\n/quit\n")
    assert done.returncode == 0, done.stderr
    assert "成交额" in done.stdout


def test_understand_reads_any_conversation(tmp_path: Path) -> None:
    path = tmp_path / "talk.jsonl"
    path.write_text('{"history": ["昨天GMV多少"], "text": "那上周呢", "now": "2026-11-20T10:00:00+08:00"}\n')
    line = json.loads(bot("understand", str(path), data=tmp_path).stdout)
    windows = [slot for slot in line["understanding"]["slots"] if slot["kind"] == "window"]
    assert line["understanding"]["mode"] == "multi"
    assert (windows[0]["from"], windows[0]["to"]) == ("2026-11-09", "2026-11-15")


def test_doctor_says_what_it_checked(tmp_path: Path) -> None:
    done = bot("doctor", data=tmp_path)
    checks = {json.loads(line)["check"] for line in done.stdout.splitlines()}
    assert {"settings", "catalogues", "data_dir", "font"} <= checks


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("ask", "x", "--db", "nowhere.db"), "nowhere.db"),
        (("ask", "x", "--now", "yesterday"), "--now"),
        (("ask", "x", "--lang", "fr", "--db", "{shop}"), "--lang"),
        (("ask", "x", "--merchant", "nobody", "--db", "{shop}"), "nobody"),
        (("ask", "x", "--db", "{text}"), "not a shop's database"),
        (("replay", "nowhere.jsonl"), "nowhere.jsonl"),
        (("demo-data", "--db", "{shop}"), "there already"),
        (("demo-data", "--db", "{new}", "--until", "soon"), "--until"),
        (("demo-data", "--db", "{new}", "--days", "0"), "--days"),
        (("understand", "nowhere.jsonl"), "nowhere.jsonl"),
    ],
)
def test_bad_input_is_refused_by_name(
    arguments: tuple[str, ...], named: str, demo_shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHANGGUI_DATA_DIR", str(tmp_path))
    text = tmp_path / "text.db"
    text.write_text("this is no database" * 100)
    filled = [each.format(shop=demo_shop, text=text, new=tmp_path / "new.db") for each in arguments]
    refused = CliRunner().invoke(cli, filled).exception
    assert isinstance(refused, ConfigError)
    assert named in str(refused)


def test_bad_input_is_one_clear_line_and_exit_code_2(tmp_path: Path) -> None:
    done = bot("replay", "nowhere.jsonl", data=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "nowhere.jsonl" in done.stderr

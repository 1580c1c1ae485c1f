"""The command, as its contract (DESIGN.md §14) has it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.commands.main import cli
from bot.commands.rootcause import rootcause
from core.errors import ConfigError

LINES = [
    "region,channel,real,predict",
    "n,s,50,100",
    "n,p,48,100",
    "e,s,101,100",
    "e,p,99,100",
    "w,s,100,100",
    "w,p,102,101",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "leaves.csv"
    path.write_text("\ufeff" + "\n".join(LINES), encoding="utf-8")
    return path


def test_one_line_of_json_says_the_causes_and_how_many_are_stood_by(file: Path) -> None:
    options = ["--dimensions", "region,channel", "--actual", "real", "--expected", "predict"]
    ran = CliRunner().invoke(cli, ["rootcause", str(file), *options])
    assert ran.exit_code == 0
    (line,) = ran.stdout.splitlines()
    said = json.loads(line)
    assert said["answer"] == 1
    assert said["causes"][0]["elements"] == {"region": "n"}
    assert 0.9 < said["causes"][0]["share"] <= 1.05
    assert set(said) == {"causes", "answer"} and set(said["causes"][0]) == {"elements", "share"}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.csv is not there"):
        rootcause(tmp_path / "none.csv", "a", "b", "c")


def test_an_error_of_the_table_names_the_file(file: Path) -> None:
    with pytest.raises(ConfigError, match=r"leaves\.csv: there is no column nowhere"):
        rootcause(file, "nowhere", "real", "predict")


def test_a_file_in_gb18030_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "leaves.csv"
    path.write_bytes("地区,real,predict\n广东,40,100\n浙江,101,100\n江苏,99,100\n".encode("gb18030"))
    rootcause(path, "地区", "real", "predict")
    assert json.loads(capsys.readouterr().out)["causes"][0]["elements"] == {"地区": "广东"}


def test_bytes_that_are_no_text_are_refused_plainly(tmp_path: Path) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10")
    with pytest.raises(ConfigError, match="neither UTF-8 nor GB 18030"):
        rootcause(path, "a", "real", "predict")

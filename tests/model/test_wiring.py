"""How a model is configured, checked, and left alone where none is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.doctor import doctor
from bot.models import open_model
from bot.settings import CONFIG, load_settings
from core.errors import ConfigError
from core.prompting import FOLDER, load_rules
from tests.model.conftest import settings_for
from tests.model.scripted import Behaviour, embeds, fails, says, scripted

ROOT = Path(__file__).parents[2]


def test_without_an_address_there_is_no_model_and_its_client_is_not_even_loaded() -> None:
    assert open_model(load_settings(CONFIG, {}), None) is None
    script = "import sys, bot.app, bot.live, bot.commands.doctor; print('openai' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_address_without_a_name_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_MODEL__BASE_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(ConfigError, match="fast"):
        load_settings()


def test_an_address_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_MODEL__BASE_URL", "api.example.com")
    with pytest.raises(ConfigError, match="http"):
        load_settings()


def test_the_key_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_API_KEY", "hidden-word")
    assert "hidden-word" not in repr(load_settings())


async def test_roles_are_those_that_are_named() -> None:
    model = open_model(settings_for("http://127.0.0.1:9/v1", embedding="e"), None)
    assert model is not None
    assert [model.plays(role) for role in ("fast", "embedding", "vision")] == [True, True, False]
    await model.close()


async def checked(
    behaves: Behaviour, *first: Behaviour, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[dict[str, str]]]:
    """The exit code of `doctor` and what it says of the model."""
    async with scripted(behaves, *first) as server:
        for name, value in (("BASE_URL", server.url), ("FAST", "small"), ("EMBEDDING", "vectors"), ("RETRIES", "0")):
            monkeypatch.setenv(f"ZHANGGUI_MODEL__{name}", value)
        monkeypatch.setenv("ZHANGGUI_SANDBOX__PORT", "0")
        code = await doctor()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return code, [line for line in lines if line["check"] == "model"]


async def test_doctor_asks_the_model_for_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ZHANGGUI_DATA_DIR", os.fspath(tmp_path))
    ready = says({"ready": True})
    code, said = await checked(embeds((1.0, 2.0)), ready, monkeypatch=monkeypatch, capsys=capsys)
    assert code == 0
    assert said[0]["said"].startswith("small answers in") and said[1]["said"] == "vectors gives vectors of 2"


async def test_doctor_names_what_is_wrong_with_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ZHANGGUI_DATA_DIR", os.fspath(tmp_path))
    code, said = await checked(fails(401), monkeypatch=monkeypatch, capsys=capsys)
    assert code == 1
    assert "401" in said[0]["said"] and "MODEL_API_KEY" in said[0]["said"]


def test_every_file_of_rules_is_read_with_its_fields_filled_in() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {"understanding"}
    assert "- a.b" in load_rules("understanding", intents="- a.b")
    with pytest.raises(KeyError):
        load_rules("understanding")

"""Settings: a wrong one stops the start and names the key."""

from pathlib import Path

import pytest

from bot.settings import CONFIG, load_settings
from core.errors import ConfigError


def test_the_shipped_file_fits() -> None:
    assert load_settings(CONFIG, {}).sandbox.port == 8080


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_SANDBOX__PORT", "9001")
    assert load_settings().sandbox.port == 9001


def test_a_wrong_value_names_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_SANDBOX__PORT", "eighty")
    with pytest.raises(ConfigError, match=r"sandbox\.port"):
        load_settings()


def test_a_misspelt_variable_is_named() -> None:
    with pytest.raises(ConfigError, match="ZHANGGUI_SANBOX__PORT"):
        load_settings(CONFIG, {"ZHANGGUI_SANBOX__PORT": "1"})


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG.read_text().replace("contact:", "kontakt:"))
    with pytest.raises(ConfigError, match="contact"):
        load_settings(path, {})


@pytest.mark.parametrize("text", ["[1, 2", "- a\n- b\n"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"config\.yaml"):
        load_settings(path, {})


def test_a_missing_file_says_which_variable_points_to_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="ZHANGGUI_CONFIG"):
        load_settings(tmp_path / "none.yaml", {})


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:hidden-word")
    assert "hidden-word" not in repr(load_settings())

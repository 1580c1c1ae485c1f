"""Settings: `config.yaml`, overridden by the environment; secrets from the environment only. Read once, at start."""

import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

import yaml
from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from core.errors import ConfigError

CONFIG = Path(__file__).parent.parent / "config.yaml"
PREFIX = "ZHANGGUI_"
LogLevel = Literal["debug", "info", "warning", "error"]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ShopSettings(_Section):
    seed: int = Field(ge=0)
    days: int = Field(ge=30, le=3000)


class SandboxSettings(_Section):
    host: str
    port: int = Field(ge=0, le=65535)
    lan: bool


class TelegramSettings(_Section):
    mode: Literal["polling", "webhook"]
    api_base: str
    webhook_url: str
    webhook_host: str
    webhook_port: int = Field(ge=0, le=65535)
    owners: tuple[int, ...]


class ModelSettings(_Section):
    """`seconds` is for one answer as a whole; prices are per million tokens; 0 a day is no limit."""

    base_url: str
    fast: str
    strong: str
    vision: str
    embedding: str
    speech: str
    seconds: float = Field(gt=0, le=60)
    retries: int = Field(ge=0, le=1)
    concurrency: int = Field(ge=1, le=1000)
    max_tokens: int = Field(ge=50, le=8000)
    limit_name: Literal["max_tokens", "max_completion_tokens"]
    form: Literal["schema", "json", "text"]
    extra: dict[str, JsonValue]
    price_in: Decimal = Field(ge=0)
    price_out: Decimal = Field(ge=0)
    tokens_per_day: int = Field(ge=0)
    cost_per_day: Decimal = Field(ge=0)

    @model_validator(mode="after")
    def _complete(self) -> "ModelSettings":
        if self.base_url and not self.base_url.startswith(("http://", "https://")):
            raise ValueError("base_url must begin with http:// or https://, or be empty for no model")
        if self.base_url and not self.fast:
            raise ValueError("with a base_url the model `fast` must be named")
        return self


SECTIONS: dict[str, type[_Section]] = {
    "SHOP": ShopSettings,
    "SANDBOX": SandboxSettings,
    "TELEGRAM": TelegramSettings,
    "MODEL": ModelSettings,
}


class Settings(BaseSettings):
    """Everything that can be set. Secrets never appear in logs."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix=PREFIX, env_nested_delimiter="__", populate_by_name=True
    )

    data_dir: Path
    database_url: str = Field(validation_alias=AliasChoices("DATABASE_URL", "ZHANGGUI_DATABASE_URL", "database_url"))
    redis_url: str = Field(validation_alias=AliasChoices("REDIS_URL", "ZHANGGUI_REDIS_URL", "redis_url"))
    contact: str
    log_level: LogLevel
    shop: ShopSettings
    sandbox: SandboxSettings
    telegram: TelegramSettings
    model: ModelSettings
    model_key: SecretStr = Field(default=SecretStr(""), validation_alias="MODEL_API_KEY")
    telegram_token: SecretStr = Field(default=SecretStr(""), validation_alias="TELEGRAM_BOT_TOKEN")
    telegram_proxy: str = Field(default="", validation_alias="TELEGRAM_PROXY")
    webhook_secret: SecretStr = Field(default=SecretStr(""), validation_alias="WEBHOOK_SECRET")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        return env_settings, init_settings


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """ConfigError names the key that is wrong, what it may be, and where it is set."""
    path = path or Path(os.environ.get(f"{PREFIX}CONFIG", CONFIG))
    values = _read(path)
    _unknown_variables(environment if environment is not None else os.environ)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        faults = [
            f"  {'.'.join(str(part) for part in fault['loc'])}: {fault['msg']} (it is {fault['input']!r})"
            for fault in error.errors()
        ]
        listed = "\n".join(faults)
        raise ConfigError(f"wrong settings, in {path} or in the environment:\n{listed}") from error


def _read(path: Path) -> dict[str, object]:
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror}. Set ZHANGGUI_CONFIG to where it is.") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path} is not YAML: {error}") from error
    if not isinstance(values, dict):
        raise ConfigError(f"{path} must hold keys and values")
    return values


def _unknown_variables(environment: Mapping[str, str]) -> None:
    """A misspelt ZHANGGUI_ variable would be ignored in silence; name it instead."""
    known = {f"{PREFIX}CONFIG", f"{PREFIX}DATABASE_URL", f"{PREFIX}REDIS_URL"}
    known |= {f"{PREFIX}{name.upper()}" for name in ("data_dir", "contact", "log_level")}
    for section, model in SECTIONS.items():
        known |= {f"{PREFIX}{section}__{name.upper()}" for name in model.model_fields}
    strange = sorted(name for name in environment if name.startswith(PREFIX) and name not in known)
    if strange:
        listed = ", ".join(sorted(known))
        raise ConfigError(f"unknown setting in the environment: {', '.join(strange)}. Known: {listed}")

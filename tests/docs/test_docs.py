"""The documents against the code: what they name is there."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer
import yaml

from bot.commands.main import cli

ROOT = Path(__file__).parents[2]
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
DOCUMENTS = (*READMES, *sorted((ROOT / "docs").glob("*.md")))
FOLDERS = {"core", "analytics", "intents", "tools", "autopilot", "dialogs", "adapters", "bot", "tests", "docs"}
FILES = {".md", ".yaml", ".toml", ".lock"}
SECTIONS = (
    ("Two commands", "两条命令"),
    ("A tour in ten messages", "十句话走一遍"),
    ("On Telegram", "接到 Telegram"),
    ("Settings, PostgreSQL, Redis", "设置、PostgreSQL、Redis"),
    ("Commands", "命令"),
    ("Adding things", "怎么加东西"),
    ("What it doesn't do yet", "现在还不会的"),
    ("Licence", "许可"),
)
COMMANDS = 5
"""The place of the section of commands, the words before the first heading being 0."""
FROM_THE_ENVIRONMENT = {
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_PROXY",
    "WEBHOOK_SECRET",
    "DATABASE_URL",
    "REDIS_URL",
    "MODEL_API_KEY",
}
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
each_readme = pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(path: Path) -> str:
    """Without the blocks of code."""
    return re.sub(r"^```.*?^```$", "", text_of(path), flags=re.DOTALL | re.MULTILINE)


def quoted(path: Path) -> set[str]:
    """What stands between single backticks."""
    return set(re.findall(r"`([^`\n]+)`", prose(path)))


def named_paths(path: Path) -> set[str]:
    """Files and folders of the project that a document names in backticks."""
    tokens = {token.rstrip("/") for token in quoted(path) if re.fullmatch(r"[\w./-]+", token)}
    inside = {token for token in tokens if "/" in token and token.split("/")[0] in FOLDERS}
    return inside | {token for token in tokens if "/" not in token and Path(token).suffix in FILES}


def is_there(name: str) -> bool:
    """A path from the root; a bare file name may be anywhere."""
    return (ROOT / name).exists() or (
        "/" not in name and any(True for each in FOLDERS for _ in (ROOT / each).rglob(name))
    )


def options(command: str) -> set[str]:
    """The options that a command takes."""
    parameters = typer.main.get_command(cli).commands[command].params  # type: ignore[attr-defined]
    return {name for each in parameters for name in each.opts if name.startswith("--")} - {"--help"}


def commands() -> set[str]:
    return set(typer.main.get_command(cli).commands)  # type: ignore[attr-defined]


def command_table(readme: Path) -> dict[str, set[str]]:
    """Command to options, as the README lists them."""
    sections = re.split(r"^## .+$", text_of(readme), flags=re.MULTILINE)
    rows = re.findall(r"^\| `([a-z-]+)([^`]*)` \|", sections[COMMANDS], re.MULTILINE)
    return {name: set(re.findall(r"--[a-z-]+", rest)) for name, rest in rows}


def settings() -> dict[str, int]:
    """Dotted names of all settings to their line (from 0) in config.yaml."""
    found: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text_of(ROOT / "config.yaml").splitlines()):
        if match := re.match(r"( *)(\w+):(.*)", line):
            indent, name, value = match.groups()
            section = section if indent else ("" if value.strip() else name)
            if indent or value.strip():
                found[f"{section}.{name}" if indent else name] = number
    return found


@each_document
def test_every_path_in_a_document_exists(document: Path) -> None:
    assert {name for name in named_paths(document) if not is_there(name)} == set()


@each_document
def test_every_link_and_picture_leads_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)\)", prose(document))
    assert [target for target in targets if "://" not in target and not (document.parent / target).exists()] == []


@each_document
def test_every_class_and_method_in_a_document_is_in_the_code(document: Path) -> None:
    sources = [text_of(path) for folder in sorted(FOLDERS - {"docs"}) for path in (ROOT / folder).rglob("*.py")]
    for token in quoted(document):
        if match := re.fullmatch(r"([A-Z][a-z]+[A-Za-z]*)(?:\.([a-z_]+))?", token):
            name, method = match.groups()
            pattern = re.compile(rf"^(class {name}\b|{name} = )", re.MULTILINE)
            homes = [source for source in sources if pattern.search(source)]
            assert homes, token
            assert not method or any(re.search(rf"def {method}\(", source) for source in homes), token


@each_document
def test_what_is_said_to_be_in_a_file_is_there(document: Path) -> None:
    """`x` in `file.py`, `x` of `file.py`, and in Chinese `file.py` 的 `x`."""
    said = [(name, file) for name, file in re.findall(r"`(\w+)` (?:in|of) `([\w/]+\.py)`", prose(document))]
    said += [(name, file) for file, name in re.findall(r"`([\w/]+\.py)` (?:的|里) `(\w+)`", prose(document))]
    assert [(name, file) for name, file in said if not re.search(rf"\b{name}\b", text_of(ROOT / file))] == []


@each_document
def test_every_command_in_a_document_exists_with_its_options(document: Path) -> None:
    for module, rest in re.findall(r"python -m ([\w.]+)([^\n`|]*)", text_of(document)):
        assert find_spec(module), module
        word = rest.split()[0] if rest.split() else ""
        if module == "bot" and word in commands():
            assert set(re.findall(r" (--[a-z-]+)", rest)) <= options(word), rest
        elif module == "bot":
            assert not re.fullmatch(r"[a-z-]+", word), rest


@each_document
def test_every_make_target_in_a_document_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    code = [*quoted(document), *re.findall(r"^make \w+", text_of(document), re.MULTILINE)]
    named = {name for said in code for name in re.findall(r"\bmake ([a-z]+)$", said)}
    assert named <= targets


@each_readme
def test_the_readme_lists_the_commands_there_are_with_all_their_options(readme: Path) -> None:
    assert command_table(readme) == {name: options(name) for name in commands()}


def test_both_readmes_have_the_same_sections_in_the_same_order() -> None:
    for readme, column in zip(READMES, (0, 1), strict=True):
        assert re.findall(r"^## (.+)$", prose(readme), re.MULTILINE) == [pair[column] for pair in SECTIONS]


def test_both_readmes_name_the_same_paths_and_show_the_same_code() -> None:
    english, chinese = READMES
    assert named_paths(english) == named_paths(chinese)
    blocks = [re.findall(r"^```\n(.*?)^```$", text_of(path), re.DOTALL | re.MULTILINE)[1:] for path in READMES]
    assert blocks[0] == blocks[1]


def test_every_setting_is_explained_in_the_file_or_in_both_readmes() -> None:
    lines = text_of(ROOT / "config.yaml").splitlines()
    for name, number in settings().items():
        above = number - 1
        while re.match(r" *\w+:.+", lines[above]):
            above -= 1
        commented = lines[above].lstrip().startswith("#")
        assert commented or all(f"`{name}`" in text_of(readme) for readme in READMES), name


def test_config_yaml_is_what_was_read_for_settings() -> None:
    values = yaml.safe_load(text_of(ROOT / "config.yaml"))
    flat = {name for name, value in values.items() if not isinstance(value, dict)}
    nested = {f"{name}.{key}" for name, value in values.items() if isinstance(value, dict) for key in value}
    assert set(settings()) == flat | nested


@each_readme
def test_every_environment_variable_in_a_readme_is_a_setting(readme: Path) -> None:
    known = {f"ZHANGGUI_{name.upper().replace('.', '__')}" for name in settings()}
    said = set(re.findall(r"ZHANGGUI_[A-Z][A-Z_]*", text_of(readme)))
    assert said <= known
    assert {name for name in FROM_THE_ENVIRONMENT if name not in text_of(readme)} == set()

"""The categories' file: what is wrong in it is named by file and line."""

from pathlib import Path

import pytest

from adapters.market.parameters import HERE, forms, load_world
from core.errors import ConfigError
from core.market import Attribute

GOOD = (HERE / "categories.yaml").read_text(encoding="utf-8")


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(GOOD.splitlines(), 1) if text in line)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("涤纶: [Polyester, poly]", "涤纶: []", "涤纶"),
        ("涤纶: [Polyester, poly]", "涤纶: Polyester", "涤纶"),
        ("涤纶: [Polyester, poly]", '涤纶: [""]', "涤纶"),
        ('否: ["No", not insulated', "否: [No, not insulated", "否"),
    ],
)
def test_an_option_without_an_english_name_is_named(tmp_path: Path, before: str, after: str, message: str) -> None:
    broken = tmp_path / "categories.yaml"
    broken.write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_world(categories=broken)
    assert str(refused.value).startswith(f"categories.yaml:{line_of(before)}: ")
    assert message in str(refused.value)


def test_a_word_of_two_options_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "categories.yaml"
    broken.write_text(GOOD.replace("[Polyester, poly]", "[Polyester, cotton]", 1), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"categories\.yaml:\d+: .*cotton is said of two options"):
        load_world(categories=broken)


def test_what_is_no_yaml_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "categories.yaml"
    broken.write_text("socks:\n  name: [袜子\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"categories\.yaml:\d+: not YAML"):
        load_world(categories=broken)


def test_a_form_has_an_english_name_for_every_option() -> None:
    attributes = [attribute for category in forms(load_world()) for attribute in category.attributes]
    assert all(len(one.english) == len(one.words) == len(one.options) for one in attributes)


def test_english_names_must_be_as_many_as_options() -> None:
    with pytest.raises(ValueError, match="one entry for each option"):
        Attribute(id="age", zh="年龄", en="Age", required=True, options=("3岁以上", "6岁以上"), english=("3 and up",))

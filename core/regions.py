"""Provinces and cities, and the words people use for them: `core/regions.yaml`."""

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "regions.yaml"


@cache
def region_words() -> dict[str, dict[str, str]]:
    """{"province": {"浙江": "浙江", "浙江省": "浙江", "zhejiang": "浙江"}, "city": {…}}, lower-cased."""
    provinces: dict[str, str] = {}
    cities: dict[str, str] = {}
    for province, entry in yaml.safe_load(FILE.read_text(encoding="utf-8")).items():
        _add(provinces, province, entry["en"], "省")
        for city, english in entry["cities"].items():
            _add(cities, city, english, "市")
    return {"province": provinces, "city": cities}


def _add(words: dict[str, str], name: str, english: str, suffix: str) -> None:
    words[name] = name
    words[english.lower()] = name
    if not name.endswith(suffix):
        words[name + suffix] = name

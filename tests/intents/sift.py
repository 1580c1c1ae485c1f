"""Takes new sayings in: `python -m tests.intents.sift FOLDER…`, each with files as `intents/sayings` has them.

A line goes out when it is too like a text of an evaluation (those are never touched), when it is there already, or when
two intents claim it: then the line stays with nobody. What went out is counted, not shown."""

import sys
from collections import defaultdict
from pathlib import Path

from intents.intents import load_catalogue
from intents.normal import bare
from intents.sayings import FOLDER, load_sayings
from tests.intents.likeness import Likeness, evaluation_texts

MOST = 0.6


def sifted(folders: list[Path]) -> dict[str, list[str]]:
    """The lines of each file name that may stay, those that are there first."""
    catalogue = load_catalogue()
    measured = Likeness(evaluation_texts())
    claims: dict[str, set[str]] = defaultdict(set)
    for text, _, intent in catalogue.examples():
        claims[bare(text)].add(intent)
    lines: dict[str, list[str]] = defaultdict(list)
    for text, lang, intent in load_sayings(catalogue):
        lines[f"{intent}.{lang}.txt"].append(text)
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        lines[path.name] += path.read_text(encoding="utf-8").splitlines()
    for name, texts in lines.items():
        for text in texts:
            claims[bare(text)].add(name.rsplit(".", 2)[0])
    examples = {bare(text) for text, _, _ in catalogue.examples()}
    kept: dict[str, list[str]] = {}
    for name, texts in lines.items():
        unlike = {bare(text): text.strip() for text in texts if measured.nearest(text)[0] <= MOST}
        kept[name] = [text for said, text in unlike.items() if said and len(claims[said]) == 1 and said not in examples]
    return kept


def main() -> None:
    """Rewrite the sayings."""
    FOLDER.mkdir(exist_ok=True)
    before = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in FOLDER.glob("*.txt"))
    kept = sifted([Path(each) for each in sys.argv[1:]])
    for name, texts in kept.items():
        (FOLDER / name).write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    print(f"{sum(map(len, kept.values()))} sayings, {before} before")  # noqa: T201


if __name__ == "__main__":
    main()

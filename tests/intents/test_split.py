"""Nothing that is measured on was trained on."""

import json

from bot.evaluate.rows import FOLDER
from intents.intents import load_catalogue
from intents.templates import load_modes, load_templates
from intents.training import EACH, EACH_MODE
from tests.intents.likeness import Likeness

MOST = 0.6


def trained_on() -> set[str]:
    """Every text that the shipped weights were made of."""
    examples = {text for text, _, _ in load_catalogue().examples()}
    drawn = {text for text, _ in load_templates().sentences(EACH)}
    return examples | drawn | {text for texts in load_modes(EACH_MODE).values() for text in texts}


def test_no_text_of_an_evaluation_is_like_one_that_was_trained_on() -> None:
    training = Likeness(trained_on())
    names = ("intents.jsonl", "rewriting.jsonl", "data.jsonl")
    lines = [line for name in names for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    texts = {json.loads(line)["text"] for line in lines}
    assert len(texts) > 2500
    assert not [(text, *training.nearest(text)) for text in texts if training.nearest(text)[0] > MOST]

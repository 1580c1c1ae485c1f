"""Nothing that is measured on was trained on."""

from intents.intents import load_catalogue
from intents.rewriting.conversations import load_conversations
from intents.sayings import load_sayings
from intents.templates import load_modes, load_templates
from intents.training import EACH, EACH_MODE
from tests.intents.likeness import Likeness, evaluation_texts
from tests.intents.sift import MOST


def trained_on() -> set[str]:
    """Every text that the shipped weights were made of."""
    catalogue = load_catalogue()
    examples = {text for text, _, _ in (*catalogue.examples(), *load_sayings(catalogue))}
    drawn = {text for text, _ in load_templates().sentences(EACH)}
    conversations = {conversation.text for conversation in load_conversations()}
    return examples | drawn | conversations | {text for texts in load_modes(EACH_MODE).values() for text in texts}


def test_no_text_of_an_evaluation_is_like_one_that_was_trained_on() -> None:
    training, texts = Likeness(trained_on()), evaluation_texts()
    assert len(texts) > 2500
    assert not [(text, *training.nearest(text)) for text in texts if training.nearest(text)[0] > MOST]

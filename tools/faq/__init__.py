"""Knowledge: articles cut into passages, found by several recalls, cited with source and effective date."""

from tools.faq.faq import Faq, FaqArguments, button_questions

__all__ = ["Faq", "FaqArguments", "button_questions"]

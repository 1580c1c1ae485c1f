"""The SQL guard: text of one statement that a model wrote, made safe to run for one merchant, or refused."""

from analytics.guard.guard import SafeStatement, guard
from analytics.guard.refusals import Reason, Refusal
from analytics.guard.rules import SCHEMA

__all__ = ["SCHEMA", "Reason", "Refusal", "SafeStatement", "guard"]

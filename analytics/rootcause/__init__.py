"""Which elements of which dimensions made a figure differ from what was expected: search on anyone's table."""

from analytics.rootcause.causes import Cause, Causes
from analytics.rootcause.find import find_causes
from analytics.rootcause.reading import Columns, read_leaves
from analytics.rootcause.table import LeafTable

__all__ = ["Cause", "Causes", "Columns", "LeafTable", "find_causes", "read_leaves"]

"""From a message in its conversation to the question that stands alone: the ways to read it, weighed."""

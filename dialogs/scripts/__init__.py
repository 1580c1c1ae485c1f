"""Scripted multi-turn (剧本): scripts as data, and the one reader that keeps to them."""

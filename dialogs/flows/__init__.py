"""Scripted flows as data, and the machine that runs them."""

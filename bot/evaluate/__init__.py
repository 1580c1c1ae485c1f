"""How good it is: the evaluation suites behind `python -m bot eval`."""

"""How answers to data questions are read and worded."""

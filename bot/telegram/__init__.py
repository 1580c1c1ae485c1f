"""Telegram: the only place that knows aiogram. Updates become turns, replies become messages."""

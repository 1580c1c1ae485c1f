"""How a conversation goes on: turn handling, decisions, scripted flows, approvals in chat."""

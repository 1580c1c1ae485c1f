"""Durable work. Import `adapters.jobs.dbos_jobs` only where it is used: DBOS takes a second to load."""

"""How the shop is run: goals, due times, reports, pushes."""

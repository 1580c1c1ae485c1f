"""The words everyone shares: types, ports, errors, phrases."""

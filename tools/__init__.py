"""What can be done and looked up, and the gate around it."""

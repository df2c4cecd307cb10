"""text → Speech."""

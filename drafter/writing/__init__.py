"""Brief + Bank + outline → Speech."""

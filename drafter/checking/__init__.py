"""Speech → findings."""

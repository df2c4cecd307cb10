"""Speech ↔ .docx."""

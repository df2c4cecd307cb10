"""text → Speech: `read` is all that other rooms need."""

from drafter.reading.read import Reading, read

__all__ = ["Reading", "read"]

"""drafter: a YAML brief in, a traceable Word draft of a Chinese official speech out."""

__version__ = "0.1.0"

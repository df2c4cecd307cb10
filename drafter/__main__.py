"""`python -m drafter`: where the command itself is not on the path."""

from drafter.cli import main

main()

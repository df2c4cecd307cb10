"""Where `drafter` and `python -m drafter` begin."""

import gc

gc.disable()  # what imports make is there to stay: looking for garbage in it took 5 ms of every run
from drafter.cli import main  # noqa: E402

gc.enable()

if __name__ == "__main__":
    main()

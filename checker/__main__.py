"""The entry point: ``kata``, or ``python -m checker``."""

import os
import sys


def main() -> None:
    """Let the libraries of a check begin to load, then read the command line."""
    try:
        zygote = None
        if sys.argv[1:2] == ["check"]:
            from checker.isolation import Isolation
            from checker.zygote import Zygote

            zygote = Zygote(Isolation.best())
        from checker import cli
    except KeyboardInterrupt:
        os._exit(130)
    cli.main(zygote)


if __name__ == "__main__":
    main()

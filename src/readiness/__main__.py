"""`readiness`, and `python -m readiness`: who interrupts it before it is loaded hears no more of it than later."""

import sys


def main() -> None:
    """Load the program and run it, see `readiness.cli.main`."""
    try:
        from readiness.cli.main import main as run  # noqa: PLC0415  (loading takes a while, and may be interrupted)

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()

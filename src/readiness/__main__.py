"""`python -m readiness` is `readiness`."""

from readiness.cli.main import main

main()

"""The long run of the fuzzer."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.harness import main

sys.exit(main())

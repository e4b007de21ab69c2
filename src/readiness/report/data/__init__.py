"""Reports for programs: JSON, CSV, JUnit, SARIF, annotations."""

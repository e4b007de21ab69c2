"""The result of an assessment: the contract of every report, in parts."""

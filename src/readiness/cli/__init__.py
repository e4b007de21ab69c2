"""The command line: the only place that reads files, prints and ends with an exit code. One file per command."""

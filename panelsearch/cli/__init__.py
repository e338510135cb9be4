"""The command line: parse, call one service, show one value. Data to stdout, everything else to stderr."""

"""What did the user mean? Our own query language: tree, parser, canonical printer, relaxation."""

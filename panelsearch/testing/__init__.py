"""What only tests need of the package: nothing here is loaded by a command, nothing elsewhere imports it."""

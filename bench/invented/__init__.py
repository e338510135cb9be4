"""Papers of bodies that nobody has looked at, since nobody has: invented, laid out and given gold from one source."""

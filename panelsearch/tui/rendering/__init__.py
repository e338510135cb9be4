"""How do the library's values look in a terminal? Rich texts only; no state."""

"""How fast and how big? Measured beside what people would pick instead; `python -m bench` prints it."""

"""What a library on servers costs, and what becomes of it when they fail: measured on servers that these start."""

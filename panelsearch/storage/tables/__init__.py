"""What is asked of a store beyond single documents? SQL over `TableReader` and `TableWriter`; see `sql/database.py`."""

"""What is asked of a store beyond single documents? SQL over `TableReader` and `TableWriter`, in SQLite's dialect.

It uses `json_each` and its like: another engine of the store brings these modules in its own.
"""

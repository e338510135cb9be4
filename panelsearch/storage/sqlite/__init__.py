"""How is a store kept in one SQLite file?"""

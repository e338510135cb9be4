"""How is a store kept in a schema of a PostgreSQL database?"""

"""How is a store asked and changed in SQL, whichever engine keeps it?"""

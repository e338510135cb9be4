"""In which order is a page read, and what on it belongs together?"""

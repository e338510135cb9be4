"""Search council and panel papers offline: every hit and every answer is cited to its page."""

__version__ = "0.1.0"

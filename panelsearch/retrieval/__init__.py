"""By what other words is it found, in which order is it offered, and how is it cited?"""

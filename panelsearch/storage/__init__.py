"""What do we know, durably?"""

"""How is reading spread over the machines of a cluster?"""

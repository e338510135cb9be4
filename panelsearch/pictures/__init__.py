"""What does a page look like? Painted in a process of its own, whose time and memory are bounded, and marked."""

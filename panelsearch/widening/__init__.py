"""What else finds it? Other words for the words that were typed, and words that go with them."""

"""What can be said of words alone? Analysis, sentences, names, currencies, dates: pure functions of text."""

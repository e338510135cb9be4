"""What does a PDF hold? Objects, streams, fonts and the text that they show."""

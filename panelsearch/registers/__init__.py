"""What do the meetings say when read side by side? Registers drawn from the readings of many documents."""

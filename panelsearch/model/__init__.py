"""The values everything else is made of: frozen, closed, no library object inside."""

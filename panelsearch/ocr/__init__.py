"""What does a page say that holds only a picture? Pages are pictured, straightened, recognised once, and remembered."""

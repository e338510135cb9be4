"""What does the user look at? One module a screen; none imports another, they post messages to the app."""

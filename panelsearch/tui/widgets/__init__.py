"""What is a screen made of? Widgets that show one value and post what the user did to it."""

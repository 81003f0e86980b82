"""The words that will be sent, laid out, marked and explained."""

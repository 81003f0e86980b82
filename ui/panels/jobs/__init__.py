"""What is under way and what ended, each job with one action."""

"""What every widget shares: the loop, the theme, icons, layout, and the one door to the person."""

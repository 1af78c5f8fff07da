"""A name with a dash."""

my-name = "x" = 1

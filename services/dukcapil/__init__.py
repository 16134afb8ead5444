"""dukcapil: the population register, the numbers and cards it gives, and the 3-in-1 package with its one-day clock."""

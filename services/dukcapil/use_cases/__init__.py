"""What dukcapil does, one file for each, named by its verb."""

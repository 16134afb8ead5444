"""The published language: what the services, the agencies and the citizens' programs say to each other."""

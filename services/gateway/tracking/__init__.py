"""What an applicant may see, made from the facts that the services tell."""

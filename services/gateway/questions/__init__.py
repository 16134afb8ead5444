"""Questions to the services that own the answers, through their internal doors."""

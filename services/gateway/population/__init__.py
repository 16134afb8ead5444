"""Questions of agencies about residents: why they may be asked, how often, and what is answered."""

"""Online issuance: birth reports become deeds of birth."""

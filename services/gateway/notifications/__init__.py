"""Telling applicants how their applications go on, by e-mail and by WhatsApp."""

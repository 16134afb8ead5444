"""Terpadu on one machine: private PostgreSQL and RabbitMQ, every process, a synthetic city and the demo journey."""

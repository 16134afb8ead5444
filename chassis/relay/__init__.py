"""The relay: takes a service's facts from its outbox to the broker, and deferred deliveries back to their queues."""

"""Programme indicators for monitoring and evaluation: what the services told, month by month, against targets."""

"""The gateway: the public doors of the suite, their receipts, and what citizens may see of their applications."""

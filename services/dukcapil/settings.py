"""What dukcapil's processes read from the environment: what every service that issues documents does."""

from chassis.documents.settings import DocumentSettings, WorkerSettings

__all__ = ["DocumentSettings", "WorkerSettings"]

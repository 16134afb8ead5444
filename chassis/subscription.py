"""Doors for events: `@on_event` consumes a queue, gives the handler one transaction, and settles what comes of it.

nameko's own event handler acknowledges what failed, names queues after methods and stops on a message that it cannot
read (docs/decisions/0003); so of nameko we use the consumer and its workers, and decide here what happens to a message:
done, tried later, or parked. Nothing is published from here: what is to be tried later becomes a row that the relay
sends back (docs/decisions/0006).
"""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import eventlet
import structlog
from kombu import Exchange, Queue, binding
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import DependencyProvider
from nameko.messaging import Consumer, QueueConsumer
from nameko.timer import Timer

from chassis import faults, parking, traces
from chassis.broker import queue_arguments
from chassis.container import CONTEXT, Context
from chassis.database import AlreadyHandled, Registry, is_away
from chassis.failures import AWAY_DELAY, DELAYS, Park, TemporaryFailure, Unavailable
from chassis.inbox import ATTEMPT_HEADER, Delivery, Event, read
from chassis.logs import bind, clear
from contracts.envelope import EventData
from contracts.topology import EXCHANGE

log = structlog.get_logger(__name__)

DONE, DUPLICATE, DEFERRED, PARKED = "done", "duplicate", "deferred", "parked"


class RegistryProvider(DependencyProvider):  # type: ignore[misc]
    """Gives each worker a registry of its own: its unit of work."""

    def __init__(self, registry: type[Registry]) -> None:
        self._registry = registry

    def get_dependency(self, worker_ctx: Any) -> Registry:
        """A registry on the container's database."""
        return self._registry(context_of(worker_ctx.container).database, worker_ctx.container.service_name)


class Given(DependencyProvider):  # type: ignore[misc]
    """Gives each worker what the process was started with, such as its settings, rules or clock."""

    def __init__(self, name: str) -> None:
        self._name = name

    def get_dependency(self, worker_ctx: Any) -> Any:
        """The object that `container.run` was given under this name."""
        return context_of(worker_ctx.container).given[self._name]


class RawQueueConsumer(QueueConsumer):  # type: ignore[misc]
    """nameko's consumer, taking messages as bytes and coming back within two seconds of the broker's return."""

    def get_consumers(self, consumer_cls: Any, channel: Any) -> Any:  # noqa: ARG002
        """One consumer a queue, without kombu's decoding: it would drop, and log, what it cannot read."""
        self._consumers = {}
        for provider in self._providers:
            consumer = consumer_cls(queues=[provider.queue], on_message=partial(self._take, provider))
            consumer.qos(prefetch_count=self.prefetch_count)
            self._consumers[provider] = consumer
        return self._consumers.values()

    @contextmanager
    def establish_connection(self) -> Iterator[Any]:
        """Connect with short pauses; kombu's own would grow to half a minute."""
        with self.create_connection() as connection:
            connection.ensure_connection(self.on_connection_error, None, 0.5, 0.5, 2)
            yield connection

    def setup(self) -> None:
        """Make readiness depend on this consumer."""
        super().setup()
        self._live: Any = None
        context_of(self.container).health.add_check("broker", self._check)

    def on_consume_ready(self, connection: Any, channel: Any, consumers: Any, **also: Any) -> None:
        """Remember the connection on which the queues, just declared and bound, are consumed."""
        self._live = connection
        super().on_consume_ready(connection, channel, consumers, **also)

    def _check(self) -> None:
        if self._live is None or not self._live.connected:
            raise ConnectionError("no queue is consumed")

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        """Say that the broker is away, without its address."""
        log.warning("broker_away", error=type(exc).__name__, retry_in=interval)

    def settle(self, message: Any) -> None:
        """Acknowledge; when the connection has gone, the broker has the message back and the inbox knows it."""
        try:
            self.ack_message(message)
        except Exception as error:  # the worker is done: whatever the dead channel raises must not end the container
            log.info("acknowledgement_lost", error=type(error).__name__)

    def _take(self, provider: "Subscription", message: Any) -> None:
        self.container.spawn_managed_thread(partial(provider.handle_message, message.body, message))


class Subscription(Consumer):  # type: ignore[misc]
    """The entry point behind `on_event`."""

    queue_consumer = RawQueueConsumer()

    def __init__(self, *events: type[EventData], queue: str) -> None:
        self.models = {event.type: event for event in events}
        exchange = Exchange(EXCHANGE, "topic", durable=True)
        bindings = [binding(exchange, routing_key=event.type) for event in events]
        super().__init__(Queue(queue, bindings=bindings, durable=True, queue_arguments=queue_arguments(queue)))

    def handle_message(self, body: Any, message: Any) -> None:
        """Read the delivery and give it to a worker; nothing that is in it may stop the container."""
        delivery = _delivery(self.queue.name, body, message)
        try:
            event = read(delivery, self.models)
        except Exception as error:
            self._settle(delivery, message, time.monotonic(), error)
            return
        try:
            settle = partial(self._settle, delivery, message, time.monotonic())
            self.container.spawn_worker(self, (event,), {}, handle_result=partial(_after_worker, settle))
        except ContainerBeingKilled:
            self.queue_consumer.requeue_message(message)

    def _settle(self, delivery: Delivery, message: Any, started: float, error: BaseException | None) -> None:
        if error is None or isinstance(error, AlreadyHandled):
            outcome = DUPLICATE if error else DONE
        else:
            outcome = self._put_aside(delivery, error)
        context_of(self.container).metrics.handled(delivery.queue, outcome, time.monotonic() - started)
        self.queue_consumer.settle(message)

    def _put_aside(self, delivery: Delivery, error: BaseException) -> str:
        """Write down what is to become of a failed delivery, for as long as it takes the database to be there."""
        verdict, reason, delay = judge(error, delivery.attempt)
        while True:
            try:
                with context_of(self.container).database.transaction() as connection:
                    if verdict == PARKED:
                        parking.park(connection, delivery, reason)
                    else:
                        counted = delivery.attempt + (0 if _is_outside(error) else 1)
                        parking.defer(connection, delivery, delay, attempt=counted)
                break
            except Exception as failure:
                if not is_away(failure):
                    log.exception("delivery_not_put_aside", queue=delivery.queue)
                # The message stays unacknowledged: it is the only copy of the work until a row says otherwise.
                eventlet.sleep(1)
        level = log.error if verdict == "parked" else log.warning
        level(
            "message_" + verdict, queue=delivery.queue, reason=reason, attempt=delivery.attempt, sha256=delivery.sha256
        )
        return verdict


def _after_worker(
    settle: Callable[[BaseException | None], None], _: Any, result: Any, exc_info: Any
) -> tuple[Any, None]:
    faults.point("before_ack")
    settle(exc_info[1] if exc_info else result)
    return None, None


def judge(error: BaseException, attempt: int) -> tuple[str, str, Any]:
    """What is to become of a failed delivery: (PARKED or DEFERRED, reason code, delay)."""
    reason = error.reason if isinstance(error, Park) else type(error).__name__
    if isinstance(error, Park):
        return PARKED, reason, None
    if _is_outside(error):
        return DEFERRED, reason, AWAY_DELAY
    if attempt < len(DELAYS):
        return DEFERRED, reason, DELAYS[attempt]
    return PARKED, f"percobaan_habis:{reason}", None


def _is_outside(error: BaseException) -> bool:
    return isinstance(error, Unavailable) or is_away(error)


def on_event(
    *events: type[EventData], queue: str, atomic: bool = True
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a method handle the events of one queue.

    The method runs inside the transaction of its effect and is skipped when it has had that already. With
    `atomic=False` it opens `self.registry.effect(event)` itself, after slow work that must hold no transaction.
    """

    def decorate(method: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(method)
        def handle(service: Any, event: Event[EventData]) -> Exception | None:
            bind(correlation_id=str(event.envelope.correlationid), event_id=str(event.id), handler=queue)
            try:
                with traces.continued(event.envelope.traceparent, queue) as traceparent:
                    _handle(service, replace(event, traceparent=traceparent))
            except Exception as error:
                if not (isinstance(error, (AlreadyHandled, TemporaryFailure, Park)) or is_away(error)):
                    log.exception("handler_failed")
                # Given back and not raised: what becomes of it is decided below, and nameko would log it once more.
                return error
            finally:
                clear()
            return None

        def _handle(service: Any, event: Event[EventData]) -> None:
            if not atomic:
                method(service, event)
                return
            with service.registry.effect(event):
                method(service, event)
                faults.point("before_commit")

        entry: Callable[..., None] = Subscription.decorator(*events, queue=queue)(handle)
        return entry

    return decorate


def every(seconds: float) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a method run again and again, in every replica; a failure is logged and the next run comes."""

    def decorate(method: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(method)
        def run(service: Any) -> None:
            try:
                method(service)
            except Exception as error:
                if is_away(error):
                    log.warning("timer_waits_for_database", timer=method.__name__)
                else:
                    log.exception("timer_failed", timer=method.__name__)

        entry: Callable[..., None] = Timer.decorator(interval=seconds)(run)
        return entry

    return decorate


def context_of(container: Any) -> Context:
    """What `chassis.container.run` put into nameko's configuration."""
    found: Context = container.config[CONTEXT]
    return found


def _delivery(queue: str, body: Any, message: Any) -> Delivery:
    headers = message.headers or {}
    attempt = headers.get(ATTEMPT_HEADER, 0)
    raw = body.encode() if isinstance(body, str) else bytes(body)
    return Delivery(queue, raw, attempt if isinstance(attempt, int) and attempt >= 0 else 0)

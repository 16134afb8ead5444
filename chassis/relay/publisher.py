"""The broker side of the relay: many messages in flight on one channel, each kept until the broker has confirmed it."""

from collections.abc import Callable
from typing import Any, Protocol

import pika
import structlog
from pika.adapters.select_connection import SelectConnection
from pika.channel import Channel

from chassis import faults
from chassis.broker import declare_on, parking_queue
from chassis.relay.source import Outgoing, Source
from contracts.envelope import CONTENT_TYPE

log = structlog.get_logger(__name__)

MAX_IN_FLIGHT = 1000
POLL_SECONDS = 0.5
LOOK_SECONDS = 5.0
FLUSH_SECONDS = 0.002
UNROUTABLE_PAUSE_SECONDS = 10


class Watcher(Protocol):
    """Whoever keeps the figures of a relay."""

    def sent(self, messages: list[Outgoing]) -> None:
        """The broker has confirmed these."""

    def look(self, source: Source) -> None:
        """Called every few seconds: measure the backlog, make partitions when it is time."""


class Publisher:
    """One session with the broker. It ends at the first trouble, and a new one starts from what the tables say."""

    def __init__(self, broker: pika.URLParameters, service: str, source: Source, watcher: Watcher) -> None:
        self._service = service
        self._source = source
        self._watcher = watcher
        self._in_flight: dict[int, Outgoing] = {}
        self._confirmed: list[Outgoing] = []
        self._next_tag = 1
        self._flush_due = False
        self._pump_due = False
        self._closing = False
        self._channel: Channel | None = None
        self.error: BaseException | None = None
        self._connection = SelectConnection(
            broker,
            on_open_callback=self._opened,
            on_open_error_callback=self._ended,
            on_close_callback=self._ended,
        )

    @property
    def ready(self) -> bool:
        """Whether messages can be sent now."""
        return self._channel is not None

    def run(self) -> None:
        """Send until stopped or broken; `error` then says why, or is None after `stop`."""
        self._connection.ioloop.start()

    def stop(self) -> None:
        """Send no more, wait for nothing: what is not confirmed is sent again by whoever comes next."""
        self._closing = True
        self._connection.ioloop.add_callback_threadsafe(self._close)

    def _close(self) -> None:
        self._channel = None
        if self._connection.is_open:
            self._connection.close()
        else:
            self._connection.ioloop.stop()

    def _opened(self, connection: Any) -> None:
        connection.channel(on_open_callback=self._channel_opened)

    def _channel_opened(self, channel: Channel) -> None:
        channel.add_on_close_callback(lambda _, reason: self._fail(reason))
        channel.add_on_return_callback(self._returned)
        declare_on(channel, self._service, self._start)

    def _start(self, channel: Channel) -> None:
        channel.confirm_delivery(self._settled)
        self._channel = channel
        channel.basic_consume(parking_queue(self._service), self._parked)
        self._connection.ioloop.add_handler(self._source.fileno(), self._notified, self._connection.ioloop.READ)
        self._poll()
        self._look()

    def _ended(self, _: Any, reason: BaseException) -> None:
        self._channel = None
        if not self._closing:
            self.error = self.error or reason
        self._connection.ioloop.stop()

    def _fail(self, error: BaseException) -> None:
        """End this session: whatever raised, the truth is in the tables."""
        if not self._closing:
            self.error = self.error or error
            self._close()

    def _guarded(self, step: Callable[[], None]) -> None:
        try:
            if self._channel is not None:
                step()
        except Exception as error:
            self._fail(error)

    def _notified(self, *_: Any) -> None:
        self._guarded(self._source.drain_notifications)
        self._soon()

    def _soon(self) -> None:
        if not self._pump_due:
            self._pump_due = True
            self._connection.ioloop.call_later(0, lambda: self._guarded(self._pump))

    def _poll(self) -> None:
        self._guarded(self._pump)
        if self._channel is not None:
            self._connection.ioloop.call_later(POLL_SECONDS, self._poll)

    def _look(self) -> None:
        self._guarded(lambda: self._watcher.look(self._source))
        if self._channel is not None:
            self._connection.ioloop.call_later(LOOK_SECONDS, self._look)

    def _pump(self) -> None:
        self._pump_due = False
        room = MAX_IN_FLIGHT - len(self._in_flight)
        if room <= 0:
            return
        busy = [*self._in_flight.values(), *self._confirmed]
        for message in self._source.waiting(busy, room) + self._source.due(busy, room):
            self._publish(message)

    def _publish(self, message: Outgoing) -> None:
        if self._channel is None:
            return
        properties = pika.BasicProperties(
            content_type=CONTENT_TYPE, delivery_mode=2, message_id=message.message_id, headers=message.headers
        )
        self._channel.basic_publish(message.exchange, message.routing_key, message.body, properties, mandatory=True)
        self._in_flight[self._next_tag] = message
        self._next_tag += 1

    def _settled(self, frame: Any) -> None:
        """The broker's word on one message, or on all up to one."""
        method = frame.method
        last = method.delivery_tag
        tags = [tag for tag in self._in_flight if tag <= last] if method.multiple else [last]
        settled = [self._in_flight.pop(tag) for tag in tags if tag in self._in_flight]
        if isinstance(method, pika.spec.Basic.Ack):
            faults.point("before_mark")
            self._confirmed.extend(settled)
        else:
            # A leader that is moving refuses for a moment: the rows are still unsent, so the next look finds them.
            log.warning("broker_refused", messages=len(settled))
        if not self._flush_due:
            self._flush_due = True
            self._connection.ioloop.call_later(FLUSH_SECONDS, lambda: self._guarded(self._flush))

    def _flush(self) -> None:
        self._flush_due = False
        if self._confirmed:
            self._source.mark_sent(self._confirmed)
            self._watcher.sent(self._confirmed)
            self._confirmed.clear()
        self._pump()

    def _returned(self, _: Any, __: Any, properties: pika.BasicProperties, ___: bytes) -> None:
        """No queue took it. It is confirmed all the same, so it is taken out of flight first."""
        log.error("unroutable", message_id=properties.message_id)
        for tag, message in list(self._in_flight.items()):
            if message.message_id == properties.message_id and message.message_id:
                del self._in_flight[tag]
                self._guarded(lambda: self._source.postpone(str(properties.message_id), UNROUTABLE_PAUSE_SECONDS))

    def _parked(self, channel: Channel, method: Any, properties: pika.BasicProperties, body: bytes) -> None:
        queue = str((properties.headers or {}).get("x-first-death-queue", parking_queue(self._service)))

        def keep() -> None:
            self._source.park(queue, body)
            channel.basic_ack(method.delivery_tag)

        self._guarded(keep)

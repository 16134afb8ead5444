"""The private broker: what one test does to it no other test sees."""

import os
import socket
import stat

import pika
import pytest

from local.rabbitmq import PrivateRabbitMQ
from local.testing import Bench, IsolatedBroker


@pytest.fixture
def node(broker: IsolatedBroker) -> PrivateRabbitMQ:
    if broker.node is None:
        pytest.skip("AMQP_URL names a broker that is not ours")
    return broker.node


def test_a_quorum_queue_keeps_a_confirmed_message(amqp_url: str) -> None:
    with pika.BlockingConnection(pika.URLParameters(amqp_url)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.queue_declare("kept", durable=True, arguments={"x-queue-type": "quorum"})
        channel.basic_publish("", "kept", b"fact", mandatory=True)
        assert channel.basic_get("kept", auto_ack=True)[2] == b"fact"


def test_each_test_has_a_virtual_host_of_its_own(broker: IsolatedBroker, node: PrivateRabbitMQ) -> None:
    with broker.vhost() as mine, broker.vhost() as theirs:
        with pika.BlockingConnection(pika.URLParameters(mine)) as connection:
            connection.channel().queue_declare("only-mine", durable=True)
        with (
            pytest.raises(pika.exceptions.ChannelClosedByBroker),
            pika.BlockingConnection(pika.URLParameters(theirs)) as connection,
        ):
            connection.channel().queue_declare("only-mine", passive=True)


def test_the_default_guest_cannot_log_in(node: PrivateRabbitMQ) -> None:
    parameters = pika.URLParameters(node.url)
    parameters.credentials = pika.PlainCredentials("guest", "guest")
    with pytest.raises(pika.exceptions.AMQPConnectionError):
        pika.BlockingConnection(parameters)


def test_no_port_of_the_node_is_open_to_other_machines(bench: Bench, node: PrivateRabbitMQ) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as route:
        route.connect(("192.0.2.1", 9))
        own_address = route.getsockname()[0]
    for port in (node.ports.amqp, node.ports.distribution, node.ports.name_server):
        with socket.socket() as caller:
            caller.settimeout(2)
            assert caller.connect_ex((own_address, port)) != 0
            assert port < 32768


def test_the_cookie_and_the_password_are_readable_by_their_owner_only(bench: Bench, node: PrivateRabbitMQ) -> None:
    for name in (".erlang.cookie", "rabbitmq.conf"):
        assert stat.S_IMODE(os.stat(bench.folder / "rabbitmq" / name).st_mode) == 0o600

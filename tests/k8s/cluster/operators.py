"""Does on this machine what the operators would do in a cluster with the resources that the manifests give them.

Databases and roles are made from each CloudNativePG `Cluster` by its own statements, users and their rights from
RabbitMQ's `User`, `Permission` and `TopicPermission`, certificates as cert-manager and CloudNativePG would: so a wrong
right or a wrong name fails here as it would there.
"""

import base64
import os
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import psycopg
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from psycopg import sql

from local.accounts import unprivileged_account
from local.ports import LOOPBACK
from local.rabbitmq import PrivateRabbitMQ
from tests.k8s.manifests import Json, name_of, of_kind

Secrets = dict[str, dict[str, str]]


class Authority:
    """One certificate for this machine, which stands for broker and databases alike, and who vouches for it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.certificate, self.key = folder / "server.pem", folder / "server.key"
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Terpadu internal")])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - timedelta(minutes=5))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))]), critical=False)
            .sign(key, hashes.SHA256())
        )
        self.certificate.write_bytes(made.public_bytes(Encoding.PEM))
        self.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self.key.chmod(0o600)
        folder.chmod(0o711)

    def server_context(self) -> ssl.SSLContext:
        """With which a server proves who it is."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


def secrets_of(objects: list[Json], authority: Authority) -> Secrets:
    """Every secret of the manifests, and those that operators make."""
    found = {
        name_of(each): {key: base64.b64decode(value).decode() for key, value in each.get("data", {}).items()}
        for each in of_kind(objects, "Secret")
    }
    vouching = {"ca.crt": authority.certificate.read_text()}
    for cluster in of_kind(objects, "Cluster"):
        found[f"{name_of(cluster)}-ca"] = vouching
    for certificate in of_kind(objects, "Certificate"):
        found[certificate["spec"]["secretName"]] = vouching
    return found


def make_databases(objects: list[Json], secrets: Secrets, admin_url: str, authority: Authority) -> None:
    """Each `Cluster` as a database on this one server, which from now on speaks TLS."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        _speak_tls(connection, authority)
        for cluster in of_kind(objects, "Cluster"):
            first = cluster["spec"]["bootstrap"]["initdb"]
            owner, password = sql.Identifier(first["owner"]), secrets[first["secret"]["name"]]["password"]
            _run(connection, "CREATE ROLE {} LOGIN PASSWORD {}", owner, password)
            _run(connection, "CREATE DATABASE {} OWNER {}", sql.Identifier(first["database"]), owner)
            with psycopg.connect(admin_url, dbname=first["database"], autocommit=True) as inside:
                for statement in first["postInitApplicationSQL"]:
                    inside.execute(statement)
            for role in cluster["spec"]["managed"]["roles"]:
                password = secrets[role["passwordSecret"]["name"]]["password"]
                _run(connection, "ALTER ROLE {} LOGIN PASSWORD {}", sql.Identifier(role["name"]), password)


def _speak_tls(connection: psycopg.Connection, authority: Authority) -> None:
    account = unprivileged_account()
    if account:
        os.chown(authority.key, account.uid, account.gid)
    for name, value in (("ssl_cert_file", authority.certificate), ("ssl_key_file", authority.key), ("ssl", "on")):
        connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(str(value))))
    connection.execute("SELECT pg_reload_conf()")


def _run(connection: psycopg.Connection, statement: str, *parts: sql.Composable | str) -> None:
    literal = [part if isinstance(part, sql.Composable) else sql.Literal(part) for part in parts]
    connection.execute(sql.SQL(statement).format(*literal))


def make_users(objects: list[Json], secrets: Secrets, node: PrivateRabbitMQ) -> None:
    """Each user with exactly the rights that the manifests give."""
    names = {}
    for user in of_kind(objects, "User"):
        login = secrets[user["spec"]["importCredentialsSecret"]["name"]]
        names[name_of(user)] = login["username"]
        credentials = f"{_text(login, 'username')}, {_text(login, 'password')}"
        node.evaluate(f"rabbit_auth_backend_internal:add_user({credentials}, <<>>).")
    for each in of_kind(objects, "Permission", "TopicPermission"):
        spec, rights = each["spec"], each["spec"]["permissions"]
        who = {"user": names[spec["userReference"]["name"]], "vhost": spec["vhost"]}
        common = f"{_text(who, 'user')}, {_text(who, 'vhost')}"
        if each["kind"] == "Permission":
            three = ", ".join(_text(rights, right) for right in ("configure", "write", "read"))
            node.evaluate(f"rabbit_auth_backend_internal:set_permissions({common}, {three}, <<>>).")
        else:
            three = ", ".join(_text(rights, right) for right in ("exchange", "write", "read"))
            node.evaluate(f"rabbit_auth_backend_internal:set_topic_permissions({common}, {three}, <<>>).")


def _text(values: Mapping[str, str], name: str) -> str:
    """An Erlang binary."""
    return '<<"' + values[name].replace("\\", "\\\\").replace('"', '\\"') + '">>'

"""Serves the emulated cloud over TLS, until whoever started it closes standard input; a parent that dies does that too.

    python emulate.py <folder> <seconds>

Writes `cert.pem` and `key.pem` into the folder, which goes away with the parent. Ends by itself after so many seconds, with everything that it started.
"""

import datetime
import ipaddress
import os
import shutil
import signal
import sys
import threading

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


def make_certificate(folder: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.timezone.utc)
    # Those of the API and of a browser's uploads; the emulator's own certificate lacks them.
    names = [
        x509.DNSName("localhost"),
        x509.DNSName("*.execute-api.localhost"),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
    ]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write(os.path.join(folder, "key.pem"), private)
    write(os.path.join(folder, "cert.pem"), certificate.public_bytes(serialization.Encoding.PEM))


def write(path: str, content: bytes) -> None:
    """Whole or not at all, since somebody waits for the file to appear."""
    with open(path + ".new", "wb") as file:
        file.write(content)
    os.rename(path + ".new", path)


def end() -> None:
    """Ends this process and its group, which is the functions' processes."""
    os.killpg(os.getpgid(0), signal.SIGKILL)


def end_with_parent(folder: str) -> None:
    sys.stdin.buffer.read()
    shutil.rmtree(folder, ignore_errors=True)
    end()


def give_cookies(lambda_service) -> None:
    """Puts a request's cookies where payload 2.0 has them; the emulator leaves them among the headers."""
    execute = lambda_service._execute_function_with_config_scope

    def with_cookies(record, event, *rest, **named):
        headers = event.get("headers") if isinstance(event, dict) and event.get("version") == "2.0" else None
        cookie = headers.pop("cookie", None) if isinstance(headers, dict) else None
        if cookie is not None:
            event["cookies"] = [one.strip() for one in cookie.split(";")]
        return execute(record, event, *rest, **named)

    lambda_service._execute_function_with_config_scope = with_cookies


def refer_to_secrets(provisioners) -> None:
    """Has `Ref` of a secret be its ARN, as CloudFormation has it; the emulator's is its name, which no policy can grant."""
    handler = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
    create = handler["create"]

    def with_arn(*given):
        _, attributes = create(*given)
        return attributes["Arn"], attributes

    handler["create"] = with_arn


def main() -> None:
    folder, seconds = sys.argv[1], float(sys.argv[2])
    make_certificate(folder)
    os.environ["MINISTACK_SSL_CERT"] = os.path.join(folder, "cert.pem")
    os.environ["MINISTACK_SSL_KEY"] = os.path.join(folder, "key.pem")
    threading.Thread(target=end_with_parent, args=(folder,), daemon=True).start()
    limit = threading.Timer(seconds, end)
    limit.daemon = True
    limit.start()

    from ministack import app

    # It would also take port 443, which is somebody else's.
    app._port_is_bindable = lambda *_: False
    from ministack.services import lambda_svc
    from ministack.services.cloudformation import provisioners

    give_cookies(lambda_svc)
    refer_to_secrets(provisioners)
    sys.argv = [sys.argv[0]]
    app.main()


main()

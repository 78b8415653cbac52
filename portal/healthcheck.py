"""`python -m portal.healthcheck`: does the web server of this container answer? Exit code 0 says yes."""

import http.client
import os
import sys

PORT = 8000
PATH = "/status/health/"


def main(port: int = PORT) -> int:
    """Ask as the proxy in front would: by an allowed name, over what it says was TLS."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", PATH, headers={"Host": host, "X-Forwarded-Proto": "https"})
        status = connection.getresponse().status
    except OSError as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        connection.close()
    return 0 if status == http.HTTPStatus.OK else 1


if __name__ == "__main__":
    sys.exit(main())

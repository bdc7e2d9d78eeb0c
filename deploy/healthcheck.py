"""Ask this container's web server how it is, in the name of the site (no other host is answered): /healthz, or what is given."""

import os
import sys
import urllib.error
import urllib.request

site = os.environ["SITE_URL"].split("://")[-1].rstrip("/")
path = sys.argv[1] if len(sys.argv) > 1 else "/healthz"
request = urllib.request.Request(f"http://127.0.0.1:8000{path}", headers={"Host": site})
try:
    with urllib.request.urlopen(request, timeout=4) as answer:
        print(answer.read().decode())
except urllib.error.HTTPError as error:
    sys.exit(f"{path}: {error}\n{error.read().decode()}")
except OSError as error:
    sys.exit(f"{path}: {error}")

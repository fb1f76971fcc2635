"""What the client scripts share: the release on disk, read without the clients."""

import csv
import importlib
import json
import os
import sys
import time
import urllib.request

URL = os.environ["URL"].rstrip("/")
RELEASE = os.environ["RELEASE"]


def need(*modules):
    """Import the modules, or say which is missing and skip."""
    found = []
    for name in modules:
        try:
            found.append(importlib.import_module(name))
        except ImportError as missing:
            print(f"{missing.name or name} is not installed (requirements.txt)")
            sys.exit(77)
    return found if len(found) > 1 else found[0]


def manifest():
    with open(f"{RELEASE}/manifest.json", encoding="utf-8") as f:
        return json.load(f)


def sets():
    """Names of the release's sets, the smallest file first."""
    names = [s["name"] for s in manifest()["sets"]]
    return sorted(names, key=lambda n: os.path.getsize(f"{RELEASE}/data/{n}.csv"))


def rows(name):
    """The released rows of a set as texts."""
    with open(f"{RELEASE}/data/{name}.csv", encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def file_url(path):
    return f"{URL}/releases/{manifest()['id']}/{path}"


def fetch(target, accept=None):
    """An answer's bytes; waits where the server says so."""
    headers = {"Accept": accept} if accept else {}
    request = urllib.request.Request(target if "://" in target else URL + target, headers=headers)
    while True:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as refused:
            if refused.code != 429:
                raise
            time.sleep(int(refused.headers["Retry-After"]))


def same(what, got, want):
    if got != want:
        print(f"{what}: got {str(got)[:400]}, want {str(want)[:400]}")
        sys.exit(1)


def number(text):
    return None if text in ("", None) else float(text)

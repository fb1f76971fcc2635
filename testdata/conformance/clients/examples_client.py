"""The examples of the landing page, run as they stand."""

import html
import io
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout

from common import URL, fetch, need, same

page = fetch("/").decode("utf-8")
examples = re.findall(r'<h3>([^<]+)<span[^>]*>[^<]*</span></h3>\s*<pre[^>]*><code>([^<]*)</code></pre>', page)
same("there are examples", len(examples) >= 6, True)
same("with this server's address", all(URL in html.unescape(c) for _, c in examples), True)


def by_shell(code):
    return subprocess.run(["sh", "-c", code], check=True, capture_output=True, timeout=60).stdout.decode("utf-8")


def by_python(*modules):
    def run(code):
        need(*modules)
        said = io.StringIO()
        with redirect_stdout(said):
            exec(compile(code, "example", "exec"), {})
        return said.getvalue() or "nothing to print"

    return run


def by_duckdb(code):
    need("duckdb")
    from duckdb_client import connect

    return str(connect()[0].execute(code).fetchall())


def by_r(code):
    return subprocess.run(["Rscript", "-e", code], check=True, capture_output=True, timeout=120).stdout.decode("utf-8")


runners = {"curl": by_shell, "DuckDB": by_duckdb, "R": by_r, "Python (pandas)": by_python("pandas"), "Python (polars)": by_python("polars"),
           "Koladas klient koladapy (Python)": by_python("koladapy")}
ran, left = [], []
for title, code in examples:
    title = html.unescape(title).strip()
    runner = runners.get(title)
    if runner is None or title == "R" and not shutil.which("Rscript") or title == "curl" and not shutil.which("curl"):
        left.append(title.split(" (")[0])
        continue
    try:
        said = runner(html.unescape(code))
    except SystemExit:
        left.append(title)
        continue
    same(f"{title} says something", len(said) > 5, True)
    ran.append(title)
if not ran:
    print("none of the examples' programs is here")
    sys.exit(77)
print(f"ran {', '.join(ran)}" + (f"; not here: {', '.join(left)}" if left else ""))

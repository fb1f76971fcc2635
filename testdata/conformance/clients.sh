#!/bin/sh
# Real clients against jamfor serve: each reads over HTTP and is held against the
# files of the release on disk.
#
#   JAMFOR   the program jamfor
#   RELEASE  the folder of the release that is served, …/releases/<id>
#   URL      the server's address; without it one is started here
#   PYTHON   a Python with the packages of requirements.txt (default python3)
#
# Exit codes: 0 all that could run agree, 1 something differs, 77 none could run.
# What could not run says why.
set -u
here=$(cd "$(dirname "$0")" && pwd)
PYTHON=${PYTHON:-python3}
server=
end() { [ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$scratch"; }
scratch=$(mktemp -d)
trap end EXIT
trap 'exit 1' INT TERM

[ -n "${RELEASE:-}" ] && [ -f "$RELEASE/manifest.json" ] || { echo "skipped: RELEASE is no release folder"; exit 77; }
if [ -z "${URL:-}" ]; then
	[ -x "${JAMFOR:-}" ] || { echo "skipped: neither URL nor JAMFOR is set"; exit 77; }
	# The default rate limit stays on: clients must manage with it.
	"$JAMFOR" serve -w "$(cd "$RELEASE/../.." && pwd)" --addr 127.0.0.1:0 --json >"$scratch/address" 2>"$scratch/log" &
	server=$!
	for _ in $(seq 600); do
		URL=$(sed -n 's/.*"address": *"\([^"]*\)".*/\1/p' "$scratch/address")
		[ -n "$URL" ] && break
		kill -0 "$server" 2>/dev/null || { cat "$scratch/log"; exit 1; }
		sleep 0.1
	done
fi
export URL RELEASE PYTHONDONTWRITEBYTECODE=1
# The scripts' own figures are about this server, not about a proxy in between.
export no_proxy='127.0.0.1,localhost' NO_PROXY='127.0.0.1,localhost'

ran="" failed=0 skipped=""
client() { # name, command …
	name=$1; shift
	"$@" >"$scratch/out" 2>&1
	case $? in
	0) ran="$ran $name"; echo "ok       $name: $(tail -n 1 "$scratch/out")" ;;
	77) skipped="$skipped $name"; echo "skipped  $name: $(tail -n 1 "$scratch/out")" ;;
	*) failed=$((failed + 1)); echo "FAILED   $name"; tail -n 20 "$scratch/out" | sed 's/^/         /' ;;
	esac
}
if "$PYTHON" -c '' 2>/dev/null; then
	for script in "$here"/clients/*_client.py; do
		client "$(basename "$script" _client.py)" "$PYTHON" "$script"
	done
else
	echo "skipped  a Python with the packages of requirements.txt is not here"
fi
[ "$failed" -eq 0 ] || exit 1
[ -n "$ran" ] || { echo "skipped: no client could run"; exit 77; }
echo "agree:$ran${skipped:+; skipped:$skipped}"

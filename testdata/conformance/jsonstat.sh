# JSON-stat: the schema, jsonstat-validator, pyjstat, and the CSV's values.
"$PYTHON" -c 'import pyjstat, jsonschema, pandas' 2>/dev/null || { echo "python3 with pyjstat and jsonschema is not here"; exit 77; }
exec "$PYTHON" "$(dirname "$0")/jsonstat.py"

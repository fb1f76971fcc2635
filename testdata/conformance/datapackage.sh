# Data Package v2: the published schemas, and what they cannot say.
"$PYTHON" -c 'import jsonschema, frictionless' 2>/dev/null || { echo "python3 with jsonschema and frictionless is not here"; exit 77; }
exec "$PYTHON" "$(dirname "$0")/datapackage.py"

# PX by the Python package pyaxis: the same values as the CSV.
"$PYTHON" -c 'import pyaxis' 2>/dev/null || { echo "python3 with pyaxis is not here"; exit 77; }
exec "$PYTHON" "$(dirname "$0")/px.py"

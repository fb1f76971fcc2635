# CSVW by the Python package csvw: metadata, datatypes, required, primary key.
"$PYTHON" -c 'import csvw' 2>/dev/null || { echo "python3 with csvw is not here"; exit 77; }
exec "$PYTHON" "$(dirname "$0")/csvw_check.py"

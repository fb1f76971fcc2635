# Parquet by pyarrow: types, order, and the same observations as the CSV.
"$PYTHON" -c 'import pyarrow.parquet' 2>/dev/null || { echo "python3 with pyarrow is not here"; exit 77; }
exec "$PYTHON" "$(dirname "$0")/parquet.py"

# DCAT-AP-SE: three forms of one graph, and the SHACL shapes that need no network.
"$PYTHON" -c 'import rdflib, pyshacl' 2>/dev/null || { echo "python3 with rdflib and pyshacl is not here"; exit 77; }
exec "$PYTHON" "$(dirname "$0")/dcat.py"

# JSON-stat by the reference reader, jsonstat-toolkit.
command -v node >/dev/null || { echo "node is not here"; exit 77; }
[ -d "$NODE_PATH/jsonstat-toolkit" ] || { echo "npm jsonstat-toolkit is not here"; exit 77; }
exec node "$(dirname "$0")/jsonstat_toolkit.cjs"

"""Holds datapackage.json against the schemas of version 2.0 and against the files."""
import csv, hashlib, json, os
import jsonschema

release, formats = os.environ["RELEASE"], os.environ.get("FORMATS", "")
package = json.load(open(os.path.join(release, "datapackage.json"), encoding="utf-8"))


def hold(name, document):
    if formats:
        schema = json.load(open(os.path.join(formats, "frictionless", f"v2.0_{name}.json"), encoding="utf-8"))
        jsonschema.validators.validator_for(schema)(schema).validate(document)


hold("datapackage", package)
tables = rows = 0
for resource in package["resources"]:
    hold("dataresource", resource)
    path = os.path.join(release, resource["path"])
    raw = open(path, "rb").read()
    assert resource["bytes"] == len(raw), path
    assert resource["hash"] == "sha256:" + hashlib.sha256(raw).hexdigest(), path
    if resource.get("type") != "table":
        continue
    hold("tableschema", resource["schema"])
    dialect = resource.get("dialect", {})
    if dialect:
        hold("tabledialect", dialect)
    tables += 1
    reader = csv.reader(raw.decode(resource["encoding"]).splitlines(), delimiter=dialect.get("delimiter", ","))
    fields = resource["schema"]["fields"]
    assert next(reader) == [f["name"] for f in fields], path
    keys = [i for i, f in enumerate(fields) if f["name"] in resource["schema"]["primaryKey"]]
    seen = set()
    for row in reader:
        rows += 1
        key = tuple(row[i] for i in keys)
        assert key not in seen, (path, key)
        seen.add(key)
        for text, field in zip(row, fields, strict=True):
            rules = field.get("constraints", {})
            assert text or not rules.get("required"), (path, row)
            assert "enum" not in rules or text in rules["enum"], (path, text)
            if text and field["type"] == "number":
                float(text.replace(field.get("decimalChar", "."), "."))
            if text and field["type"] == "integer":
                int(text)

# And as frictionless reads it: every cell by its type, every file by its digest. It
# is slow: where time is short it reads the smallest table and the files.
import frictionless

if os.environ.get("QUICK"):
    smallest = min((r for r in package["resources"] if r.get("type") == "table"), key=lambda r: r["bytes"])
    package["resources"] = [r for r in package["resources"] if r.get("type") != "table" or r is smallest]
found = frictionless.Package.from_descriptor(package, basepath=release).validate(limit_errors=5)
for task in found.tasks:
    for error in task.errors:
        print(task.name, error.message)
for error in found.errors:
    print(error.message)
assert found.valid and not found.warnings, found.warnings
print(f"{tables} tables of {rows} rows, frictionless reads {len(package['resources'])} resources" + ("" if formats else "; the schemas are not here"))

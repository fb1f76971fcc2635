"""Holds the catalogue against the shapes of DCAT-AP 3.0.1, DCAT-AP-SE and HVD."""
import hashlib, os, sys
import rdflib, pyshacl
from rdflib.compare import isomorphic

releases, formats = os.environ["RELEASES"], os.environ.get("FORMATS", "")
graphs = [rdflib.Graph().parse(os.path.join(releases, "catalog." + ext), format=form)
          for ext, form in (("rdf", "xml"), ("ttl", "turtle"), ("jsonld", "json-ld"))]
assert isomorphic(graphs[0], graphs[1]) and isomorphic(graphs[0], graphs[2]), "the three forms differ"
graph = graphs[0]
assert not [n for n in graph.all_nodes() if isinstance(n, rdflib.BNode)], "blank nodes are not harvested"
SPDX, DCAT = rdflib.Namespace("http://spdx.org/rdf/terms#"), rdflib.Namespace("http://www.w3.org/ns/dcat#")
files = 0
for file, sum in graph.subject_objects(SPDX.checksum):
    path = str(file).split("/releases/", 1)[1]
    raw = open(os.path.join(releases, path), "rb").read()
    assert graph.value(sum, SPDX.checksumValue).lower() == hashlib.sha256(raw).hexdigest(), path
    assert int(graph.value(file, DCAT.byteSize)) == len(raw), path
    files += 1
held = 0
if formats:
    for shapes in ("shacl/3.0.1_split_shapes.ttl", "dcat-ap-se-3.0.1-mandatory.shacl.ttl", "shacl/3.0.0-hvd_html_hvd-SHACL-base.ttl"):
        ok, _, text = pyshacl.validate(graph, shacl_graph=os.path.join(formats, "dcat", shapes), advanced=False, meta_shacl=False)
        if not ok:
            sys.exit(f"{shapes}\n{text}")
        held += 1
print(f"{len(graph)} statements, {files} files, {held} sets of shapes" + ("" if formats else " (they are not here)"))

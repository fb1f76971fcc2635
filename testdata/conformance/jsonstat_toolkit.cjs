// Reads every JSON-stat file by jsonstat-toolkit and compares it with the raw one.
const fs = require("fs"), path = require("path"), assert = require("assert");
const JSONstat = require("jsonstat-toolkit");
const toolkit = JSONstat.default || JSONstat;
const folder = path.join(process.env.RELEASE, "jsonstat");
let cells = 0;
for (const name of fs.readdirSync(folder)) {
  const raw = JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
  const set = toolkit(raw);
  assert.equal(set.class, "dataset", name);
  assert.deepEqual(set.id, raw.id);
  assert.deepEqual(set.role.geo, ["area"]);
  assert.deepEqual(set.role.time, ["period"]);
  assert.deepEqual(set.role.metric, ["indicator"]);
  assert.equal(set.n, raw.value.length);
  for (let i = 0; i < set.n; i += 97) {
    const cell = set.Data(i);
    assert.equal(cell.value, raw.value[i]);
    assert.equal(cell.status || null, raw.status[i] || null);
    cells++;
  }
  const indicator = raw.dimension.indicator.category.index[0];
  assert.equal(set.Dimension("indicator").Category(indicator).label, raw.dimension.indicator.category.label[indicator]);
}
console.log(cells + " cells read");

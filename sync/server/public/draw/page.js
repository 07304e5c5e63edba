// The public page of a draw: takes the published files, draws again in this browser, and says whether it finds the same.
// The result is only compared with; it is never drawn from.
"use strict";
(function () {
  const FROZEN = ["compounds.ndjson", "enterprises.ndjson", "experts.ndjson", "extras.ndjson", "officers.ndjson", "plan.ndjson", "recusals.ndjson"];
  const ALL = [...FROZEN, "digests.txt", "seed.ndjson", "result.ndjson"];
  const at = (name) => document.getElementById("draw-" + name);
  const form = at("check"), verdict = at("verdict");
  let files = {};

  const text = (name) => (files[name] ? new TextDecoder().decode(files[name]) : null);
  const seedAsPublished = () => (text("seed.ndjson") ? JSON.parse(text("seed.ndjson")) : { value: "", openings: [] });

  /** Secrets of parties stand in the field on a line each, in the order of the plan. */
  const asText = (seed) => (seed.openings.length ? seed.openings.map(([, secret]) => secret).join("\n") : seed.value);

  function given() {
    const parties = JSON.parse(text("plan.ndjson") || '{"seed":{"parties":[]}}').seed.parties;
    const secrets = at("seed").value.split("\n");
    return parties.length
      ? { value: "", openings: parties.map(([party], i) => [party, secrets[i] || ""]) }
      : { value: at("seed").value, openings: [] };
  }

  function say(kind, fields) {
    verdict.textContent = verdict.dataset[kind].replace(/\{(\w+)\}/g, (_, name) => fields[name]);
    verdict.dataset.state = kind;
  }

  function take(found) {
    files = found;
    at("seed").value = asText(seedAsPublished());
    at("seed").rows = Math.max(1, seedAsPublished().openings.length);
  }

  async function choose(event) {
    const found = {};
    for (const file of event.target.files) if (ALL.includes(file.name)) found[file.name] = new Uint8Array(await file.arrayBuffer());
    take(found);
  }

  async function fetchAll(base) {
    const found = {};
    await Promise.all(ALL.map(async (name) => {
      const answer = await fetch(base + name);
      if (answer.ok) found[name] = new Uint8Array(await answer.arrayBuffer());
    }));
    take(found);
  }

  function cell(kind, text, role) {
    const made = document.createElement(role === "rowheader" ? "th" : "td");
    made.className = kind;
    made.setAttribute("role", role || "cell");
    made.textContent = text;
    return made;
  }

  /** The centre's words for what the files have codes for; a code that it has none for stays. */
  function lineOf(visit, number, plan, districts) {
    const row = document.createElement("tr"), code = document.createElement("span");
    const checks = visit.checks.map((id) => form.dataset.check.replace("{number}", 1 + plan.checks.findIndex((one) => one.id === id)));
    const compound = cell("compound", visit.name, "rowheader");
    compound.scope = "row";
    compound.lang = "zh-CN";
    code.className = "enterprise";
    code.textContent = visit.id;
    compound.appendChild(code);
    row.setAttribute("role", "row");
    row.append(
      cell("number", String(number)), compound, cell("district", districts[visit.district] || visit.district),
      cell("grade", visit.grade), cell("checks", checks.join(form.dataset.comma)));
    return row;
  }

  function show(found) {
    const plan = JSON.parse(text("plan.ndjson")), districts = JSON.parse(form.dataset.districts);
    at("frozen").textContent = found.frozen;
    at("key").textContent = found.key;
    at("count").textContent = String(found.visits.length);
    at("visits").replaceChildren(...found.visits.map((visit, i) => lineOf(visit, i + 1, plan, districts)));
    at("found").hidden = false;
  }

  function judge(found) {
    const there = text("result.ndjson"), digests = text("digests.txt");
    if (digests !== null && digests !== found.digests) return say("changed", {});
    if (there === null) return say("alone", {});
    const lines = there.split("\n");
    const line = [...found.lines, ""].findIndex((one, i) => one !== lines[i]);
    if (line >= 0 || lines.length !== found.lines.length + 1) return say("differs", { line: (line < 0 ? found.lines.length : line) + 1 });
    return say(JSON.parse(lines[0]).possible ? "same" : "impossible", {});
  }

  function recompute(event) {
    event.preventDefault();
    say("working", {});
    at("found").hidden = true;
    setTimeout(() => {
      try {
        const found = SuichaDraw.recompute(files, given());
        show(found);
        judge(found);
      } catch (error) {
        say("broken", { problem: error.message });
      }
    });
  }

  form.addEventListener("submit", recompute);
  if (at("files")) at("files").addEventListener("change", choose);
  if (form.dataset.base) fetchAll(form.dataset.base);
})();

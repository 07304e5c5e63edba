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

  function show(found) {
    at("frozen").textContent = found.frozen;
    at("key").textContent = found.key;
    at("count").textContent = String(found.visits.length);
    at("visits").replaceChildren(...found.visits.map((visit, i) => {
      const row = document.createElement("tr");
      for (const cell of [i + 1, visit.name + " (" + visit.id + ")", visit.district, visit.grade, visit.checks.join(", ")]) {
        row.appendChild(document.createElement("td")).textContent = cell;
      }
      return row;
    }));
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

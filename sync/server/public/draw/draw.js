// Recomputes a published draw from its pools, its plan and a seed, and from nothing else. Written from docs/draw.md alone.
// A plain script for a browser (then it is `SuichaDraw`), and for node (`require`).
"use strict";
var SuichaDraw = (function () {
  const POOLS = ["compounds", "enterprises", "experts", "extras", "officers", "recusals"];
  const FROZEN = ["compounds.ndjson", "enterprises.ndjson", "experts.ndjson", "extras.ndjson", "officers.ndjson", "plan.ndjson", "recusals.ndjson"];
  const ALGORITHM = "suicha-draw 1";

  // --- SHA-256 (FIPS 180-4): browsers offer their own only over HTTPS, and a citizen may have the page as a file ---

  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (value) => ((value - Math.floor(value)) * 4294967296) | 0;
  const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
  const ROUND = primes.map((prime) => fraction(Math.cbrt(prime)));
  const schedule = new Int32Array(64);

  function block(state, view, at) {
    for (let i = 0; i < 16; i++) schedule[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const x = schedule[i - 15], y = schedule[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      schedule[i] = (schedule[i - 16] + s0 + schedule[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + schedule[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
  }

  const encoder = new TextEncoder();

  /** SHA-256 in lower-case hex of a text (as UTF-8) or of bytes. */
  function sha256(content) {
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    const whole = bytes.length - (bytes.length % 64);
    const tail = new Uint8Array(bytes.length - whole < 56 ? 64 : 128);
    tail.set(bytes.subarray(whole));
    tail[bytes.length - whole] = 0x80;
    const end = new DataView(tail.buffer);
    end.setUint32(tail.length - 8, Math.floor(bytes.length / 536870912));
    end.setUint32(tail.length - 4, (bytes.length * 8) >>> 0);
    const state = START.slice();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < whole; at += 64) block(state, view, at);
    for (let at = 0; at < tail.length; at += 64) block(state, end, at);
    return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  // --- The canonical form ---

  function canonical(value) {
    if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
    if (value !== null && typeof value === "object") {
      return "{" + Object.keys(value).sort().map((name) => JSON.stringify(name) + ":" + canonical(value[name])).join(",") + "}";
    }
    if (typeof value === "number" && !Number.isSafeInteger(value)) throw new Error("not canonical: " + value);
    return JSON.stringify(value);
  }

  /** The values of the lines of a file. Throws where it is not canonical. */
  function readLines(name, bytes) {
    try {
      const lines = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes).split("\n");
      if (lines.pop() !== "") throw new Error("the last line is not ended");
      return lines.map((line, i) => readLine(line, i + 1));
    } catch (error) {
      throw new Error(name + ": " + error.message);
    }
  }

  function readLine(line, number) {
    const value = JSON.parse(line);
    if (canonical(value) !== line) throw new Error("line " + number + " is not canonical");
    return value;
  }

  const words = (text) => (text === "" ? [] : text.split(","));

  // --- What was frozen, and the key ---

  /** `digests.txt`: what sha256sum says of the frozen files. */
  function digestsOf(files) {
    return FROZEN.map((name) => {
      if (!files[name]) throw new Error(name + " is missing");
      return sha256(files[name]) + "  " + name + "\n";
    }).join("");
  }

  function commitment(party, secret) {
    return sha256(["suicha-commitment 1", party, secret].join("\n"));
  }

  /** The key of all tickets. `seed` is `{value, openings}`; openings are [party, secret] in the order of the plan. */
  function keyOf(frozen, plan, seed) {
    const { kind, parties } = plan.seed;
    if (kind === "commitments") {
      const opened = seed.openings || [];
      if (opened.length !== parties.length) throw new Error("every party has to show its secret");
      parties.forEach(([party, bound], i) => {
        if (opened[i][0] !== party || commitment(party, opened[i][1]) !== bound) throw new Error("not what it was bound to: " + party);
      });
      return sha256([ALGORITHM, frozen, kind, ...opened.map(([, secret]) => secret)].join("\n"));
    }
    return sha256([ALGORITHM, frozen, kind, seed.value].join("\n"));
  }

  const ticket = (key, role, name, number) => sha256([key, role, name, number].join(","));

  function remainder(hex, divisor) {
    let rest = 0;
    for (let i = 0; i < hex.length; i += 2) rest = (rest * 256 + parseInt(hex.slice(i, i + 2), 16)) % divisor;
    return rest;
  }

  // --- Compounds ---

  function compoundsOf(plan, pools, key) {
    const byMark = new Map(plan.mark_weights);
    const extra = new Map();
    for (const [, compound, weight] of pools.extras) extra.set(compound, (extra.get(compound) || 0) + weight);
    return pools.compounds.map(([id, name, enterprise, district, grade, kind, marks]) => {
      const list = words(marks);
      const added = list.reduce((sum, mark) => sum + (byMark.get(mark) || 0), extra.get(id) || 0);
      const weight = Math.max(1, Math.min(1 + added, plan.most_weight));
      let lowest = ticket(key, "compound", id, 1);
      for (let number = 2; number <= weight; number++) {
        const other = ticket(key, "compound", id, number);
        if (other < lowest) lowest = other;
      }
      return { id, name, enterprise, district, grade, kind, marks: list, ticket: lowest, checks: [] };
    });
  }

  function takes(check, one) {
    return (!check.kinds.length || check.kinds.includes(one.kind))
      && (!check.districts.length || check.districts.includes(one.district))
      && (!check.marks.length || check.marks.some((mark) => one.marks.includes(mark)));
  }

  function rateOf(check, grade, district) {
    if (check.cover) return 10000;
    const own = check.district_rates.find((rate) => rate[0] === district && rate[1] === grade);
    const usual = check.rates.find((rate) => rate[0] === grade);
    if (!own && !usual) throw new Error("no rate for grade " + grade);
    return own ? own[2] : usual[1];
  }

  function strataOf(check, compounds, key) {
    const groups = new Map();
    for (const one of compounds) {
      if (!takes(check, one)) continue;
      const name = one.grade + " " + one.district;
      if (!groups.has(name)) {
        groups.set(name, { check: check.id, grade: one.grade, district: one.district, rate: rateOf(check, one.grade, one.district), members: [] });
      }
      groups.get(name).members.push(one);
    }
    const order = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
    const strata = [...groups.values()].sort((x, y) => order(x.grade, y.grade) || order(x.district, y.district));
    let reached = remainder(ticket(key, "rounding", check.id, 1), 10000);
    for (const stratum of strata) {
      const next = reached + stratum.members.length * stratum.rate;
      stratum.quota = Math.floor(next / 10000) - Math.floor(reached / 10000);
      reached = next;
    }
    return strata;
  }

  const byTicket = (x, y) => (x.ticket < y.ticket ? -1 : x.ticket > y.ticket ? 1 : 0);

  /** Marks the compounds of one check; a shortfall where its strata cannot all be filled. */
  function chooseFor(check, strata, room) {
    const giving = strata.filter((stratum) => stratum.quota);
    const home = new Map();
    for (const stratum of giving) {
      stratum.left = stratum.quota;
      for (const one of stratum.members) home.set(one, stratum);
    }
    const order = [...home.keys()].sort(byTicket);
    const chosen = new Set();
    const fits = (one) => !room || one.checks.length > 0 || room.get(one.enterprise) > 0;
    const use = (one, by) => { if (room && !one.checks.length) room.set(one.enterprise, room.get(one.enterprise) + by); };
    for (const one of order) {
      const stratum = home.get(one);
      if (stratum.left && fits(one)) { chosen.add(one); use(one, -1); stratum.left--; }
    }
    for (const short of giving) {
      while (short.left) {
        const found = exchange(short, order, home, chosen, fits);
        if (!found.path) return capShortfall(found, strata, home, chosen);
        found.path.forEach((one, i) => {
          if (i % 2) { chosen.delete(one); use(one, 1); } else { chosen.add(one); use(one, -1); }
        });
        short.left--;
      }
    }
    for (const one of chosen) one.checks.push(check.id);
    return null;
  }

  function exchange(short, order, home, chosen, fits) {
    const cameBy = new Map([[short, []]]);
    const reached = new Set();
    const queue = [short];
    for (const stratum of queue) {
      for (const one of order) {
        if (home.get(one) !== stratum || chosen.has(one)) continue;
        if (fits(one)) return { path: [...cameBy.get(stratum), one] };
        if (reached.has(one.enterprise)) continue;
        reached.add(one.enterprise);
        for (const other of order) {
          if (other.enterprise !== one.enterprise || !chosen.has(other) || other.checks.length) continue;
          if (cameBy.has(home.get(other))) continue;
          cameBy.set(home.get(other), [...cameBy.get(stratum), one, other]);
          queue.push(home.get(other));
        }
      }
    }
    return { path: null, strata: queue, enterprises: [...reached] };
  }

  function capShortfall(found, strata, home, chosen) {
    const inside = strata.filter((stratum) => found.strata.includes(stratum));
    const available = [...chosen].filter((one) => found.strata.includes(home.get(one))).length;
    const missing = inside.reduce((sum, stratum) => sum + stratum.left, 0);
    const where = [...inside.map((one) => one.check + " " + one.grade + " " + one.district), ...found.enterprises.sort()];
    return { available, constraint: "enterprise-cap", excluded: {}, needed: available + missing, remedies: { room: missing, visits: missing }, where };
  }

  // --- People ---

  function benchOf(plan, pools, duty, key) {
    const officers = duty === "officer";
    const bench = {
      duty, people: [], turnedAway: {}, seats: officers ? 2 : 1,
      awayFromHome: officers && plan.home_district === 1,
      apart: officers && plan.departments === "different",
      most: officers ? plan.most_officer_visits : plan.most_expert_visits,
    };
    for (const [id, , home, department, checked, temporary, from, until, qualifications] of officers ? pools.officers : pools.experts) {
      let why = null;
      if (officers) {
        if (temporary) why = "temporary";
        else if (!checked) why = "unchecked";
        else if (!(from <= plan.first_day && plan.last_day <= until)) why = "certificate";
      }
      if (why) bench.turnedAway[why] = (bench.turnedAway[why] || 0) + 1;
      else bench.people.push({ id, home, department, qualifications: words(qualifications), visits: [], ticket: ticket(key, duty, id, 0) });
    }
    bench.people.sort(byTicket);
    return bench;
  }

  function demandOf(plan, pools, bench, visit) {
    const about = { compound: visit.id, enterprise: visit.enterprise, district: visit.district };
    const recused = new Set();
    for (const [, person, scope, target, , decision] of pools.recusals) {
      if (decision === "granted" && about[scope] === target) recused.add(person);
    }
    const needed = plan.qualifications
      .filter((one) => one.duty === bench.duty && (one.check ? visit.checks.includes(one.check) : visit.marks.includes(one.mark)))
      .map((one) => one.needed);
    return { district: bench.awayFromHome ? visit.district : null, recused, needed };
  }

  function whyNot(person, demand) {
    if (person.home === demand.district) return "home";
    if (demand.recused.has(person.id)) return "recused";
    return demand.needed.every((one) => person.qualifications.includes(one)) ? null : "unqualified";
  }

  const isApart = (bench, person, others) => !bench.apart || others.every((other) => other.department !== person.department);

  /** Fills `team` of every visit for one duty; the shortfalls where that is not possible. */
  function assign(plan, pools, bench, visits, key) {
    const demands = visits.map((visit) => demandOf(plan, pools, bench, visit));
    const waiting = bench.people.map((person) => ({ person, load: 0, ticket: ticket(key, bench.duty, person.id, 1) }));
    const teams = [];
    const shortfalls = [];
    visits.forEach((visit, i) => {
      const taken = [];
      while (taken.length < bench.seats) {
        let best = null;
        for (const one of waiting) {
          if (best && (one.load > best.load || (one.load === best.load && one.ticket >= best.ticket))) continue;
          if (taken.includes(one) || whyNot(one.person, demands[i])) continue;
          if (isApart(bench, one.person, taken.map((other) => other.person))) best = one;
        }
        if (!best) break;
        taken.push(best);
      }
      if (taken.length < bench.seats) { shortfalls.push(tooFew(bench, demands[i], visit)); teams.push([]); return; }
      for (const one of taken) {
        one.load++;
        one.ticket = ticket(key, bench.duty, one.person.id, one.load + 1);
        one.person.visits.push(i);
      }
      teams.push(taken.map((one) => one.person));
    });
    if (!shortfalls.length) {
      for (let path = findPath(bench, demands, teams); path; path = findPath(bench, demands, teams)) handOn(path, teams);
      const overload = bench.most ? overloadOf(bench, demands, teams, visits) : null;
      if (overload) shortfalls.push(overload);
    }
    return { teams, shortfalls };
  }

  function tooFew(bench, demand, visit) {
    const excluded = Object.assign({}, bench.turnedAway);
    const fit = bench.people.filter((person) => {
      const why = whyNot(person, demand);
      if (why) excluded[why] = (excluded[why] || 0) + 1;
      return !why;
    });
    let constraint = bench.duty + "s", available = fit.length;
    if (available >= bench.seats) {
      constraint = "departments";
      available = new Set(fit.map((person) => person.department)).size;
    }
    return { available, constraint, excluded, needed: bench.seats, remedies: { people: bench.seats - available }, where: [visit.id] };
  }

  function canReplace(bench, demand, team, giver, taker) {
    return !team.includes(taker) && !whyNot(taker, demand) && isApart(bench, taker, team.filter((one) => one !== giver));
  }

  function findPath(bench, demands, teams) {
    const least = Math.min(...bench.people.map((person) => person.visits.length));
    const loads = [...new Set(bench.people.map((person) => person.visits.length))].filter((load) => load >= least + 2);
    const cameBy = new Map();
    for (const load of loads.sort((x, y) => y - x)) {
      const queue = bench.people.filter((person) => !cameBy.has(person) && person.visits.length === load);
      queue.forEach((person) => cameBy.set(person, null));
      for (const giver of queue) {
        for (const visit of giver.visits) {
          for (const taker of bench.people) {
            if (cameBy.has(taker) || !canReplace(bench, demands[visit], teams[visit], giver, taker)) continue;
            cameBy.set(taker, { giver, visit });
            if (taker.visits.length <= load - 2) return pathTo(taker, cameBy);
            queue.push(taker);
          }
        }
      }
    }
    return null;
  }

  function pathTo(taker, cameBy) {
    const path = [];
    for (let step = cameBy.get(taker); step; step = cameBy.get(taker)) {
      path.push({ giver: step.giver, visit: step.visit, taker });
      taker = step.giver;
    }
    return path;
  }

  function handOn(path, teams) {
    for (const { giver, visit, taker } of path) {
      teams[visit][teams[visit].indexOf(giver)] = taker;
      giver.visits = giver.visits.filter((one) => one !== visit);
      taker.visits = [...taker.visits, visit].sort((x, y) => x - y);
    }
  }

  function overloadOf(bench, demands, teams, visits) {
    const queue = bench.people.filter((person) => person.visits.length > bench.most);
    if (!queue.length) return null;
    const reached = new Set(queue);
    for (const giver of queue) {
      for (const visit of giver.visits) {
        for (const taker of bench.people) {
          if (reached.has(taker) || !canReplace(bench, demands[visit], teams[visit], giver, taker)) continue;
          reached.add(taker);
          queue.push(taker);
        }
      }
    }
    const needed = queue.reduce((sum, person) => sum + person.visits.length, 0);
    const available = bench.most * queue.length;
    const held = [...new Set(queue.flatMap((person) => person.visits))].sort((x, y) => x - y);
    const cap = Math.max(...bench.people.map((person) => person.visits.length));
    const remedies = { cap, people: Math.ceil((needed - available) / bench.most), visits: needed - available };
    return { available, constraint: bench.duty + "-visits", excluded: {}, needed, remedies, where: held.map((visit) => visits[visit].id) };
  }

  // --- The whole ---

  function drawAll(plan, pools, key) {
    const compounds = compoundsOf(plan, pools, key);
    const room = plan.enterprise_cap
      ? new Map(pools.enterprises.map(([code, , visits]) => [code, Math.max(0, plan.enterprise_cap - visits)]))
      : null;
    const strata = [];
    for (const check of plan.checks) {
      const found = strataOf(check, compounds, key);
      const shortfall = chooseFor(check, found, room);
      if (shortfall) return { shortfalls: [shortfall] };
      strata.push(...found);
    }
    const visits = compounds.filter((one) => one.checks.length).sort(byTicket);
    const officers = assign(plan, pools, benchOf(plan, pools, "officer", key), visits, key);
    const experts = assign(plan, pools, benchOf(plan, pools, "expert", key), visits, key);
    const shortfalls = [...officers.shortfalls, ...experts.shortfalls];
    return shortfalls.length ? { shortfalls } : { shortfalls, strata, visits, officers: officers.teams, experts: experts.teams };
  }

  /**
   * The lines of `result.ndjson` that a seed finds. `files`: the bytes (Uint8Array) of the frozen files by their names;
   * `seed`: `{value, openings}`. Returns `{frozen, digests, key, lines, visits}`.
   */
  function recompute(files, seed) {
    const digests = digestsOf(files);
    const frozen = sha256(digests);
    const [plan] = readLines("plan.ndjson", files["plan.ndjson"]);
    if (plan.algorithm !== ALGORITHM) throw new Error("not the algorithm of this program: " + plan.algorithm);
    const pools = {};
    for (const name of POOLS) pools[name] = readLines(name + ".ndjson", files[name + ".ndjson"]);
    const key = keyOf(frozen, plan, seed);
    const found = drawAll(plan, pools, key);
    const visits = found.visits || [];
    const ids = (team) => team.map((person) => person.id);
    const values = [
      { algorithm: ALGORITHM, key, possible: found.shortfalls.length ? 0 : 1, visits: visits.length },
      ...found.shortfalls.map((one) => ["shortfall", one]),
      ...(found.strata || []).map((one) => ["stratum", one.check, one.grade, one.district, one.rate, one.members.length, one.quota]),
      ...visits.map((one, i) => ["visit", i + 1, one.id, one.checks, ids(found.officers[i]), ids(found.experts[i])]),
    ];
    return { frozen, digests, key, plan, lines: values.map(canonical), visits };
  }

  return { recompute, sha256, commitment, canonical, readLines, ticket };
})();
if (typeof module !== "undefined") module.exports = SuichaDraw;

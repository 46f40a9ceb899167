// The head of the page: who was judged and what came of it; then the rules, family by family.
function showHead(run) {
  const counts = count(run.scenarios);
  const [css, word] = run.exitCode === 0 ? ["pass", "Conformant"] : run.exitCode === 1 ? ["fail", "Not conformant"] : ["open", "Not judged in full"];
  document.title = `${word}: ${run.subject.name} – Paxos conformance`;
  const sentence = run.exitCode === 0 ? "Every rule that was judged is kept."
    : counts.FAIL ? `${plural(run.rules.filter(rule => rule.verdict === "FAIL").length, "rule")} broken, shown by ${plural(counts.FAIL, "scenario")}.`
    : counts.FIXED ? `What the baseline names in ${plural(counts.FIXED, "scenario")} fails no longer: its lines have to go.`
    : "No rule was broken, as far as could be judged. Not everything could be.";
  byId("head").append(
    make("p", { class: "brand" }, "Paxos conformance"),
    make("h1", {}, run.subject.name),
    make("p", { class: `outcome ${css}` }, make("strong", {}, `${verdicts[{ pass: "PASS", fail: "FAIL", open: "INCONCLUSIVE" }[css]].sign} ${word}`), " ", make("span", {}, sentence)),
    make("div", { class: "tiles" }, ["PASS", "FAIL", "INCONCLUSIVE", "NOT APPLICABLE", "KNOWN", "FIXED"].filter(verdict => counts[verdict] || !["KNOWN", "FIXED"].includes(verdict)).map(verdict => tile(verdict, counts[verdict] ?? 0))),
    make("dl", { class: "facts" },
      ...fact("Result", run.summary),
      ...fact("Tier", `${run.subject.tier}; ${run.rules.length} of ${run.allRules} rules, ${run.scenarios.length} of ${run.allScenarios} scenarios`),
      ...fact("Can", run.subject.capabilities.join(", ") || "nothing beyond the minimum"),
      ...fact("Again", make("code", {}, run.subject.command)),
      ...fact("Suite", `PaxosConformance ${run.suite}${run.started ? ", " + run.started : ""}`)));
}

const fact = (name, text) => [make("dt", {}, name), make("dd", {}, text)];

function tile(verdict, number) {
  const { css, sign, word } = verdicts[verdict];
  return make("button", { type: "button", class: `tile ${number ? css : "none"}`, disabled: number === 0, click: () => only({ verdict }), "aria-label": `${number} ${word}: show only these` },
    make("b", {}, number), make("span", {}, `${sign} ${word}`));
}

function count(results) {
  const counts = {};
  for (const { verdict } of results) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

function showRules(run) {
  const order = ["FAIL", "KNOWN", "INCONCLUSIVE", "NOTED", "PASS", "NOT APPLICABLE"];
  const families = run.families.map(family => ({ ...family, rules: run.rules.filter(rule => rule.family === family.id) })).filter(family => family.rules.length);
  byId("summary").append(make("ul", { class: "families" }, families.map(({ id, title, rules }) => {
    const counts = count(rules);
    const told = order.filter(verdict => counts[verdict]).map(verdict => `${counts[verdict]} ${verdicts[verdict].ofRule}`).join(", ");
    return make("li", {},
      make("button", { type: "button", class: "family", click: () => only({ text: id }), "aria-label": `${id}, ${title}: ${told}. Show its scenarios` },
        make("span", { class: "name" }, make("b", {}, id), " ", title),
        make("span", { class: "cells", "aria-hidden": "true" }, order.flatMap(verdict => rules.filter(rule => rule.verdict === verdict)).map(rule => make("i", { class: verdicts[rule.verdict].css, title: `${rule.id} ${rule.title}: ${verdicts[rule.verdict].ofRule}` }))),
        make("span", { class: "told" }, told)));
  })));
  const broken = run.rules.filter(rule => rule.verdict === "FAIL");
  if (broken.length) byId("summary").append(make("h3", {}, "Broken"), ruleList(broken));
  const open = run.rules.filter(rule => rule.verdict === "INCONCLUSIVE" || rule.verdict === "NOT APPLICABLE");
  if (open.length) byId("summary").append(make("details", { class: "unjudged" }, make("summary", {}, `${plural(open.length, "rule")} not judged at tier ${run.subject.tier}`), ruleList(open)));
}

const ruleList = rules => make("ul", { class: "broken" }, rules.map(rule => make("li", {},
  make("button", { type: "button", class: "link", click: () => only({ rule: rule.id }) }, rule.id),
  ` ${rule.title} `, make("span", { class: "soft" }, [rule.level, rule.class].filter(Boolean).join(", ") + (rule.reason ? ": " + rule.reason : "")))));

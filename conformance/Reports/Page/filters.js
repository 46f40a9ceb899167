// What of the scenarios is shown: by verdict, by rule, and by words.
const wanted = { verdict: "", rule: "", text: "" };
let views = [];

function showFilters(run, all) {
  views = all;
  const option = (value, text) => make("option", { value }, text);
  const counts = count(run.scenarios);
  const ruleIds = [...new Set(run.scenarios.flatMap(scenario => [...scenario.rules, ...scenario.violations.map(found => found.rule)]))].sort();
  const titles = new Map(run.rules.map(rule => [rule.id, rule.title]));
  byId("filters").append(
    make("label", { class: "search" }, make("span", {}, "Search"), make("input", { type: "search", id: "text", placeholder: "scenario, rule, words …", autocomplete: "off", spellcheck: "false", input: e => filter({ text: e.target.value }) })),
    make("label", {}, make("span", {}, "Verdict"), make("select", { id: "verdict", change: e => filter({ verdict: e.target.value }) },
      option("", "all"), Object.keys(verdicts).filter(verdict => counts[verdict]).map(verdict => option(verdict, `${verdicts[verdict].sign} ${verdicts[verdict].word} (${counts[verdict]})`)))),
    make("label", {}, make("span", {}, "Rule"), make("select", { id: "rule", change: e => filter({ rule: e.target.value }) },
      option("", "all"), ruleIds.map(id => option(id, `${id} ${titles.get(id) ?? ""}`)))),
    make("button", { type: "button", id: "reset", click: () => { filter({ verdict: "", rule: "", text: "" }); byId("text").focus(); } }, "Show all"));
  filter({});
}

// From the summary: nothing else is filtered, and the reader is taken to what is left.
function only(filters) {
  filter({ verdict: "", rule: "", text: "", ...filters });
  byId("scenarios").scrollIntoView();
  byId("scenarios").focus({ preventScroll: true });
}

function filter(change) {
  Object.assign(wanted, change);
  for (const id of ["verdict", "rule", "text"]) if (byId(id).value !== wanted[id]) byId(id).value = wanted[id];
  const sought = wanted.text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  for (const view of views) {
    const { data } = view;
    view.element.hidden = !((!wanted.verdict || data.verdict === wanted.verdict)
      && (!wanted.rule || data.rules.includes(wanted.rule) || data.violations.some(found => found.rule === wanted.rule))
      && sought.every(word => view.searched.includes(word)));
  }
  const shown = views.filter(view => !view.element.hidden).length;
  byId("count").textContent = shown === views.length ? `${plural(shown, "scenario")}` : `${shown} of ${plural(views.length, "scenario")}`;
  byId("reset").hidden = !(wanted.verdict || wanted.rule || wanted.text);
}

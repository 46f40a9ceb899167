// Puts the page together, and listens to keys that work everywhere on it.
const run = JSON.parse(byId("run").textContent);
const rules = new Map(run.rules.map(rule => [rule.id, rule]));
const all = run.scenarios.map(scenario => new ScenarioView(scenario, rules));
showHead(run);
showRules(run);
byId("list").append(...all.map(view => view.element));
if (!all.length) byId("list").append(make("p", { class: "empty" }, "No scenario was played."));
showFilters(run, all);

const here = () => all.find(view => view.element.contains(document.activeElement));

function step(way) {
  const shown = all.filter(view => !view.element.hidden);
  const place = shown.indexOf(here());
  const next = shown[place < 0 ? (way > 0 ? 0 : shown.length - 1) : place + way];
  next?.button.focus();
  next?.element.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, select, textarea")) return;
  const acts = {
    "/": () => byId("text").focus(),
    j: () => step(1),
    k: () => step(-1),
    v: () => (here() ?? all.find(view => !view.element.hidden && view.data.violations.length))?.jump(),
  };
  if (!acts[e.key]) return;
  e.preventDefault();
  acts[e.key]();
});

function openNamed() {
  const view = all.find(view => "#" + view.data.id === location.hash);
  if (!view) return;
  if (view.element.hidden) filter({ verdict: "", rule: "", text: "" });
  view.toggle(true);
  view.element.scrollIntoView();
  view.button.focus({ preventScroll: true });
}

addEventListener("hashchange", openNamed);
addEventListener("beforeprint", () => {
  for (const view of all) if (view.data.verdict === "FAIL" && !view.element.hidden) view.toggle(true);
  for (const view of all) if (view.isOpen) view.print();
});
addEventListener("afterprint", () => all.forEach(view => view.isOpen && view.diagram?.printed()));
openNamed();

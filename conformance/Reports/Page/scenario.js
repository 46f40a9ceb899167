// A scenario: a line that opens. What is in it is made when it is opened for the first time.
class ScenarioView {
  constructor(data, rules) {
    this.data = data;
    this.rules = rules;
    this.body = make("div", { class: "body", id: "body-" + data.id, hidden: true });
    this.button = make("button", { type: "button", "aria-expanded": "false", "aria-controls": this.body.id, click: () => this.toggle() },
      badge(data.verdict), make("span", { class: "id" }, data.id), make("span", { class: "title" }, data.title), make("span", { class: "ms" }, `${data.ms} ms`));
    this.element = make("article", { id: data.id, class: verdicts[data.verdict].css }, make("h3", {}, this.button), this.body);
    this.searched = [data.id, data.title, data.message, ...data.rules, ...data.violations.map(found => found.rule)].join("\n").toLowerCase();
  }

  get isOpen() { return !this.body.hidden; }

  toggle(open = !this.isOpen) {
    if (open && !this.body.hasChildNodes()) this.build();
    this.body.hidden = !open;
    this.button.setAttribute("aria-expanded", open);
  }

  jump() {
    this.toggle(true);
    if (this.diagram?.trace.proofs.length) this.diagram.jump();
  }

  print() {
    for (const folded of this.body.querySelectorAll("details")) folded.open = true;
    this.diagram?.print();
  }

  build() {
    const { data } = this;
    const trace = readTrace(data.id);
    this.diagram = trace && trace.steps.length ? new DiagramView(data.id, trace) : null;
    this.body.append(...[
      data.message && !data.violations.length && make("pre", { class: "message" }, data.message),
      ...data.remarks.map(text => make("p", { class: "remark" }, text)),
      ...data.violations.map(found => this.violation(found)),
      this.diagram && make("h4", {}, "What happened"), this.diagram?.element, this.diagram && legend(),
      make("h4", {}, "Rules"), this.ruleList(),
      make("h4", {}, "Run just this again"), again(data.again),
    ].filter(Boolean));
  }

  violation({ rule: id, expected, actual, proof }) {
    const rule = this.rules.get(id);
    return make("section", { class: "violation", "aria-label": `${id} is broken` },
      make("h4", {}, `${id} ${rule?.title ?? ""}`, make("span", { class: "soft" }, rule ? ` ${[rule.level, rule.class].filter(Boolean).join(", ")}` : "")),
      rule && make("p", { class: "statement" }, rule.statement),
      make("div", { class: "compare" },
        make("div", { class: "expected" }, make("h5", {}, expected.length > 1 ? "Expected, any of" : "Expected"), make("ul", {}, expected.map(text => make("li", {}, text)))),
        make("div", { class: "actual" }, make("h5", {}, "Actual"), make("p", {}, actual), make("p", { class: "soft" }, `proved by ${proof.length === 1 ? "event" : "events"} ${proof.join(", ")}`))),
      rule && sources(rule));
  }

  ruleList() {
    return make("ul", { class: "rules" }, this.data.rules.map(id => {
      const rule = this.rules.get(id);
      const why = this.data.notJudged[id];
      if (!rule) return make("li", {}, id);
      return make("li", {}, make("details", {},
        make("summary", {}, make("b", {}, id), ` ${rule.title} `, make("span", { class: "soft" }, [rule.level, rule.class].filter(Boolean).join(", "))),
        make("p", { class: "statement" }, rule.statement), rule.condition && make("p", {}, rule.condition), sources(rule)),
        why && make("p", { class: "remark" }, `Not judged here: ${why}`));
    }));
  }
}

function sources(rule) {
  if (!rule.sources.length) return null;
  return make("details", { class: "sources" }, make("summary", {}, `Source: ${[rule.sources[0].work, rule.sources[0].place].filter(Boolean).join(", ")}${rule.sources.length > 1 ? `, and ${rule.sources.length - 1} more` : ""}`), rule.sources.map(({ work, place, quote, reading }) => make("figure", {},
    quote && make("blockquote", {}, quote),
    make("figcaption", {}, work, place ? ", " + place : "", reading ? ` (${reading})` : ""))));
}

function again(command) {
  const code = make("code", { tabindex: "0" }, command);
  const button = make("button", { type: "button", click: async () => {
    getSelection().selectAllChildren(code);
    try {
      await navigator.clipboard.writeText(command);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Selected";
    }
  } }, "Copy");
  return make("div", { class: "again" }, code, button);
}

const legend = () => make("p", { class: "legend soft" },
  "From top to bottom: what happened, with its logical time. Solid arrows arrive at once; dashed ones are late or come again; ✕ is lost; ‖ is held back. A dotted line is a dead node, a hatched one a paused node. Marked rows prove the violation.");

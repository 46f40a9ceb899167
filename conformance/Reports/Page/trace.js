// Reads a trace when somebody looks at it. The arrays are described where they are written: Page/TraceData.cs.
function readTrace(id) {
  const element = byId("trace-" + id);
  if (!element) return null;
  const data = JSON.parse(element.textContent);
  const steps = data.steps.map(([kind, clock, text, proves, ...rest]) => ({ kind, clock, text: data.texts[text], proves: proves === 1, ...fields(kind, rest) }));
  const proofs = [];
  const arrivals = [];
  steps.forEach((step, place) => {
    if (step.proves) proofs.push(place);
    if (step.kind === "a") arrivals.push(place);
  });
  return { lines: data.lines.map(([name, role]) => ({ name, role })), steps, proofs, arrivals, outages: data.outages };
}

function fields(kind, [a, b, c, d, e, f]) {
  switch (kind) {
    case "m": return { from: a, to: b, tone: c, passage: d };
    case "a": return { from: a, to: b, tone: c, sentIn: d, sentAt: e, how: f };
    case "k": return { at: a, what: b, sign: c };
    default: return { note: a };
  }
}

const remarks = { lost: " (lost)", unsent: " (never left)", held: " (held back)", late: " (late)" };

function words(step) {
  if (step.kind === "m") return step.text + (remarks[step.passage] ?? "");
  if (step.kind === "a") return `${step.text} (${step.how}, of ${step.sentAt})`;
  return step.text;
}

// A step as a sentence, for the line below the diagram and for those who hear it.
function sentence(trace, step) {
  const name = place => trace.lines[place].name;
  const who = step.kind === "m" || step.kind === "a" ? `${name(step.from)} → ${name(step.to)}: ` : step.kind === "k" ? name(step.at) + ": " : "";
  return `${step.clock ? "time " + step.clock + ", " : ""}${who}${words(step)}${step.proves ? " — proves the violation" : ""}`;
}

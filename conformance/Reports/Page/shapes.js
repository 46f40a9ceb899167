// The shapes of the diagram, in a picture of any width: lanes become narrower, and words move in from its edges.
const pitch = 34;

class Shapes {
  constructor(trace, width) {
    this.trace = trace;
    this.width = width;
    this.gutter = width < 520 ? 34 : 60;
    this.lane = Math.min(280, (width - this.gutter) / Math.max(1, trace.lines.length));
    this.right = this.gutter + this.lane * trace.lines.length;
  }

  x(line) { return Math.round(this.gutter + this.lane * (line + 0.5)); }

  y(place) { return place * pitch + 21; }

  heads() {
    const room = Math.max(2, Math.floor((this.lane - 8) / 8));
    return this.trace.lines.map((line, i) => {
      const name = line.name.length > room ? line.name.slice(0, room - 1) + "…" : line.name;
      const wide = Math.min(this.lane - 4, Math.max(48, name.length * 8 + 18));
      return draw("g", { class: `head ${line.role}` },
        draw("title", {}, `${line.name}, ${line.role}`),
        draw("rect", { x: this.x(i) - wide / 2, y: 4, width: wide, height: 22, rx: 5 }),
        draw("text", { x: this.x(i), y: 19 }, name),
        this.lane > 46 && draw("text", { x: this.x(i), y: 37, class: "role" }, line.role));
    });
  }

  lives(from, to) {
    const [top, bottom] = [from * pitch, to * pitch];
    return [
      ...this.trace.lines.map((line, i) => draw("line", { class: `life ${line.role}`, x1: this.x(i), x2: this.x(i), y1: top, y2: bottom })),
      ...this.trace.outages.filter(([, start, end]) => start < to && end >= from).flatMap(([line, start, end, paused]) => {
        const at = { x1: this.x(line), x2: this.x(line), y1: Math.max(top, this.y(start)), y2: Math.min(bottom, this.y(end)) };
        return [draw("line", { class: "outage", ...at }), draw("line", { class: paused ? "paused" : "dead", ...at })];
      }),
    ];
  }

  ground(place) {
    const step = this.trace.steps[place];
    if (!step.proves) return [];
    const at = { x: 0, y: place * pitch, height: pitch };
    return [draw("rect", { class: "proof", ...at, width: this.width }), draw("rect", { class: "proof-edge", ...at, width: 4 })];
  }

  step(place) {
    const step = this.trace.steps[place];
    const y = this.y(place);
    const group = draw("g", { class: `step ${step.tone ?? ""}`, "data-step": place });
    if (step.clock) group.append(draw("text", { class: "clock", x: this.gutter - 6, y: y + 4 }, step.clock));
    if (step.kind === "m") group.append(...this.message(step, y));
    if (step.kind === "a") group.append(...this.arrival(step, y));
    if (step.kind === "k") {
      const bad = ["exited", "killed", "powerlost", "damaged", "malformed"].includes(step.what);
      group.append(
        draw("circle", { class: bad ? "dot bad" : step.what === "paused" ? "dot still" : "dot", cx: this.x(step.at), cy: y, r: 8 }),
        draw("text", { class: "sign", x: this.x(step.at), y: y + 4 }, step.sign),
        this.word(step, this.x(step.at) + 14, y + 4, false));
    }
    if (step.kind === "n") group.append(
      draw("rect", { class: "band " + step.note, x: this.gutter, y: place * pitch + 5, width: this.right - this.gutter, height: pitch - 10, rx: 4 }),
      draw("text", { class: "band-word " + step.note, x: (this.gutter + this.right) / 2, y: y + 1 }, this.fit(step.text, this.right - this.gutter)));
    return group;
  }

  message(step, y) {
    const [from, to] = [this.x(step.from), this.x(step.to)];
    const reach = { lost: 0.6, unsent: 0.15, held: 0.35, late: 0.35 }[step.passage] ?? 1;
    const end = Math.round(from + (to - from) * reach);
    const waits = step.passage === "held" || step.passage === "late";
    const shapes = [draw("line", { class: waits ? "wire late" : "wire", x1: from, y1: y, x2: end, y2: y })];
    if (reach === 1) shapes.push(tip(from, y, to, y));
    if (step.passage === "lost" || step.passage === "unsent") shapes.push(cross(end, y));
    if (waits) shapes.push(draw("path", { class: "wire", d: `M${end} ${y - 6}v12m${to >= from ? 4 : -4} -12v12` }));
    return [...shapes, this.word(step, (from + to) / 2, y - 6, true)];
  }

  // The line from where the message was sent is drawn by flight: it may begin far above.
  arrival(step, y) {
    const [from, to] = [this.x(step.from), this.x(step.to)];
    const start = from + (to - from) * 0.35;
    return [step.how === "lost" ? cross(to, y) : tip(start, this.y(step.sentIn), to, y), this.word(step, (from + to) / 2, y - 6, true)];
  }

  flight(place) {
    const step = this.trace.steps[place];
    const [from, to] = [this.x(step.from), this.x(step.to)];
    return draw("line", { class: `wire late ${step.tone}`, x1: Math.round(from + (to - from) * 0.35), y1: this.y(step.sentIn), x2: to, y2: this.y(place) });
  }

  word(step, x, y, middle) {
    const text = this.fit(words(step), this.width - this.gutter - 4);
    const half = length(text) / 2;
    const low = this.gutter + half;
    const centre = Math.max(low, Math.min(middle ? x : x + half, this.width - 4 - half));
    return draw("text", { class: `word${middle ? " middle" : ""}${step.proves ? " proof-word" : ""}`, x: Math.round(middle ? centre : centre - half), y }, text);
  }

  fit(text, width) { return length(text) <= width ? text : text.slice(0, Math.max(1, Math.floor(width / letter) - 1)) + "…"; }
}

const letter = 6.7;
const length = text => text.length * letter;
const cross = (x, y) => draw("path", { class: "cross", d: `M${x - 5} ${y - 5}l10 10m0 -10l-10 10` });
const tip = (fromX, fromY, x, y) => draw("path", { class: "tip", d: "M0 0l-9 -4.5v9z", transform: `translate(${x} ${y}) rotate(${Math.atan2(y - fromY, x - fromX) * 180 / Math.PI})` });

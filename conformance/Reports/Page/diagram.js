// One diagram on the page. Only the steps that are in view are there as elements, so a trace of 50,000 events is as quick as one of ten.
const margin = 12;
const mostFlights = 200;
const mostPrinted = 150;

class DiagramView {
  constructor(id, trace) {
    this.id = id;
    this.trace = trace;
    this.current = -1;
    this.heads = draw("svg", { class: "sequence heads", "aria-hidden": "true", height: 44 });
    this.picture = draw("svg", { class: "sequence picture", "aria-hidden": "true" });
    this.canvas = make("div", { class: "canvas" }, this.picture);
    this.scroller = make("div", {
      class: "scroller", tabindex: "0", role: "group", "aria-label": `Sequence diagram of ${id}: ${plural(trace.steps.length, "step")}. Arrow keys go from step to step.`,
      scroll: () => this.render(), keydown: e => this.key(e), click: e => this.pick(e),
    }, this.heads, this.canvas);
    this.spoken = make("p", { class: "spoken", role: "status" }, "Choose a step to read it in full.");
    this.element = make("div", { class: "diagram" }, this.bar(), this.scroller, this.spoken);
    this.canvas.style.height = trace.steps.length * pitch + "px";
    new ResizeObserver(() => this.resize()).observe(this.scroller);
  }

  bar() {
    const button = (text, act, label) => make("button", { type: "button", click: act, "aria-label": label }, text);
    const proves = this.trace.proofs.length > 0;
    return make("div", { class: "bar" },
      proves && make("button", { type: "button", class: "jump", click: () => this.jump() }, "Jump to the violation"),
      proves && button("‹ proof", () => this.proof(-1), "Previous proving step"),
      proves && button("proof ›", () => this.proof(1), "Next proving step"),
      make("span", { class: "soft" }, plural(this.trace.steps.length, "step") + (proves ? `, ${this.trace.proofs.length} of them proof` : "")));
  }

  resize() {
    const width = Math.max(280, this.scroller.clientWidth);
    if (this.shapes?.width === width) return;
    this.shapes = new Shapes(this.trace, width);
    this.heads.setAttribute("width", width);
    this.heads.replaceChildren(...this.shapes.heads());
    this.shown = "";
    this.render();
  }

  render() {
    if (!this.shapes) return;
    const top = Math.max(0, this.scroller.scrollTop - 44);
    const from = Math.max(0, Math.floor(top / pitch) - margin);
    this.window(from, Math.min(this.trace.steps.length, Math.ceil((top + this.scroller.clientHeight) / pitch) + margin));
  }

  window(from, to) {
    if (this.shown === `${from}-${to}`) return;
    this.shown = `${from}-${to}`;
    const places = Array.from({ length: to - from }, (_, i) => from + i);
    const flights = this.flights(from, to);
    this.picture.setAttribute("width", this.shapes.width);
    this.picture.setAttribute("height", (to - from) * pitch);
    this.picture.setAttribute("viewBox", `0 ${from * pitch} ${this.shapes.width} ${(to - from) * pitch}`);
    this.picture.style.top = from * pitch + "px";
    this.picture.replaceChildren(
      ...places.flatMap(place => this.shapes.ground(place)), this.cursor(), ...this.shapes.lives(from, to),
      ...flights.map(place => this.shapes.flight(place)), ...places.map(place => this.shapes.step(place)));
  }

  // Late messages whose way crosses the view. Few are on their way at a time, but nothing holds a subject to that.
  flights(from, to) {
    const found = [];
    for (const place of this.trace.arrivals) {
      if (place >= from && this.trace.steps[place].sentIn < to && found.push(place) === mostFlights) break;
    }
    return found;
  }

  cursor() {
    this.mark = draw("rect", { class: "cursor", x: 1, width: this.shapes.width - 2, height: pitch - 1, y: this.current * pitch, visibility: this.current < 0 ? "hidden" : "visible" });
    return this.mark;
  }

  go(place) {
    this.current = Math.max(0, Math.min(this.trace.steps.length - 1, place));
    const y = this.current * pitch;
    const room = this.scroller.clientHeight - 44;
    if (y < this.scroller.scrollTop || y + pitch > this.scroller.scrollTop + room) this.scroller.scrollTop = y - room / 2;
    this.shown = "";
    this.render();
    this.spoken.textContent = sentence(this.trace, this.trace.steps[this.current]);
  }

  jump() {
    this.scroller.focus({ preventScroll: true });
    this.go(this.trace.proofs.at(-1));
    this.element.scrollIntoView({ block: "nearest" });
  }

  proof(way) {
    const next = way > 0 ? this.trace.proofs.find(place => place > this.current) : this.trace.proofs.findLast(place => place < this.current);
    this.go(next ?? (way > 0 ? this.trace.proofs[0] : this.trace.proofs.at(-1)));
  }

  key(e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const page = Math.floor(this.scroller.clientHeight / pitch) - 2;
    const moves = {
      ArrowDown: () => this.go(this.current + 1), ArrowUp: () => this.go(this.current - 1),
      PageDown: () => this.go(this.current + page), PageUp: () => this.go(this.current - page),
      Home: () => this.go(0), End: () => this.go(this.trace.steps.length - 1),
      n: () => this.trace.proofs.length && this.proof(1), p: () => this.trace.proofs.length && this.proof(-1),
    };
    if (!moves[e.key]) return;
    e.preventDefault();
    e.stopPropagation();
    moves[e.key]();
  }

  pick(e) {
    const y = e.clientY - this.canvas.getBoundingClientRect().top;
    if (y >= 0) this.go(Math.floor(y / pitch));
  }

  // Paper does not scroll: what led to the proof is there in full.
  print() {
    this.resize();
    const end = this.trace.proofs.length ? this.trace.proofs.at(-1) + 1 : this.trace.steps.length;
    const from = Math.max(0, end - mostPrinted);
    this.window(from, end);
    this.picture.style.top = "0";
    this.canvas.style.height = (end - from) * pitch + "px";
  }

  printed() {
    this.canvas.style.height = this.trace.steps.length * pitch + "px";
    this.shown = "";
    this.render();
  }
}

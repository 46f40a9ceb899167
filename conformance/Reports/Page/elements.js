// Elements are made from text by these two, and by nothing else: no markup is ever parsed, so no text can become markup.
const svgSpace = "http://www.w3.org/2000/svg";

function make(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function draw(name, attributes = {}, ...children) {
  return fill(document.createElementNS(svgSpace, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(child => child != null && child !== false));
  return element;
}

const byId = id => document.getElementById(id);

const plural = (count, one, many = one + "s") => `${count} ${count === 1 ? one : many}`;

// Every verdict has a sign and a word of its own: colour only repeats what they say.
const verdicts = {
  "FAIL": { css: "fail", sign: "✕", word: "failed", ofRule: "broken" },
  "FIXED": { css: "open", sign: "↑", word: "fixed", ofRule: "fixed" },
  "INCONCLUSIVE": { css: "open", sign: "?", word: "inconclusive", ofRule: "not judged" },
  "KNOWN": { css: "note", sign: "≡", word: "known", ofRule: "known to be broken" },
  "NOTED": { css: "note", sign: "!", word: "noted", ofRule: "advice" },
  "PASS": { css: "pass", sign: "✓", word: "passed", ofRule: "kept" },
  "NOT APPLICABLE": { css: "none", sign: "–", word: "not applicable", ofRule: "not applicable" },
};

const badge = verdict => make("span", { class: `badge ${verdicts[verdict].css}` }, make("span", { "aria-hidden": "true" }, verdicts[verdict].sign + " "), verdict);

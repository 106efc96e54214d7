// The doctor, in the page: what is wrong with its chat, to read and to copy.
import { copier, make, sheet } from "./window.js";

const CLASSES = { error: "wrong", warning: "warn", note: "soft" };

async function ask() {
  const facts = await window.kommpyDoctor.facts();
  const answer = await fetch(new URL("doctor", import.meta.url), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(facts),
  });
  if (!answer.ok) throw new Error(`The dev server answered ${answer.status}.`);
  return answer.json();
}

const finding = each =>
  make(
    "li",
    { style: "margin: 6px 0; overflow-wrap: anywhere" },
    make("strong", { class: CLASSES[each.level] }, each.level),
    ` ${each.message}`,
    each.file ? make("div", { class: "mono soft" }, `${each.file}:${each.line ?? ""}`) : "",
  );

const fact = ([label, text]) => [
  make("dt", { class: "soft" }, label),
  make("dd", { style: "margin: 0; overflow-wrap: anywhere" }, text),
];

const setting = each =>
  make(
    "div",
    { class: "mono", style: "overflow-wrap: anywhere; margin-bottom: 4px" },
    `${each.name} = ${each.value}`,
    make("br"),
    make("span", { class: "soft" }, each.origin),
  );

function show(body, report) {
  const good = make("p", { class: "good" }, "Nothing is wrong here.");
  const found = report.findings.length
    ? make("ul", { style: "padding-left: 18px; margin: 0" }, ...report.findings.map(finding))
    : good;
  const settings = report.settings.length
    ? report.settings.map(setting)
    : [make("div", { class: "soft" }, "All as in the dashboard.")];
  body.replaceChildren(
    make("h3", {}, "Findings"),
    found,
    make("h3", {}, "What is there"),
    make("dl", { style: "display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; margin: 0" },
      ...Object.entries(report.facts).flatMap(fact)),
    make("h3", {}, "Settings in force"),
    ...settings,
  );
}

export async function open() {
  let text = "";
  const again = make("button", { type: "button" }, "Look again");
  const { body } = sheet("doctor", "Doctor", {
    style:
      (innerWidth < 700 ? "inset: 8px 8px auto 8px;" : "inset: 24px 24px auto auto; width: 560px;") +
      "max-height: 85vh;",
    actions: [again, copier(() => text)],
  });
  const look = async () => {
    body.replaceChildren(make("p", { role: "status" }, "Looking ..."));
    try {
      await settled();
      const report = await ask();
      text = report.text;
      show(body, report);
    } catch (error) {
      body.replaceChildren(make("p", { role: "status", class: "wrong" }, error.message));
    }
  };
  again.onclick = look;
  await look();
}

// wait a little for a chat that is on its way
async function settled() {
  for (let tries = 0; tries < 50; tries++) {
    const state = JSON.parse(window.kommpy?.look?.() ?? "{}").state;
    if (state && state != "loading") return;
    if (!state && !document.querySelector("script[type=py], script[type=mpy]")) return;
    await new Promise(done => setTimeout(done, 200));
  }
}

// The panel: what the chat does and why, and the other side of it to play with.
import { copier, make, sheet } from "./window.js";

const OPEN = "kommpy-panel"; // remembered while the tab is open
const PERIOD = 300; // milliseconds between two looks
const at = name => new URL(name, import.meta.url);

// the calls that the stand-in can let fail, as a page author knows them
const CALLS = {
  create: "start_conversation()",
  send: "send_message()",
  list: "the list of conversations",
  group: "open_conversation()",
  metadata: "update_conversation_metadata()",
};
// what can go wrong while the chat begins: as `?standin=...` in the page's address
const STARTS = {
  "": "all is well",
  prechat: "the form before the chat",
  disabled: "disabled in the dashboard",
  domain: "this domain is refused",
  "login:application": "unknown app id",
  "login:password": "wrong password",
  "settings:hang": "the server never answers",
  exception: "the widget gives up",
  socket: "no live connection",
};
const COLOURS = { failed: "wrong", error: "wrong", result: "good", trigger: "warn" };

let panel;
let timer;

export function open() {
  if (panel) return panel.element.focus();
  sessionStorage.setItem(OPEN, "yes");
  const doctor = make("button", { type: "button" }, "Doctor");
  doctor.onclick = () => import(at("doctor.js")).then(tool => tool.open());
  panel = sheet("panel", "kommpy", {
    style: innerWidth < 700
      ? "inset: auto 0 0 0; max-width: none; height: 55vh; border-radius: 12px 12px 0 0;"
      : "inset: 12px auto 12px 12px; width: 400px;",
    actions: [doctor, copier(() => story(look()))],
    onClose() {
      clearInterval(timer);
      panel = null;
      sessionStorage.removeItem(OPEN);
    },
  });
  const holds = make("div");
  const happened = make("ol", { class: "mono", style: "list-style:none;margin:0;padding:0" });
  const side = make("div");
  panel.body.append(holds, side, make("h3", {}, "What happened"), happened);
  let last;
  const show = () => {
    // the stand-in may come later than the panel
    if (!side.childElementCount && window.kommunicateStandin?.receive) {
      side.append(make("h3", {}, "Play the other side"), otherSide());
    }
    const text = window.kommpy?.look?.() ?? "";
    if (text == last) return;
    last = text;
    const seen = look();
    holds.replaceChildren(...state(seen), make("h3", {}, "Settings in force"), ...settings(seen));
    tell(happened, seen?.moments ?? []);
  };
  show();
  timer = setInterval(show, PERIOD);
}

// what Python says

const look = () => {
  const text = window.kommpy?.look?.();
  return text ? JSON.parse(text) : null;
};

function state(seen) {
  const page = window.kommpy?.page ?? {};
  const on = { py: "Pyodide", mpy: "MicroPython" }[page.runtime] ?? "no Python";
  if (!seen) return [make("p", { role: "status" }, `${on}: no Chat has been made on this page yet.`)];
  const word = make("strong", { class: seen.state == "failed" ? "wrong" : "good" }, seen.state);
  const facts = [seen.path, on, seen.is_open ? "open" : "closed"];
  if (seen.group_id) facts.push(`conversation ${seen.group_id}`);
  const reason = seen.reason ? make("div", { class: "wrong" }, seen.message ?? seen.reason) : "";
  return [
    make("div", { role: "status", style: "margin-top:10px" }, word, " ", reason),
    make("div", { class: "soft" }, facts.join(" · ")),
  ];
}

function settings(seen) {
  if (!seen?.settings.length) return [make("div", { class: "soft" }, "All as in the dashboard.")];
  return seen.settings.map(each => {
    const origin = make("span", { class: "soft" }, each.origin);
    explain(each, seen.path, origin);
    const value = make("span", { style: "overflow-wrap:anywhere" }, `${each.name} = ${each.value}`);
    return make("div", { class: "mono", style: "margin-bottom:4px" }, value, make("br"), origin);
  });
}

// put file and line behind what a page rule says
const places = new Map();
async function explain({ name, origin }, path, element) {
  const pattern = /^rule "(.*)"$/.exec(origin)?.[1];
  if (!pattern) return;
  const key = `${name} ${path}`;
  if (!places.has(key)) {
    const url = at("place");
    url.search = new URLSearchParams({ page: window.kommpyDoctor.page, path, name, pattern });
    places.set(key, fetch(url).then(answer => answer.json()).catch(() => ({})));
  }
  const { place } = await places.get(key);
  if (place) element.textContent = `${origin}, ${place}`;
}

function tell(list, moments) {
  const low = panel.body.scrollHeight - panel.body.scrollTop - panel.body.clientHeight < 40;
  const first = !list.childElementCount;
  list.replaceChildren(
    ...moments.map(each =>
      make(
        "li",
        { style: "display:flex;gap:8px;overflow-wrap:anywhere" },
        make("span", { class: "soft", style: "flex: none" }, each.at.toFixed(2).padStart(6)),
        make("span", { class: COLOURS[each.kind] ?? "soft", style: "flex:0 0 64px" }, each.kind),
        make("span", { style: "min-width:0" }, each.text),
      ),
    ),
  );
  if (low && !first) panel.body.scrollTop = panel.body.scrollHeight;
}

const story = seen =>
  (seen?.moments ?? [])
    .map(each => `${each.at.toFixed(3).padStart(8)}  ${each.kind.padEnd(8)}  ${each.text}`)
    .join("\n");

// the other side: what the stand-in can be told to do

function otherSide() {
  const control = () => window.kommunicateStandin;
  const said = make("div", { role: "status", class: "soft" });
  const act = (what, call) => {
    try {
      call();
      said.className = "soft";
      said.textContent = what;
    } catch (error) {
      said.className = "wrong";
      said.textContent = error.message;
    }
  };
  return make("div", {}, message(control, act), failure(control, act), line(control, act), start(), said);
}

function message(control, act) {
  const text = make("input", { "aria-label": "Message", value: "How can I help?", style: "flex:1" });
  const form = make("form", { class: "row" }, text, make("button", {}, "Send as agent"));
  form.onsubmit = event => {
    event.preventDefault();
    act("The message is on its way.", () => control().receive({ message: text.value }));
  };
  return form;
}

function failure(control, act) {
  const choice = make("select", { "aria-label": "Call that fails", style: "flex:1" });
  for (const [name, title] of Object.entries(CALLS)) choice.append(make("option", { value: name }, title));
  const button = make("button", { type: "button" }, "Fail the next");
  button.onclick = () =>
    act(`The next ${CALLS[choice.value]} fails.`, () => failOnce(control(), choice.value));
  return make("div", { class: "row" }, choice, button);
}

// heal a fault as soon as a request has met it
function failOnce(control, name) {
  const before = control.requests.length;
  control.fail(name, "500");
  const watch = setInterval(() => {
    if (!control.requests.slice(before).some(each => each.status >= 400)) return;
    clearInterval(watch);
    control.fail(name, false);
  }, 20);
}

function line(control, act) {
  const offline = make("button", { type: "button", "aria-pressed": "false" }, "Offline");
  offline.onclick = () => {
    const off = offline.getAttribute("aria-pressed") == "false";
    act(off ? "The line is cut." : "The line is back.", () => {
      control().connectSocket(!off);
      offline.setAttribute("aria-pressed", off);
    });
  };
  const other = make("button", { type: "button" }, "Another visitor");
  other.onclick = () =>
    act("", () => {
      control().reset(); // while its frame is there
      forget();
      location.reload();
    });
  return make("div", { class: "row" }, offline, other);
}

// leave nothing of the visitor in the browser
function forget() {
  window.Kommunicate?.logout?.();
  for (const storage of [sessionStorage, localStorage]) {
    for (const key of Object.keys(storage)) {
      if (/^(kommunicate-(?!standin-)|chatheaders-|mckActive)/.test(key)) storage.removeItem(key);
    }
  }
  for (const pair of document.cookie.split(";")) {
    const name = pair.split("=")[0].trim();
    if (/km_(id|user_name|lead_collection|ac_tn)-/.test(name)) document.cookie = `${name}=; Max-Age=0; path=/`;
  }
}

function start() {
  const address = new URL(location);
  const now = address.searchParams.get("standin") ?? "";
  const choice = make("select", { style: "flex:1" });
  const titles = now in STARTS ? STARTS : { ...STARTS, [now]: now };
  for (const [name, title] of Object.entries(titles)) {
    choice.append(make("option", { value: name, selected: name == now ? "" : null }, title));
  }
  choice.onchange = () => {
    address.searchParams.delete("standin");
    if (choice.value) address.searchParams.set("standin", choice.value);
    if (choice.value == "prechat") forget(); // who is known is not asked
    location.assign(address);
  };
  return make("label", { class: "row" }, make("span", {}, "At the start:"), choice);
}

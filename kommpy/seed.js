// The seed: what happens before Python is there, and the few lines of JavaScript that Python needs
// later (catching what the widget throws, naming a handler). Prerendering puts it into the page;
// elsewhere it is an ordinary script before PyScript's.
//
// At most 1,024 bytes gzipped without these comments, hence the short names:
// w window, d document, m an element or a method, a arguments, r a result or whatever comes,
// p the page data, k `window.kommpy`, x the widget's object, h the link or form held back,
// i what the visitor did so far, g the clock of Python's start, l whether it is a click,
// o the promise that onInit was called, or never will be, and c what fulfils it.
if (!window.kommpy) {
  let w = window,
    d = document,
    // an element with an id is to be had from the window
    p = JSON.parse(w["kommpy-page"]?.text || "{}"),
    i = [],
    x = w.Kommunicate,
    { nonce } = d.currentScript,
    c,
    o = new Promise(r => (c = r)),
    g,
    // the element that shows that something is coming
    e = m => m.closest?.("[data-kommpy-fallback=launch],[data-kommpy],button") || 0,
    // add a script
    s = (src, onerror, a) =>
      d.head.append(Object.assign(d.createElement("script"), { src, onerror, nonce }, a)),
    // put this page's settings in force
    n = r => k.safe(x, "updateSettings", p.conversation),
    // onInit was called, or never will be
    t = r => {
      n();
      k.tell("said", r);
      k.python();
      setTimeout(c);
    },
    // Python does not come: do the least that helps
    b = r => k.over || k.take(2).map(r => y(r[1]) || k.safe(r, 2)),
    // open the chat, where the element says so
    y = m => m.closest?.("[data-kommpy-fallback=launch]") && k.open(),
    // the visitor did something
    u = r => {
      let m = r.target,
        l = r.type == "click",
        h = m.closest?.(l ? "a[data-kommpy]" : "form[data-kommpy]");
      if (k.over) k.over > 1 && y(m) && r.preventDefault();
      else if ((l || h) && !i[98]) {
        h && r.preventDefault();
        // the third has the browser do what was held back, if anything was
        r.kommpy = i.push([r.type, m, a => (l ? h.click() : h.requestSubmit(r.submitter)), d.URL]);
        e(m).ariaBusy = true;
        e(m) && k.python();
      }
    },
    // `over`: 1 when Python watches, 2 when nobody does, for Python did not come
    k = (w.kommpy = {
      page: p,
      said: [],
      // tell(topic, text): Python's ear, in time
      tell: (...r) => k.said.push(r),
      // hand over what the visitor did; what follows is Python's to watch
      take(r = 1) {
        k.over = r;
        i.map(r => (e(r[1]).ariaBusy = null));
        return i.splice(0);
      },
      // install the widget, where nobody has; of what onInit is given only the status is kept, no
      // secret; gives the promise
      begin(r = p.settings, src = p.script) {
        if (r && !(w.kommunicate ||= {})._globals) {
          w.kommunicate._globals = k.began = r;
          r.onInit = (r, a) => t(a && !a.userId ? "empty" : r.errorMessage || r);
          s(src, r => t("blocked"), { id: "km-widget-script" });
        }
        return o;
      },
      // open the chat, or the form before it, as soon as it can be
      open: r => k.begin().then(r => k.safe(x, "openWidgetPreview")),
      // let Python begin, once
      python(r) {
        g ||= setTimeout(b, 2e4, p.python && s(p.python, b, { type: "module" }));
      },
      // call a method: [result], or the text of what it threw
      safe(r, m, ...a) {
        try {
          return [r[m](...a)];
        } catch (r) {
          return "" + r;
        }
      },
      // call the widget with its arguments as JSON text and a handler of that name for its answer:
      // "!" and what was thrown, or a getter's result as JSON text ("false" of the others)
      call(m, a, h) {
        a = JSON.parse(a);
        // to the widget null is a value, and only undefined takes a setting back
        if (m == "updateSettings") for (let r in a[0]) a[0][r] ??= void 0;
        h && a.push(k.named(h));
        a = k.safe(x, m, ...a);
        return a.big ? "!" + a : JSON.stringify(m[0] == "g" && a[0]);
      },
      // a function of that very name, which the widget asks for; it tells what it is given, in a
      // list, for nothing has no JSON text
      named: h => ({ [h]: r => k.tell(h, JSON.stringify([r])) })[h],
    });
  addEventListener("click", u, 1);
  addEventListener("submit", u, 1);
  // the widget keeps settings from the moment on in which it shows its object
  Object.defineProperty(w, "Kommunicate", {
    get: r => x,
    set(r) {
      x = r;
      setTimeout(n);
    },
  });
  if (!p.load) {
    p.hold || k.begin();
    setTimeout(k.python, p.wait);
  }
}

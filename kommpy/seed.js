// The seed: what happens before Python is there, and the few lines of JavaScript that Python needs
// later (catching what the widget throws, naming a handler). Prerendering puts it into the page;
// elsewhere it is an ordinary script before PyScript's.
//
// At most 1,024 bytes gzipped without these comments, hence the short names:
// w window, d document, m an element or a method, a arguments, r a result or whatever comes,
// p the page data, k `window.kommpy`, x the widget's object, h the link or form held back,
// e what the visitor did so far.
((w, d) => {
  if (w.kommpy) return;
  let m = d.getElementById("kommpy-page"),
    p = m ? JSON.parse(m.textContent) : {},
    e = [],
    x = w.Kommunicate,
    nonce = d.currentScript.nonce,
    // the element that shows that something is coming
    b = m => m.closest("button,[data-kommpy],[data-kommpy-fallback]"),
    // add a script
    s = (src, onerror, a) =>
      d.head.append(Object.assign(d.createElement("script"), { src, onerror, nonce }, a)),
    // put this page's settings in force, or have Python do it
    u = r => (k.over ? x && k.tell("there") : k.safe(x, "updateSettings", p.conversation)),
    // onInit was called, or never will be
    y = r => {
      u();
      k.tell("said", r);
      k.python();
    },
    // Python does not come: do the least that helps
    q = r =>
      k.over ||
      k.take(2).map(([r, m, h]) => l(m) || h?.[h.href ? "click" : "submit"]()),
    // launch, where the element says so
    l = m => {
      if (m.closest("[data-kommpy-fallback=launch]")) {
        k.begin();
        return k.safe(x, "launchConversation");
      }
    },
    // the visitor did something
    v = r => {
      let m = r.target,
        c = r.type == "click",
        h = m.closest((c ? "a" : "form") + "[data-kommpy]");
      if (k.over) k.over > 1 && l(m);
      else if (c || h) {
        h && r.preventDefault();
        e[98] || e.push([r.type, m, h]);
        m = b(m);
        if (m) {
          m.ariaBusy = true;
          k.python();
        }
      }
    },
    k = (w.kommpy = {
      page: p,
      said: [],
      over: 0, // 1: Python watches, 2: nobody, for Python did not come
      // tell(topic, text): Python's ear, in time
      tell(...r) {
        k.said.push(r);
      },
      // hand over what the visitor did; what follows is Python's to watch
      take(r = 1) {
        k.over = r;
        e.map(r => (r = b(r[1])) && (r.ariaBusy = null));
        return e.splice(0);
      },
      // install the widget, once; of what onInit is given only the status is kept, no secret
      begin(r = p.settings, src = p.script) {
        if (!k.began && (k.began = r)) {
          r.onInit = (r, a) => y(r.errorMessage || (a && !a.userId ? "empty" : r));
          (w.kommunicate ||= {})._globals = r;
          s(src, r => y("blocked"), { id: "km-widget-script" });
        }
      },
      // let Python begin, once
      python(r) {
        if (p.python) {
          s(p.python, q, { type: "module" });
          setTimeout(q, 2e4);
          p.python = 0;
        }
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
        a = k.safe(w.Kommunicate, m, ...a);
        return a.big ? "!" + a : JSON.stringify(m[0] == "g" && a[0]);
      },
      // a function of that very name, which the widget asks for
      named: h => ({ [h]: r => k.tell(h, JSON.stringify(r ?? null)) })[h],
    });
  d.addEventListener("click", v, true);
  d.addEventListener("submit", v, true);
  // the widget keeps settings from the moment on in which it shows its object
  Object.defineProperty(w, "Kommunicate", {
    get: r => x,
    set(r) {
      x = r;
      queueMicrotask(u);
    },
  });
  if (m && !p.load) {
    p.hold || k.begin();
    setTimeout(k.python, p.wait);
  }
})(window, document);

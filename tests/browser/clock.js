// The clock of a scenario's page, which can be put forward: what falls due happens at once. And a
// count of what the page listens to, by kind.
((w, timers, set, clear, now, date) => {
  let ahead = 0, // milliseconds that were skipped on this page, and
    later = 0; // before it
  performance.now = () => now() + ahead;
  w.Date = class extends date {
    constructor(...given) {
      given.length ? super(...given) : super(w.Date.now());
    }
    static now() {
      return date.now() + ahead + later;
    }
  };
  w.comeLater = seconds => {
    later += seconds * 1000;
    return (ahead + later) / 1000;
  };
  w.setTimeout = (f, ms, ...a) => {
    let run = () => timers.delete(id) && f(...a), id = set(run, ms);
    timers.set(id, { due: performance.now() + (ms || 0), run });
    return id;
  };
  w.clearTimeout = id => {
    timers.delete(id);
    clear(id);
  };
  w.drawn = async times => {
    while (times--) await new Promise(r => requestAnimationFrame(r));
  };
  w.advance = seconds => {
    let end = performance.now() + seconds * 1000;
    for (;;) {
      let next = [...timers].filter(([, t]) => t.due <= end).sort(([, a], [, b]) => a.due - b.due)[0];
      if (!next) break;
      clear(next[0]);
      ahead += Math.max(0, next[1].due - performance.now());
      try {
        next[1].run();
      } catch (error) {
        reportError(error); // as an error of a timer's is: nobody who called anything gets it
      }
    }
    ahead += Math.max(0, end - performance.now());
  };
})(window, new Map(), setTimeout.bind(window), clearTimeout.bind(window),
   performance.now.bind(performance), Date);

window.listening = {};
for (let [method, by] of [["addEventListener", 1], ["removeEventListener", -1]]) {
  let original = EventTarget.prototype[method];
  EventTarget.prototype[method] = function (kind, ...rest) {
    listening[kind] = (listening[kind] || 0) + by;
    return original.call(this, kind, ...rest);
  };
}

// Makes pages nicer to use. Every page works without it.

// Parts that another service owns, into the space that is kept for them, once the page itself is to be seen.
const content = "first-contentful-paint";
const seen = new Promise((resolve) => {
  if (document.hidden || !window.PerformanceObserver?.supportedEntryTypes?.includes("paint")) return resolve();
  new PerformanceObserver((list) => {
    if (list.getEntriesByName(content).length) resolve();
  }).observe({ type: "paint", buffered: true });
});

async function fill(part) {
  part.setAttribute("aria-busy", "true");
  try {
    await seen;
    const answer = await fetch(part.dataset.fragment, { headers: { "X-Fragment": "1" }, credentials: "same-origin" });
    const type = answer.headers.get("Content-Type") ?? "";
    if (type.startsWith("text/html")) {
      part.innerHTML = await answer.text();
    }
  } catch {
    // The plain link that stands there stays.
  } finally {
    part.removeAttribute("aria-busy");
  }
}

for (const part of document.querySelectorAll("[data-fragment]")) {
  fill(part);
}

// Dialogs: a link with data-dialog opens the form that its address would show as a page.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    dialog.showModal();
  }
  const closing = event.target.closest("[data-close]");
  if (closing?.closest("dialog")) {
    event.preventDefault();
    closing.closest("dialog").close();
  }
});
for (const dialog of document.querySelectorAll("dialog[data-open]")) {
  dialog.showModal();
}

// A form is sent once, and says that it is under way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  if ("file" in form.dataset) setTimeout(canBeSent, 2000);
});
// A page that is shown again can be sent again. What comes as a file (data-file) leaves its page as it is.
function canBeSent() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
}
window.addEventListener("pageshow", canBeSent);

// A form with data-keeps-file is sent beside its page, so that the file stays chosen for the next button. What the
// answer changes (data-swap) is put in its place; whatever else is answered is shown as without this script.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("keepsFile" in form.dataset) || event.defaultPrevented) return;
  event.preventDefault();
  try {
    const body = new FormData(form, event.submitter);
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = [...document.querySelectorAll("[data-swap]")].map((part) => [part, page.getElementById(part.id)]);
    if (!parts.every(([, fresh]) => fresh)) return form.submit();
    for (const [part, fresh] of parts) part.replaceWith(fresh);
    parts[0][1].focus();
    canBeSent();
  } catch {
    form.submit();
  }
});

// Keys, wherever nobody is typing, for who has not turned them off: software that listens to a voice types letters too.
const kept = "flankerend-sneltoetsen";
const switchOfKeys = document.querySelector("[data-keys]");
let keysWork = true;
try {
  keysWork = localStorage.getItem(kept) !== "uit";
} catch {
  // A browser that keeps nothing has them on.
}
if (switchOfKeys) {
  switchOfKeys.checked = keysWork;
  switchOfKeys.addEventListener("change", () => {
    keysWork = switchOfKeys.checked;
    try {
      localStorage.setItem(kept, keysWork ? "aan" : "uit");
    } catch {
      // Then it holds for this page.
    }
  });
}

const rows = () => [...document.querySelectorAll("[data-row] a[data-open-row]")];

function move(by) {
  const links = rows();
  if (!links.length) return;
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
  links[next].focus();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, dialog[open]");
  if (!keysWork || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("[data-search]");
  const actions = {
    "?": () => document.getElementById("sneltoetsen")?.showModal(),
    w: () => document.querySelector('.top a[href="/"]')?.click(),
    "/": () => (search ? search.focus() : document.querySelector('.top a[href="/dossiers"]')?.click()),
    j: () => move(1),
    k: () => move(-1),
  };
  const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const action = actions[event.key] ?? (link && (() => link.click()));
  if (action) {
    event.preventDefault();
    action();
  }
});

// Hours of a week can be painted. The field of each day says the same hours, and is what is sent.
const stretch = /(\d{1,2})(?:[:.u](\d{2})(?::\d{2})?|u)?\s*(?:-|–|tot)\s*(\d{1,2})(?:[:.u](\d{2})(?::\d{2})?|u)?/g;
const clock = (minute) => [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

function hoursIn(field) {
  return [...field.value.matchAll(stretch)].map((match) => {
    const [from, fromMinute, until, untilMinute] = match.slice(1).map((part) => Number(part ?? 0));
    return [60 * from + fromMinute, 60 * until + untilMinute];
  });
}

function repainted(hours, from, until, on) {
  const apart = hours.flatMap(([begin, end]) => [[begin, Math.min(end, from)], [Math.max(begin, until), end]]);
  const all = [...apart, ...(on ? [[from, until]] : [])].filter(([begin, end]) => begin < end);
  return all.sort((a, b) => a[0] - b[0]).reduce((joined, [begin, end]) => {
    const last = joined.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([begin, end]);
    return joined;
  }, []);
}

function paintable(table) {
  const step = Number(table.dataset.step);
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const fields = heads.map((head) => document.getElementById(head.dataset.field));
  const lines = [...table.tBodies[0].rows];
  const cell = (line, day) => lines[line]?.cells[day + 1];
  const isOn = (at) => at.getAttribute("aria-selected") === "true";
  const place = (at) => [at.parentElement.sectionRowIndex, at.cellIndex - 1];
  let way = null;

  function show(day) {
    const hours = hoursIn(fields[day]);
    lines.forEach((row, line) => {
      const middle = Number(row.dataset.at) + step / 2;
      cell(line, day).setAttribute("aria-selected", hours.some(([from, until]) => from <= middle && middle < until));
    });
  }
  function paint(first, last, day, on) {
    const from = Number(lines[Math.min(first, last)].dataset.at);
    const until = Math.min(Number(lines[Math.max(first, last)].dataset.at) + step, 24 * 60 - 1);
    fields[day].value = repainted(hoursIn(fields[day]), from, until, on).map((hours) => hours.map(clock).join("-")).join(", ");
    show(day);
  }
  function stand(at) {
    table.querySelector('td[tabindex="0"]')?.setAttribute("tabindex", "-1");
    at.setAttribute("tabindex", "0");
    at.focus({ preventScroll: way !== null });
  }

  table.setAttribute("role", "grid");
  table.setAttribute("aria-multiselectable", "true");
  lines.forEach((row, line) => heads.forEach((head, day) => {
    const at = cell(line, day);
    at.setAttribute("role", "gridcell");
    at.setAttribute("tabindex", line + day ? "-1" : "0");
    at.setAttribute("aria-label", `${head.lastElementChild.textContent} ${row.cells[0].textContent}`);
  }));
  fields.forEach((field, day) => {
    show(day);
    field.addEventListener("input", () => show(day));
  });
  table.addEventListener("pointerdown", (event) => {
    const at = event.target.closest("td[role]");
    if (!at || event.button) return;
    event.preventDefault();
    const [line, day] = place(at);
    way = { on: !isOn(at), line, day };
    stand(at);
    paint(line, line, day, way.on);
  });
  document.addEventListener("pointermove", (event) => {
    const at = way && document.elementFromPoint(event.clientX, event.clientY)?.closest("td[role]");
    if (!at || !table.contains(at)) return;
    const [line, day] = place(at);
    if (line === way.line && day === way.day) return;
    paint(day === way.day ? way.line : line, line, day, way.on);
    way = { ...way, line, day };
  });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => (way = null));
  table.addEventListener("keydown", (event) => {
    const at = event.target.closest("td[role]");
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], " ": [0, 0], Enter: [0, 0] };
    const [down, right] = by[event.key] ?? [];
    if (!at || down === undefined) return;
    event.preventDefault();
    const [line, day] = place(at);
    if (!down && !right) return paint(line, line, day, !isOn(at));
    const next = right + day >= 0 && cell(line + down, day + right);
    if (!next) return;
    stand(next);
    if (event.shiftKey) paint(line + down, line + down, day + right, isOn(at));
  });
  table.hidden = false;
}
for (const table of document.querySelectorAll("[data-paint]")) paintable(table);
for (const about of document.querySelectorAll("[data-with-painting]")) about.hidden = false;
for (const typed of document.querySelectorAll("[data-typed]")) typed.open = typed.querySelector("[aria-invalid]") !== null;

for (const more of document.querySelectorAll("details.more")) {
  document.addEventListener("click", (event) => { if (!more.contains(event.target)) more.open = false; });
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more.open) return;
    more.open = false;
    more.querySelector("summary").focus();
  });
}

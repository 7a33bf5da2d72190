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
    "/": () => (search ? search.focus() : (location.href = "/dossiers")),
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

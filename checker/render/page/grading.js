// Sorting, filtering, and opening answers. What is shown is set as text, never as markup.
"use strict";
(() => {
  const the = (id) => document.getElementById(id);
  const table = the("candidates");
  const body = table.tBodies[0];
  const form = document.querySelector("form.controls");
  const rows = Array.from(body.rows, (row, place) => ({
    row,
    place, // in the order of points
    name: row.cells[0].textContent,
    folder: row.dataset.folder,
    points: Number(row.dataset.points),
    verdict: row.dataset.verdict,
    levels: row.dataset.levels.split(" ").map(Number),
    flags: Number(row.dataset.flags),
    outcomes: row.dataset.outcomes,
  }));
  const data = new Map(
    Array.from(document.querySelectorAll("script[data-candidate]"), (script) => [
      script.dataset.candidate,
      script,
    ]),
  );

  // Sorting

  const names = new Intl.Collator(undefined, { numeric: true });
  const TROUBLE = "febc-p"; // the first letters of outcomes, what needs a look first
  const VERDICTS = ["passed", "undecided", "not passed"];
  const ORDERS = {
    name: (a, b) => names.compare(a.name, b.name),
    points: (a, b) => a.points - b.points,
    verdict: (a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict),
    core: (a, b) => a.levels[0] - b.levels[0],
    strong: (a, b) => a.levels[1] - b.levels[1],
    expert: (a, b) => a.levels[2] - b.levels[2],
    "red-flags": (a, b) => a.flags - b.flags,
  };
  const MOST_FIRST = new Set(["points", "core", "strong", "expert", "red-flags"]);

  function order(key) {
    if (ORDERS[key]) return ORDERS[key];
    const concept = Number(key.split("-")[1]);
    const rank = ({ outcomes }) => TROUBLE.indexOf(outcomes[concept]);
    return (a, b) => rank(a) - rank(b);
  }

  function sort(head, direction) {
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) {
      other.removeAttribute("aria-sort");
    }
    head.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const compare = order(head.dataset.sort);
    rows.sort((a, b) => sign * compare(a, b) || a.place - b.place);
    body.append(...rows.map(({ row }) => row));
    tell();
  }

  function turn(head) {
    const first = MOST_FIRST.has(head.dataset.sort) ? "descending" : "ascending";
    const second = first === "ascending" ? "descending" : "ascending";
    sort(head, head.getAttribute("aria-sort") === first ? second : first);
  }

  for (const head of table.tHead.querySelectorAll("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    const told = head.firstElementChild;
    button.title = told.title || `Sort by ${told.textContent}`;
    button.append(...told.childNodes);
    button.addEventListener("click", () => turn(head));
    told.replaceWith(button);
  }

  // Filtering

  function wanted({ name, verdict, flags, outcomes }) {
    const concept = the("by-concept").value;
    return (
      name.toLowerCase().includes(the("by-name").value.trim().toLowerCase()) &&
      (!the("by-verdict").value || verdict === the("by-verdict").value) &&
      (!the("by-flag").checked || flags > 0) &&
      (!concept || outcomes[concept] === "f")
    );
  }

  function tell() {
    const shown = rows.filter(({ row }) => !row.hidden).length;
    const head = table.tHead.querySelector("[aria-sort]");
    const { sort: key, place } = head.dataset;
    const rising = head.getAttribute("aria-sort") === "ascending";
    const order = place
      ? `${place.replace("/", " ")}, passed ${rising ? "last" : "first"}`
      : `${key.replace("-", " ")}, ${rising ? "ascending" : "descending"}`;
    the("shown").textContent = `${shown} of ${rows.length} shown, by ${order}`;
  }

  function filter() {
    for (const one of rows) one.row.hidden = !wanted(one);
    tell();
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  the("clear").addEventListener("click", () => {
    form.reset();
    filter();
  });

  // Answers

  function build(tree) {
    if (typeof tree === "string") return document.createTextNode(tree);
    const [tag, attributes, ...content] = tree;
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...content.map(build));
    return made;
  }

  function button(told, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = told;
    made.addEventListener("click", action);
    return made;
  }

  function close(folder) {
    the(`candidate-${folder}`).remove();
    the("hint").hidden = the("opened").hasChildNodes();
    history.replaceState(null, "", "#candidates");
    rows.find((one) => one.folder === folder).row.cells[0].firstElementChild.focus();
  }

  function open(folder) {
    const before = the(`candidate-${folder}`);
    if (before) return before;
    const [title, ...content] = JSON.parse(data.get(folder).textContent).map(build);
    const made = document.createElement("article");
    made.id = `candidate-${folder}`;
    made.append(title, button("Close, back to the table", () => close(folder)), ...content);
    the("hint").hidden = true;
    return made;
  }

  function follow() {
    const place = decoded(location.hash.slice(1));
    if (!place.startsWith("candidate-")) return;
    const name = place.slice("candidate-".length);
    const folder = data.has(name) ? name : name.split("/")[0];
    if (!data.has(folder)) return;
    const article = open(folder);
    if (!article.isConnected) the("opened").prepend(article);
    const heading = article.querySelector("h3");
    const target = the(place);
    for (const marked of document.querySelectorAll("li.target")) marked.classList.remove("target");
    if (target !== article) target?.classList.add("target");
    heading.focus({ preventScroll: true });
    (target === article || !target ? heading : target).scrollIntoView();
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  the("open-all").addEventListener("click", () => {
    const shown = rows.filter(({ row }) => !row.hidden);
    the("opened").replaceChildren(...shown.map(({ folder }) => open(folder)));
  });
  the("close-all").addEventListener("click", () => {
    the("opened").replaceChildren();
    the("hint").hidden = false;
  });

  // A cell is a short way, for a pointer, to what stands behind the name.
  body.addEventListener("click", (event) => {
    const folder = event.target.closest("tr").dataset.folder;
    const cell = event.target.closest("td.cell");
    const heads = table.tHead.rows[2].cells;
    if (!cell) return;
    const { place } = heads[cell.cellIndex - (cell.parentNode.cells.length - heads.length)].dataset;
    location.hash = `candidate-${encodeURIComponent(folder)}/${place}`;
  });
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    if (event.target.closest("a")?.hash === location.hash) follow(); // which is no change of it
  });

  table.classList.add("live");
  form.hidden = the("answers").hidden = false;
  table.tHead.querySelector("[data-sort=points]").setAttribute("aria-sort", "descending");
  filter();
  follow();
})();

"use strict";
(() => {
  const table = document.getElementById("jar-table");
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  const words = document.getElementById("words");
  const trait = document.getElementById("trait");
  const shown = document.getElementById("shown");
  const rows = [...body.rows].map(row => ({
    row,
    text: row.textContent.toLowerCase(),
    traits: [...row.querySelectorAll("[data-trait]")].map(one => one.dataset.trait),
    keys: [...row.cells].map(cell => cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value)),
  }));

  const sortBy = column => {
    const ascending = headings[column].getAttribute("aria-sort") !== "ascending";
    headings.forEach(heading => heading.removeAttribute("aria-sort"));
    headings[column].setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const order = (one, other) => one < other ? -1 : one > other ? 1 : 0;
    rows.sort((one, other) => (ascending ? 1 : -1) * order(one.keys[column], other.keys[column]));
    body.append(...rows.map(entry => entry.row));
  };

  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(word => word);
    let count = 0;
    for (const entry of rows) {
      const fits = wanted.every(word => entry.text.includes(word)) && (!trait.value || entry.traits.includes(trait.value));
      entry.row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = `${count} of ${rows.length} jars`;
  };

  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    button.addEventListener("click", () => sortBy(column));
    heading.replaceChildren(button);
  });
  headings[0].setAttribute("aria-sort", "ascending");
  const form = document.getElementById("filters");
  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  words.addEventListener("input", filter);
  trait.addEventListener("change", filter);
  filter();
})();

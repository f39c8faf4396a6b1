// Runs before the first paint: the reader's theme, from the address, else as chosen before, else the system's.
(() => {
  "use strict";
  const KEY = "vendorgraph-theme";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const asked = new URLSearchParams(location.search).get("theme");
  let choice = ["auto", "light", "dark"].includes(asked) ? asked : localStorage.getItem(KEY) || "auto";

  function apply() {
    root.dataset.themeChoice = choice;
    root.dataset.theme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
    document.dispatchEvent(new CustomEvent("theme", { detail: root.dataset.theme }));
  }

  apply();
  dark.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    const select = document.querySelector("[data-theme-select]");
    if (!select) return;
    select.value = choice;
    select.addEventListener("change", () => {
      choice = select.value;
      localStorage.setItem(KEY, choice);
      apply();
    });
  });
})();

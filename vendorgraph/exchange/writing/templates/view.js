"use strict";
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const plot = document.getElementById("plot");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const draw = () => {
    const { data, layout, config } = figures[dark.matches ? "dark" : "light"];
    return window.Plotly.react(plot, data, { ...layout, autosize: true }, { ...config, responsive: true });
  };
  dark.addEventListener("change", draw);
  draw().then(() => plot.setAttribute("data-drawn", ""));
})();

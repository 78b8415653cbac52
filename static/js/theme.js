/* Runs before the first paint: puts the chosen colours on <html>, so that the page never flashes. */
(function () {
  "use strict";
  var root = document.documentElement;
  if (root.hasAttribute("data-theme-fixed")) {
    return;
  }
  try {
    var chosen = window.localStorage.getItem("preclear.theme");
    if (chosen === "light" || chosen === "dark") {
      root.setAttribute("data-theme", chosen);
    }
  } catch (refused) {
    root.removeAttribute("data-theme");
  }
})();

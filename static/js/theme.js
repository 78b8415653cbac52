/* Runs before the first paint: puts the chosen colours on <html>, so that the page never flashes. */
(function () {
  "use strict";
  var root = document.documentElement;
  var booth = root.hasAttribute("data-booth");
  try {
    var chosen = window.localStorage.getItem(booth ? "preclear.theme.booth" : "preclear.theme");
    if (chosen === "light" || chosen === "dark") {
      root.setAttribute("data-theme", chosen);
    }
  } catch (refused) {
    if (!booth) {
      root.removeAttribute("data-theme");
    }
  }
})();

/* The clock of a deadline keeps running (components/deadline.html): the words change, nothing is announced or moved. */

const TICK = 15000;
const SOON = 24 * 3600;
const TONES = { missed: ["bad", "stop"], soon: ["warn", "hourglass"], ahead: ["neutral", "clock"] };

/* The two largest units, as the server writes them: "2 d 4 h", "35 min". */
export function lengthWords(seconds, day) {
  const parts = [
    [Math.floor(seconds / 86400), day],
    [Math.floor((seconds % 86400) / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [seconds % 60, "s"],
  ];
  const found = parts.findIndex(([count]) => count);
  const first = found < 0 ? parts.length - 1 : found;
  const shown = parts.slice(first, first + (first < 2 ? 2 : 1));
  return shown.filter(([count]) => count || first === parts.length - 1).map(([count, unit]) => `${count}\u00a0${unit}`).join(" ");
}

function run(clock) {
  const left = Math.round((new Date(clock.dataset.due) - Date.now()) / 1000);
  const state = left < 0 ? "missed" : left < SOON ? "soon" : "ahead";
  const words = (left < 0 ? clock.dataset.late : clock.dataset.left).replace("{}", lengthWords(Math.abs(left), clock.dataset.day));
  const place = clock.querySelector("[data-deadline-words]");
  if (place.textContent !== words) place.textContent = words;
  const [tone, icon] = TONES[state];
  if (clock.dataset.state === state) return;
  clock.dataset.state = state;
  for (const name of ["neutral", "warn", "bad"]) clock.classList.toggle(`pc-tone-${name}`, name === tone);
  const use = clock.querySelector("use");
  use?.setAttribute("href", use.getAttribute("href").replace(/#.*$/, `#${icon}`));
}

const all = () => document.querySelectorAll("[data-due]").forEach(run);
setInterval(all, TICK);
document.addEventListener("visibilitychange", () => document.hidden || all());
document.addEventListener("pc:added", all);

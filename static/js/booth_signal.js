/* What the screen opens with: one high tone and a green edge for a clear truck, two low ones and a red edge for a hit.
   Sound never stands alone: lane, colour and words say the same. The mute key is remembered. */

const KEY = "preclear.booth.mute";
const TONES = { hit: [220, 220], clear: [880] };
const button = document.querySelector("[data-sound]");
const place = document.querySelector("[data-signal]");

const muted = () => {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
};

export function sound(kind) {
  if (muted() || !window.AudioContext) return;
  const context = new AudioContext();
  if (context.state !== "running") {
    context.close();
    return;
  }
  TONES[kind].forEach((pitch, number) => {
    const tone = context.createOscillator();
    const level = context.createGain();
    tone.frequency.value = pitch;
    level.gain.value = 0.15;
    tone.connect(level).connect(context.destination);
    tone.start(context.currentTime + number * 0.25);
    tone.stop(context.currentTime + number * 0.25 + 0.15);
  });
  setTimeout(() => context.close(), 1500);
}

function show() {
  button.hidden = false;
  button.setAttribute("aria-pressed", String(muted()));
}

if (button) {
  show();
  button.addEventListener("click", () => {
    try {
      localStorage.setItem(KEY, muted() ? "" : "1");
    } catch {
      /* a browser that keeps nothing is muted for this page only by its own volume */
    }
    show();
  });
}
if (place) {
  place.classList.add(`pc-signal--${place.dataset.signal}`);
  sound(place.dataset.signal);
}

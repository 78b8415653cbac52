/* Files dropped on the box go into its file field; the browser sends them with the form. */

document.querySelectorAll("[data-drop]").forEach((box) => {
  const field = box.querySelector("input[type=file]");
  const over = (on) => (event) => {
    event.preventDefault();
    if (on) box.dataset.over = "";
    else delete box.dataset.over;
  };
  box.addEventListener("dragover", over(true));
  box.addEventListener("dragleave", over(false));
  box.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    const kept = new DataTransfer();
    [...event.dataTransfer.files].slice(0, field.multiple ? undefined : 1).forEach((file) => kept.items.add(file));
    field.files = kept.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
});

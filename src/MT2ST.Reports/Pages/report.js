// Shows the figures of the mark nearest to the pointer. All else on the page is HTML and style.
(() => {
  const reach = 30; // Pixels within which a mark answers.
  const tip = document.getElementById("tip");
  let near = null;

  function clear() {
    near?.classList.remove("near");
    near = null;
    tip.hidden = true;
  }

  function distance(mark, event) {
    const box = mark.getBoundingClientRect();
    if (box.width === 0 && box.height === 0) return Infinity; // Hidden.
    const x = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
    const y = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
    return Math.hypot(x, y);
  }

  for (const plot of document.querySelectorAll("figure svg")) {
    const marks = [...plot.querySelectorAll(".datum")];
    for (const mark of marks) {
      const title = mark.querySelector("title"); // The browser would show it too, later.
      mark.dataset.text = title.textContent;
      title.remove();
    }
    plot.addEventListener("pointermove", event => {
      clear();
      let least = reach;
      for (const mark of marks) {
        const d = distance(mark, event);
        if (d < least) [least, near] = [d, mark];
      }
      if (!near) return;
      near.classList.add("near");
      tip.textContent = near.dataset.text;
      tip.hidden = false;
      tip.style.left = `${Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8)}px`;
      tip.style.top = `${Math.min(event.clientY + 14, innerHeight - tip.offsetHeight - 8)}px`;
    });
    plot.addEventListener("pointerleave", clear);
  }
})();

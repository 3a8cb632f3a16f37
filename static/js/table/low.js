// An on-screen keyboard leaves a low strip of the page. Not every browser makes the page itself
// lower then (Safari never does), so the strip is measured, and the page shows only what typing needs.

const LOW_PX = 620;

/** @param {HTMLElement} root  gets `data-low` while little can be seen */
export function watchHeight(root) {
  const strip = window.visualViewport;
  const measure = () => {
    const height = strip ? strip.height * strip.scale : window.innerHeight;
    root.toggleAttribute("data-low", height < LOW_PX);
  };
  (strip ?? window).addEventListener("resize", measure);
  measure();
}

// Begins the program: where the server has written the page, only once that has been shown. Otherwise the browser would
// fetch and work through all of the program first, and show what was there long before together with it.
const { program } = document.currentScript.dataset
function begin() {
  // What the program is made of, all at once and not one after the other.
  for (const link of document.querySelectorAll('link[data-rel]')) link.rel = link.dataset.rel
  void import(program)
}
const isRead =
  document.querySelector('#root[data-first], #root > [data-first]') !== null &&
  document.visibilityState === 'visible'
// After a frame has been drawn, not before.
if (isRead) requestAnimationFrame(() => setTimeout(begin))
else begin()

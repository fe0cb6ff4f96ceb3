// Begins the program: where the server has written the page, only once that has been shown. Otherwise the browser would
// first work through all of the program, and show what was there long before together with it.
const { program } = document.currentScript.dataset
const begin = () => void import(program)
const isRead =
  document.querySelector('#root[data-first], #root > [data-first]') !== null &&
  document.visibilityState === 'visible'
// After a frame has been drawn, not before.
if (isRead) requestAnimationFrame(() => setTimeout(begin))
else begin()

// Runs before anything is drawn: the page with scripts looks different from the article without them, and the
// reader should see only the one that stays.
document.documentElement.classList.add("js");
// In a frame what is scrolled to its end hands the wheel on to the page around it.
if (globalThis.parent !== globalThis) document.documentElement.classList.add("framed");

// Runs before anything is drawn: the page with scripts looks different from the article without them, and the
// reader should see only the one that stays.
document.documentElement.classList.add("js");

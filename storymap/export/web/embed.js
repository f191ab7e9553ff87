// <story-map src="https://example.org/maps/story.html"></story-map>: a story map in any web page.
// Also sets the height of <iframe data-storymap src="…">. No dependency; docs/embedding.md describes it.
(() => {
  "use strict";
  if (customElements.get("story-map")) return;

  const NARROW = 900;
  const SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox";
  const LAYOUT = ":host { display: block; overflow: hidden; contain: content; } :host([hidden]) { display: none; } iframe { display: block; width: 100%; height: 100%; border: 0; } slot[hidden] { display: none; }";

  // As the page itself wishes it: the height is known before the page is there, and nothing jumps.
  function wishedHeight(width) {
    const [factor, low, high] = width < NARROW ? [1.5, 560, 760] : [0.6, 560, 800];
    return Math.round(Math.min(high, Math.max(low, width * factor)));
  }

  // The page's address with the step in it; "" for what is no address of a page.
  function address(src, step) {
    if (!src.trim()) return "";
    try {
      const url = new URL(src, document.baseURI);
      if (!["http:", "https:", "file:"].includes(url.protocol)) return "";
      if (step) url.hash = `step-${step}`;
      return url.href;
    } catch {
      return "";
    }
  }

  class StoryMap extends HTMLElement {
    static observedAttributes = ["src", "step", "height"];

    #frame = document.createElement("iframe");
    #slot = document.createElement("slot");
    #width = new ResizeObserver(() => this.#fit());
    #ready = false;
    #listen = (event) => this.#hear(event);
    #refused = (event) => this.#fallBack(event);
    #wish = {};
    steps = 0;

    constructor() {
      super();
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(LAYOUT);
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      this.#frame.loading = "lazy";
      this.#frame.setAttribute("sandbox", SANDBOX);
      this.#frame.allow = "fullscreen; clipboard-write";
      root.append(this.#slot);
    }

    connectedCallback() {
      addEventListener("message", this.#listen);
      document.addEventListener("securitypolicyviolation", this.#refused);
      this.#width.observe(this);
      this.#fit();
      this.#load();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#listen);
      document.removeEventListener("securitypolicyviolation", this.#refused);
      this.#width.disconnect();
      this.#ready = false;
    }

    attributeChangedCallback(name, before, now) {
      if (before === now || !this.isConnected) return;
      if (name === "src") this.#load();
      else if (name === "height") this.#fit();
      else this.go(Number(now));
    }

    // Bring the story to a step; 0 is its beginning.
    go(step) {
      if (this.#ready && Number.isInteger(step)) this.#frame.contentWindow.postMessage({ type: "storymap:go", step }, "*");
    }

    #load() {
      const src = address(this.getAttribute("src") ?? "", this.getAttribute("step"));
      this.#ready = false;
      this.#frame.title = this.getAttribute("title") || "Story map";
      if (src) this.#frame.src = src;
      this.#show(src !== "");
    }

    // What stands inside of the element is shown instead of a page that there is not.
    #show(isPage) {
      if (!isPage) this.#frame.remove();
      else if (!this.#frame.isConnected) this.shadowRoot.prepend(this.#frame);
      this.#slot.hidden = isPage;
      this.#fit();
    }

    #fallBack(event) {
      if (/^(frame|child|default)-src/.test(event.effectiveDirective) && this.#frame.src.startsWith(event.blockedURI)) this.#show(false);
    }

    #fit() {
      const fixed = Number.parseInt(this.getAttribute("height") ?? "", 10);
      const width = this.clientWidth;
      const wish = this.#wish.width === width ? this.#wish.height : wishedHeight(width);
      const style = !this.#frame.isConnected ? "" : `${fixed || wish}px`;
      if (width && this.style.height !== style) this.style.height = style;
    }

    #hear({ source, data }) {
      if (source !== this.#frame.contentWindow || typeof data?.type !== "string") return;
      if (data.type === "storymap:height" && Number.isFinite(data.height)) {
        this.#wish = { width: this.clientWidth, height: Math.min(2000, Math.max(200, data.height)) };
        this.#fit();
      } else if (data.type === "storymap:ready") {
        this.#ready = true;
        this.steps = data.steps;
        if (!this.hasAttribute("title") && data.title) this.#frame.title = data.title;
        this.#tell("storymap:ready", { steps: data.steps, title: data.title });
      } else if (data.type === "storymap:step") {
        const { step, position, id, title } = data;
        this.#tell("storymap:step", { step, position, id, title });
      }
    }

    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }
  }

  customElements.define("story-map", StoryMap);

  addEventListener("message", ({ source, data }) => {
    if (data?.type !== "storymap:height" || !Number.isFinite(data.height)) return;
    for (const frame of document.querySelectorAll("iframe[data-storymap]")) {
      if (frame.contentWindow === source) frame.style.height = `${Math.min(2000, Math.max(200, data.height))}px`;
    }
  });
})();

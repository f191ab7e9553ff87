// The story map as a widget of notebooks (anywidget): its page in a frame, its step in step with Python's.

function render({ model, el }) {
  const frame = document.createElement("iframe");
  frame.title = model.get("title");
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
  frame.allow = "fullscreen; clipboard-write";
  frame.style.cssText = `width:100%;height:${model.get("height")}px;border:0`;
  let isReady = false;
  let shown = 0;

  const keep = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  const go = () => {
    const step = model.get("step");
    if (isReady && step !== shown) frame.contentWindow.postMessage({ type: "storymap:go", step }, "*");
  };
  const draw = () => {
    isReady = false;
    frame.srcdoc = model.get("html");
  };

  function hear({ source, data }) {
    if (source !== frame.contentWindow || typeof data?.type !== "string") return;
    if (data.type === "storymap:ready") {
      isReady = true;
      shown = 0;
      keep({ steps: data.steps });
      go();
    } else if (data.type === "storymap:step") {
      if (shown === 0 && data.step === 0 && model.get("step") !== 0) return; // it has yet to go where Python wants it
      shown = data.step;
      keep({ step: data.step, event: data.id ?? "" });
    } else if (data.type === "storymap:corrections" && Array.isArray(data.operations)) {
      keep({ corrections: data.operations });
    }
  }

  const fit = () => { frame.style.height = `${model.get("height")}px`; };
  addEventListener("message", hear);
  model.on("change:step", go);
  model.on("change:html", draw);
  model.on("change:height", fit);
  draw();
  el.append(frame);
  return () => {
    removeEventListener("message", hear);
    model.off("change:step", go);
    model.off("change:html", draw);
    model.off("change:height", fit);
  };
}

export default { render };

-- {{< storymap voyage step=4 height=600 title="A voyage" >}}
-- The folder of `storymap publish … -o maps` stands beside the document; another one is named by base="https://…/".

local function escaped(text)
  return (text:gsub('[&<>"]', { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

local function given(kwargs, name, default)
  local text = kwargs[name] and pandoc.utils.stringify(kwargs[name]) or ""
  return text ~= "" and text or default
end

return {
  storymap = function(args, kwargs)
    local base = escaped(given(kwargs, "base", "maps/"))
    local page = base .. escaped(pandoc.utils.stringify(args[1]))
    local title = escaped(given(kwargs, "title", "Story map"))
    if not quarto.doc.is_format("html") then
      return pandoc.Para({ pandoc.Link(title, page .. ".html") })
    end
    local more = ""
    for _, name in ipairs({ "step", "height" }) do
      local value = given(kwargs, name, nil)
      if value then more = more .. " " .. name .. '="' .. escaped(value) .. '"' end
    end
    return pandoc.RawBlock("html", '<script src="' .. base .. 'embed.js" async></script>\n<story-map src="' .. page
      .. '.html" title="' .. title .. '"' .. more .. '>\n<a href="' .. page .. '.html"><img src="' .. page .. '.png" alt="'
      .. title .. '" width="1200" height="630"></a>\n</story-map>')
  end,
}

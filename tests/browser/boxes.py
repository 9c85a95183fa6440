"""What is wider than the window."""

OVERFLOWING = """width => [...document.querySelectorAll("body *")]
  .filter(element => !element.closest(".table-box, .contents, .hidden, .skip, pre"))
  .filter(element => element.getBoundingClientRect().right > width + 1)
  .map(element => element.outerHTML.slice(0, 150))"""
"""Returns the elements that reach beyond a width; what scrolls in its own box, may."""

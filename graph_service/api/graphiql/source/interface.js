// GraphiQL's own texts in the page's language. `within` limits a text to a class, if the schema has it as a name, too.
import all from "./interface.json";
import { texts } from "./texts.js";

// GraphiQL puts these before a name: "Show History", "Search Query...".
const BEFORE_NAMES = /^(Show|Hide|Go back to|Search) (.+?)(?:\.\.\.)?$/;

export function translated(text, className) {
  const known = Object.hasOwn(all, text) ? all[text] : undefined;
  if (known && (!known.within || known.within === className)) return known[texts.language] ?? text;
  const [, before, name] = (texts.language !== "en" && text.match(BEFORE_NAMES)) || [];
  return before ? `${all[before][texts.language]} ${translated(name)}` : text;
}

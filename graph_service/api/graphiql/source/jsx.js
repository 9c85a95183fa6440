// React's JSX runtime, which translates GraphiQL's own texts into the page's language: GraphiQL has only English (4.1.2).
// Of components only labels are translated: the title of a section, for example, also finds its icon.
import * as runtime from "./node_modules/react/jsx-runtime.js";
import { translated } from "./interface.js";

export const { Fragment } = runtime;
const OF_ELEMENTS = ["aria-label", "title", "placeholder", "children"];
const OF_COMPONENTS = ["aria-label", "label"];

const inLanguage = (value, className) => {
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, className));
  return typeof value === "string" ? translated(value, className) : value;
};

function shown(type, props) {
  const names = typeof type === "string" || type === Fragment ? OF_ELEMENTS : OF_COMPONENTS;
  const found = names.filter((name) => name in props);
  if (found.length === 0) return props;
  return { ...props, ...Object.fromEntries(found.map((name) => [name, inLanguage(props[name], props.className)])) };
}

export const jsx = (type, props, key) => runtime.jsx(type, shown(type, props), key);
export const jsxs = (type, props, key) => runtime.jsxs(type, shown(type, props), key);

// The panel that greets, in the reader's language.
import { useEffect, useRef } from "react";
import { texts } from "./texts.js";

// The panel is open until the reader closes it; on narrow screens it would cover the query.
const CLOSED = "page:help-closed";
const isNarrow = matchMedia("(max-width: 700px)").matches;

export function remember(plugin) {
  if (isNarrow) return;
  if (plugin === HELP) localStorage.removeItem(CLOSED);
  else localStorage.setItem(CLOSED, "yes");
}

function Icon() {
  const icon = useRef(null);
  useEffect(() => {
    if (isNarrow || localStorage.getItem(CLOSED)) return undefined;
    // A plugin named by GraphiQL's `visiblePlugin` stays in a hidden pane (4.1.2): its button opens both.
    const timer = setTimeout(() => icon.current.closest("button").click());
    return () => clearTimeout(timer);
  }, []);
  return (
    <svg ref={icon} viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.2" aria-hidden="true">
      <circle cx="7" cy="7" r="6" />
      <path d="M5.2 5.6a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.2M7 10.4v.1" strokeLinecap="round" />
    </svg>
  );
}

const Rows = ({ of }) => (
  <dl>
    {of.map(([code, about]) => (
      <div key={code}>
        <dt><code>{code}</code></dt>
        <dd>{about}</dd>
      </div>
    ))}
  </dl>
);

const Help = () => (
  <section className="page-help" lang={texts.language}>
    <h1>{texts.title}</h1>
    <p>{texts.welcome}</p>
    <h2>{texts.examples}</h2>
    <dl>
      {[texts.pilot, texts.country, texts.search].map(({ name, about }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{about}</dd>
        </div>
      ))}
    </dl>
    <h2>{texts.useful}</h2>
    <Rows of={texts.fields} />
    <h2>{texts.writing}</h2>
    <Rows of={texts.keys} />
    <p>{texts.reference}</p>
    <p><a href="schema.graphql">schema.graphql</a></p>
  </section>
);

export const HELP = { title: texts.help, icon: Icon, content: Help };

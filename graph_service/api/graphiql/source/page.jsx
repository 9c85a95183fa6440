import { cloneElement } from "react";
import { createRoot } from "react-dom/client";
import { GraphiQL } from "graphiql";
import { Kind, parse } from "graphql";
import "graphiql/style.css";
import "./page.css";
import pilot from "./pilot.graphql";
import country from "./country.graphql";
import search from "./search.graphql";
import { HELP, remember } from "./help.jsx";
import { prettify } from "./prettify.js";
import { texts } from "./texts.js";

// The examples are valid operations, in English; names and language follow the page's.
const example = (query, { name }, variables) => ({
  query: query.replace(/query \w+/, `query ${name}`).replace("prefer: EN", `prefer: ${texts.language.toUpperCase()}`),
  variables: variables && JSON.stringify(variables, null, 2),
});
const examples = [
  example(pilot, texts.pilot),
  example(country, texts.country, { iso3: "HND" }),
  example(search, texts.search, { text: texts.search.text }),
];

// A new tab begins with the fields that most queries start with; the schema has three times as many.
const fields = texts.fields.map(([name, about]) => `# ${name}: ${about}\n`).join("");
const own = `# ${texts.own}. ${texts.useful}:\n${fields}\n`;

// The URL may contain an operation, as in a GET request of GraphQL over HTTP. It is shown, but runs only on demand.
const parameters = new URLSearchParams(location.search);
const given = parameters.get("query") && {
  query: parameters.get("query"),
  variables: parameters.get("variables") ?? "",
};

// GraphiQL notices edits and tab changes 0.1 s late, and may name an operation that no longer exists.
function operationName({ query, operationName }) {
  try {
    const operations = parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return operations.length === 1 ? operations[0].name?.value : operationName;
  } catch {
    return operationName; // the service reports the syntax error
  }
}

// The editor completes `where: {` in the order of the schema, which begins with `and`, `or`, `not`.
const FIRST = ["name", "text"];
const byUse = (a, b) => FIRST.indexOf(b.name) - FIRST.indexOf(a.name);

async function send(operation) {
  const response = await fetch(location.pathname, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify({ ...operation, operationName: operationName(operation) }),
  });
  const text = await response.text();
  try {
    const answer = JSON.parse(text);
    if (operation.operationName === "IntrospectionQuery")
      answer.data?.__schema?.types?.forEach(({ inputFields }) => inputFields?.sort(byUse));
    return answer;
  } catch {
    return { errors: [{ message: `${texts.invalid} ${response.status}.` }] };
  }
}

createRoot(document.getElementById("page")).render(
  <GraphiQL
    fetcher={send}
    defaultQuery={own}
    defaultTabs={given ? [given, ...examples] : examples}
    {...given}
    plugins={[HELP]}
    onTogglePluginVisibility={remember}
    onPrettifyQuery={prettify}
    inputValueDeprecation
    schemaDescription
    defaultEditorToolsVisibility="variables"
    isHeadersEditorEnabled={false}
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo>
      <a className="page-logo" href="schema.graphql">schema.graphql</a>
    </GraphiQL.Logo>
    <GraphiQL.Toolbar>
      {(buttons) => (
        <>
          {cloneElement(buttons.prettify, { label: texts.prettify })}
          {cloneElement(buttons.merge, { label: texts.merge })}
          {cloneElement(buttons.copy, { label: texts.copy })}
        </>
      )}
    </GraphiQL.Toolbar>
  </GraphiQL>,
);

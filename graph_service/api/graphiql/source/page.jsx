import { createRoot } from "react-dom/client";
import { GraphiQL } from "graphiql";
import { Kind, parse } from "graphql";
import "graphiql/style.css";
import "./page.css";
import pilot from "./pilot.graphql";
import country from "./country.graphql";
import countryVariables from "./country.json";
import search from "./search.graphql";
import searchVariables from "./search.json";

const written = (variables) => JSON.stringify(variables, null, 2);
const questions = [
  { query: pilot },
  { query: country, variables: written(countryVariables) },
  { query: search, variables: written(searchVariables) },
];

// An address may bring an operation, as GraphQL over HTTP has it for GET. It is shown, and runs when its reader says so.
const address = new URLSearchParams(location.search);
const given = address.get("query") && {
  query: address.get("query"),
  variables: address.get("variables") ?? "",
};

// GraphiQL knows a tenth of a second late what was typed, or which tab is open, and names an operation that is gone.
function operationName({ query, operationName }) {
  try {
    const operations = parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return operations.length === 1 ? operations[0].name?.value : operationName;
  } catch {
    return operationName; // the service says what is wrong with the text
  }
}

async function ask(operation) {
  const response = await fetch(location.pathname, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify({ ...operation, operationName: operationName(operation) }),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `The answer is no JSON; its status is ${response.status}.` }] };
  }
}

createRoot(document.getElementById("page")).render(
  <GraphiQL
    fetcher={ask}
    defaultQuery={"# A question of your own\n\n"}
    defaultTabs={given ? [given, ...questions] : questions}
    {...given}
    inputValueDeprecation
    schemaDescription
    defaultEditorToolsVisibility="variables"
    isHeadersEditorEnabled={false}
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo>
      <a className="page-logo" href="schema.graphql">the schema as a file</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);

// @neo4j/graphql on graphql-yoga, as an expert would deploy it: one process, yoga's caches of parsed and
// validated documents, the driver's pool, no logging, no landing page; with JIT=on, documents are compiled by
// graphql-jit. Settings are environment variables.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { useGraphQlJit } from "@envelop/graphql-jit";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE, PORT, JIT } = process.env;

const LANGUAGES = ["Es", "En", "Pt"];

/** The text in the first language that has one: the requested one, then Spanish, English, Portuguese. */
function availableText(source, property, language) {
  const first = language[0] + language.slice(1).toLowerCase();
  const found = [first, ...LANGUAGES].find((l) => source[property + l] != null);
  return found && { language: found.toUpperCase(), text: source[property + found] };
}

const practice = {
  nameIn: (source, { lang }) => availableText(source, "name", lang)?.text,
  nameLanguage: (source, { lang }) => availableText(source, "name", lang)?.language,
  summaryIn: (source, { lang }) => availableText(source, "summary", lang)?.text,
};

// The statement of the hand-written contender, so that each country's names are sent only once. A @cypher field
// can't use it: its rows are the answer.
const FLOWS = readFileSync(new URL("flows.cypher", import.meta.url), "utf8");
const LABELS = { ES: [1, 2, 3], EN: [2, 1, 3], PT: [3, 1, 2] };

/** How many transfers lead from country to country. */
async function transferFlows(_, { lang }) {
  const session = driver.session(context.sessionConfig);
  try {
    const [countries, pairs] = (await session.run(FLOWS)).records[0].get("row");
    const ends = new Map(
      countries.map((names) => [names[0], { key: names[0], label: names[LABELS[lang].find((at) => names[at] != null)] }]),
    );
    return pairs.map(([a, b, count]) => ({ from: ends.get(a), to: ends.get(b), count, self: a === b }));
  } finally {
    await session.close();
  }
}

const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD), {
  notificationFilter: { minimumSeverityLevel: "OFF" },
  telemetryDisabled: true,
  disableLosslessIntegers: true,
});
const library = new Neo4jGraphQL({
  typeDefs: readFileSync(new URL("schema.graphql", import.meta.url), "utf8"),
  resolvers: { GoodPractice: practice, Query: { transferFlows } },
  driver,
});
const schema = await library.getSchema();
const context = { sessionConfig: { database: NEO4J_DATABASE, defaultAccessMode: neo4j.session.READ } };
const yoga = createYoga({
  schema,
  context,
  plugins: JIT === "on" ? [useGraphQlJit()] : [],
  graphiql: false,
  landingPage: false,
  logging: false,
  maskedErrors: false,
  cors: false,
  multipart: false,
  batching: false,
});
createServer({ keepAliveTimeout: 60_000 }, yoga).listen(Number(PORT), "127.0.0.1");

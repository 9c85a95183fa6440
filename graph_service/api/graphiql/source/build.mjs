// Usage: node build.mjs FOLDER. Builds the page and what it loads into the folder, which it empties.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const folder = process.argv[2];

// GraphiQL's style sheet brings its fonts as data, which the page's policy refuses and the system's fonts replace.
const withoutFonts = {
  name: "without-fonts",
  setup: ({ onLoad }) =>
    onLoad({ filter: /graphiql[\\/]dist[\\/]style\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    })),
};

// The licences of what went into the bundle, each text once, below the packages that have it.
async function licences(inputs) {
  const used = new Set(inputs.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []));
  const packages = new Map();
  for (const place of [...used].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(place, "package.json"), "utf8"));
    const file = (await readdir(place)).find((each) => /^licen[cs]e/i.test(each));
    const text = file ? await readFile(join(place, file), "utf8") : "No text of its licence comes with it.";
    const key = text.trim().replaceAll("\r\n", "\n");
    packages.set(key, [...(packages.get(key) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...packages].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  return parts.join(`\n${"-".repeat(80)}\n\n`);
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const { metafile } = await build({
  entryPoints: { graphiql: "page.jsx" },
  outdir: folder,
  bundle: true,
  minify: true,
  metafile: true,
  jsx: "automatic",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".graphql": "text" },
  alias: { "react-style-singleton": "./sheet.mjs" },
  plugins: [withoutFonts],
  logLevel: "warning",
});
for (const file of ["page.html", "favicon.svg"]) await cp(file, join(folder, file));
await writeFile(join(folder, "licences.txt"), await licences(Object.keys(metafile.inputs)));

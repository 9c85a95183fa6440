// Usage: node build.mjs FOLDER. Empties the folder and builds the page and its assets into it.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const folder = process.argv[2];

// GraphiQL's style sheet embeds fonts as data: URLs, which the page's policy blocks; page.css uses system fonts.
const withoutFonts = {
  name: "without-fonts",
  setup: ({ onLoad }) =>
    onLoad({ filter: /graphiql[\\/]dist[\\/]style\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    })),
};

// The licences of the bundled packages: each text once, below the packages that use it.
async function licences(inputs) {
  const used = new Set(inputs.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []));
  const packages = new Map();
  for (const place of [...used].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(place, "package.json"), "utf8"));
    const file = (await readdir(place)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(join(place, file), "utf8") : "The package contains no licence text.";
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
  alias: { "react-style-singleton": "./sheet.mjs", "react/jsx-runtime": "./jsx.js" },
  plugins: [withoutFonts],
  logLevel: "warning",
});
const template = await readFile("page.html", "utf8");
for (const [language, texts] of Object.entries(JSON.parse(await readFile("texts.json", "utf8")))) {
  const page = template.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => ({ ...texts, language })[name]);
  await writeFile(join(folder, `page.${language}.html`), page);
}
await cp("favicon.svg", join(folder, "favicon.svg"));
await writeFile(join(folder, "licences.txt"), await licences(Object.keys(metafile.inputs)));

// Usage: node build.mjs FILE. Writes the shapes and places of countries for a map of Latin America and the Caribbean.
import { readFile, writeFile } from "node:fs/promises";
import { geoAzimuthalEqualArea, geoCentroid, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

// Units of the drawing: one is about a pixel on a phone of 320 px.
const WIDTH = 300;
const HEIGHT = 380;
const MARGIN = 6;
// Removes points of triangles below this area, in square degrees, and islands that have no others.
const DETAIL = 0.12;
const CORNERS = [[-116, 31], [-82, 31], [-59, 22], [-35, -6], [-54, -55], [-76, -55], [-110, 15]];

const atlas = JSON.parse(await readFile("node_modules/world-atlas/countries-50m.json", "utf8"));
const corners = { type: "MultiPoint", coordinates: CORNERS };
const projection = geoAzimuthalEqualArea()
  .rotate([75, 12])
  .fitExtent([[MARGIN, MARGIN], [WIDTH - MARGIN, HEIGHT - MARGIN]], corners)
  .clipExtent([[0, 0], [WIDTH, HEIGHT]])
  .precision(0.5);
const path = geoPath(projection).digits(1);
const unclipped = geoAzimuthalEqualArea().rotate([75, 12]).scale(projection.scale()).translate(projection.translate());

const rough = simplify(presimplify(atlas), DETAIL);
const shapes = {};
const places = {};
for (const geometry of atlas.objects.countries.geometries) {
  const code = countries.numericToAlpha3(geometry.id);
  if (!code) continue;
  places[code] = unclipped(mainland(geometry)).map((value) => Math.round(value * 10) / 10);
  const shape = path(feature(rough, rough.objects.countries.geometries.find(({ id }) => id === geometry.id)));
  if (shape) shapes[code] = shape;
}
const sorted = (map) => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
const result = { width: WIDTH, height: HEIGHT, shapes: sorted(shapes), places: sorted(places) };
await writeFile(process.argv[2], `${JSON.stringify(result)}\n`);

// The centre of the largest part: France is not in French Guiana, nor Chile on Easter Island.
function mainland(geometry) {
  const { coordinates, type } = feature(atlas, geometry).geometry;
  const parts = type === "Polygon" ? [coordinates] : coordinates;
  const areas = parts.map((part) => geoPath().area({ type: "Polygon", coordinates: part }));
  return geoCentroid({ type: "Polygon", coordinates: parts[areas.indexOf(Math.max(...areas))] });
}

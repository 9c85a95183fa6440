// Usage: node build.mjs FILE. Writes the shapes and places of countries for a map of Latin America and the Caribbean.
import { readFile, writeFile } from "node:fs/promises";
import { geoAzimuthalEqualArea, geoCentroid, geoPath, geoTransform } from "d3-geo";
import countries from "i18n-iso-countries";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const WIDTH = 300;
const HEIGHT = 380;
const MARGIN = 6;
// Each axis is stretched by a factor from each of these places on, so that arrows find their way between small countries:
// in Central America, and between Aruba and Curaçao. The north and Patagonia lose some.
const ACROSS = [[0, 0.7], [62, 1.2], [84, 2.5], [130, 1.25], [164, 5], [169, 1.25], [198, 1.7], [218, 0.8], [245, 0.7]];
const DOWN = [[0, 0.45], [40, 1], [76, 2.7], [116, 1.45], [150, 1.2], [215, 0.9], [285, 0.35]];
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
const stretching = geoTransform({ point(x, y) { this.stream.point(...stretched(x, y)); } });
const path = geoPath({ stream: (output) => projection.stream(stretching.stream(output)) }).digits(1);
const unclipped = geoAzimuthalEqualArea().rotate([75, 12]).scale(projection.scale()).translate(projection.translate());

const rough = simplify(presimplify(atlas), DETAIL);
const shapes = {};
const places = {};
for (const geometry of atlas.objects.countries.geometries) {
  const code = countries.numericToAlpha3(geometry.id);
  if (!code) continue;
  places[code] = stretched(...unclipped(mainland(geometry)));
  const shape = path(feature(rough, rough.objects.countries.geometries.find(({ id }) => id === geometry.id)));
  if (shape) shapes[code] = shape;
}
const sorted = (map) => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
const [width, height] = stretched(WIDTH, HEIGHT);
const result = { width, height, shapes: sorted(shapes), places: sorted(places) };
await writeFile(process.argv[2], `${JSON.stringify(result)}\n`);

function stretched(...point) {
  return [ACROSS, DOWN].map((knots, axis) => {
    const parts = knots.map(([start, factor], i) => {
      const end = knots[i + 1]?.[0] ?? Infinity;
      return factor * Math.max(0, Math.min(point[axis], end) - start);
    });
    return Math.round(parts.reduce((sum, part) => sum + part) * 10) / 10;
  });
}

// The centre of the largest part: France is not in French Guiana, nor Chile on Easter Island.
function mainland(geometry) {
  const { coordinates, type } = feature(atlas, geometry).geometry;
  const parts = type === "Polygon" ? [coordinates] : coordinates;
  const areas = parts.map((part) => geoPath().area({ type: "Polygon", coordinates: part }));
  return geoCentroid({ type: "Polygon", coordinates: parts[areas.indexOf(Math.max(...areas))] });
}

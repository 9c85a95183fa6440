// The recommended and the Relay rules of graphql-eslint. Each exception says why it is one.
import graphql from "@graphql-eslint/eslint-plugin";

const rules = (name) => graphql.configs[`flat/${name}`].rules;
const [level, { EnumValueDefinition: upperCase, ...names }] =
  rules("schema-recommended")["@graphql-eslint/naming-convention"];

// Types that are parts of something else: a client stores them with it, without an id.
const PARTS = {
  suffixes: ["Connection", "Edge", "EdgeFacts"],
  types: [
    "Catalogue", "Citation", "Facet", "FacetValue", "FieldChange", "FlowEnd", "PageInfo", "PartialDate",
    "Query", "SearchFragment", "SearchMatch", "TextRange", "TypeCount", "Vocabulary", "VocabularyValue",
  ],
};

const parsed = {
  languageOptions: {
    parser: graphql.parser,
    parserOptions: {
      graphQLConfig: { schema: "schema.graphql", documents: "{site,other}/**/*.graphql" },
    },
  },
  plugins: { "@graphql-eslint": graphql },
};

export default [
  {
    files: ["schema.graphql"],
    ...parsed,
    rules: {
      ...rules("schema-recommended"),
      ...rules("schema-relay"),
      "@graphql-eslint/strict-id-in-types": ["error", { exceptions: PARTS }],
      // The values of facets are the names of the fields that they count.
      "@graphql-eslint/naming-convention": [
        level,
        {
          ...names,
          "EnumTypeDefinition[name.value!=/Facet$/] > EnumValueDefinition": upperCase,
        },
      ],
      // Lists have `nodes` beside `edges`, and short lists, such as sources, are plain.
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],
    },
  },
  {
    // Operations of a site, which a client's cache stores by id.
    files: ["site/**/*.graphql"],
    ...parsed,
    rules: {
      ...rules("operations-recommended"),
      // Each file is whole, so that it can be copied: several have fragments of one name.
      "@graphql-eslint/unique-fragment-name": "off",
    },
  },
  {
    // Operations that explain or test something select no more than that: often no id, no name of
    // the operation, or deeper than a site would.
    files: ["other/**/*.graphql"],
    ...parsed,
    rules: {
      ...rules("operations-recommended"),
      "@graphql-eslint/no-anonymous-operations": "off",
      "@graphql-eslint/require-selections": "off",
      "@graphql-eslint/selection-set-depth": "off",
      "@graphql-eslint/unique-operation-name": "off",
      "@graphql-eslint/unique-fragment-name": "off",
      "@graphql-eslint/naming-convention": "off",
    },
  },
];

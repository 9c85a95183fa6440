import { Lexer, parse, print, Source, TokenKind } from "graphql";

// All tokens of a text, with its comments.
function tokensOf(text) {
  const lexer = new Lexer(new Source(text));
  const first = lexer.token;
  while (lexer.advance().kind !== TokenKind.EOF);
  const tokens = [];
  for (let token = first.next; token; token = token.next) tokens.push(token);
  return tokens;
}

// The printer leaves out the keyword of an operation without a name: `query { a }` becomes `{ a }`.
const isPrinted = ({ kind, value, next }) => !(kind === TokenKind.NAME && value === "query" && next.kind === TokenKind.BRACE_L);

// graphql-js drops comments: each is put back, above the line of the token that it stood before.
export function prettify(text) {
  const lines = print(parse(text)).split("\n");
  const places = tokensOf(lines.join("\n")).filter(isPrinted);
  const above = lines.map(() => []);
  const atEnd = [];
  let place = 0;
  for (const token of tokensOf(text)) {
    if (token.kind === TokenKind.COMMENT) {
      const { kind, line } = places[place];
      const indent = kind === TokenKind.EOF ? "" : lines[line - 1].match(/^ */)[0] + (kind === TokenKind.BRACE_R ? "  " : "");
      (kind === TokenKind.EOF ? atEnd : above[line - 1]).push(`${indent}#${token.value}`);
    } else if (isPrinted(token)) place++;
  }
  return [...lines.flatMap((line, index) => [...above[index], line]), ...atEnd].join("\n");
}

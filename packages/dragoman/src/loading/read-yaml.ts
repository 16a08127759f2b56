import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit, type YAMLError } from 'yaml';
import type { SourcePosition, SourceProblem, SourceReading } from './source-reading.ts';
import { readingOf, type SyntaxTree } from './syntax-tree.ts';

/** Reads one YAML 1.2 document. Tags beyond JSON's own values are refused, aliases are limited. */
export const readYaml = (text: string): SourceReading => {
  const lines = new LineCounter();
  const positionAt = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return line === 0 ? { line: 1, column: 1 } : { line, column: col };
  };
  const unreadable = (problem: Omit<SourceProblem, 'at'>, offset = 0): SourceReading => ({
    kind: 'unreadable',
    problems: [{ ...problem, at: positionAt(offset) }],
  });

  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    resolveKnownTags: false,
    // The library compares every key with every other one; `readingOf` does it in linear time.
    uniqueKeys: false,
  });
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) return unreadable(syntaxProblem(error), error.pos[0]);
  if (document.contents === null) return unreadable({ code: 'not-yaml', reason: 'The file is empty.', fix: 'Write a document into it.' });
  const alias = findBadAlias(document);
  if (alias !== undefined) return unreadable(alias.problem, alias.offset);
  try {
    return readingOf(yamlTree(document, document.contents, positionAt), document.toJS({ maxAliasCount: aliasLimit }));
  } catch (error) {
    return unreadable(error instanceof RangeError ? nestedTooDeeply : tooManyAliases);
  }
};

/** Aliases a file may hold, and how often one may stand for all it holds: beyond, a small file would become a huge bot. */
const aliasLimit = 1_000;

const tooManyAliases = {
  code: 'too-many-aliases',
  reason: 'The aliases of the file multiply into too much.',
  fix: 'Write the repeated parts out, or use fewer aliases.',
};

const nestedTooDeeply = { code: 'not-yaml', reason: 'Nested too deeply.', fix: 'Flatten it.' };

const syntaxProblem = ({ code, message }: YAMLError): Omit<SourceProblem, 'at'> => {
  if (code === 'MULTIPLE_DOCS') return { code: 'not-yaml', reason: 'The file holds several YAML documents.', fix: 'Keep one in a file.' };
  if (code === 'RESOURCE_EXHAUSTION') return nestedTooDeeply;
  if (code === 'TAG_RESOLVE_FAILED') return { code: 'not-yaml', reason: `${message}.`, fix: 'Remove the tag; write text in quotes.' };
  // `text: one: two` is a map within a map to YAML.
  const fix = code === 'BLOCK_AS_IMPLICIT_KEY' ? 'Put a text with a colon in quotes.' : 'Correct it; mind the indentation.';
  return { code: 'not-yaml', reason: `Not valid YAML: ${message.replace(/\.$/, '')}.`, fix };
};

const findBadAlias = (document: Document): { readonly problem: Omit<SourceProblem, 'at'>; readonly offset: number } | undefined => {
  const anchors = new Map<string, unknown>();
  let count = 0;
  let found: Omit<SourceProblem, 'at'> | undefined;
  let offset = 0;
  visit(document, {
    Value(_key, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Alias(_key, node, path) {
      const target = anchors.get(node.source);
      count += 1;
      if (target === undefined) {
        found = {
          code: 'unknown-alias',
          reason: `Nothing above is anchored as "${node.source}".`,
          fix: 'Define the anchor first, or quote the text.',
        };
      } else if (path.some((ancestor) => ancestor === target)) {
        found = { code: 'endless-alias', reason: `The alias "${node.source}" stands within what it stands for.`, fix: 'Write it out.' };
      } else if (count > aliasLimit) {
        found = tooManyAliases;
      }
      if (found === undefined) return undefined;
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found && { problem: found, offset };
};

const yamlTree = (document: Document, root: Node, positionAt: (offset: number) => SourcePosition): SyntaxTree<Node> => {
  const position = (node: Node) => positionAt(node.range?.[0] ?? 0);
  return {
    root,
    position,
    members: (node) =>
      isMap<Node, Node | null>(node)
        ? node.items.map(({ key, value }) => ({
            key: String(isScalar(key) ? key.value : key),
            position: position(key),
            value: value ?? key,
          }))
        : undefined,
    items: (node) => (isSeq<Node>(node) ? node.items : undefined),
    spelling: (node) => (isScalar(node) && typeof node.value !== 'string' ? (node.source ?? '') : String(isScalar(node) ? node.value : '')),
    resolved: (node) => (isAlias(node) ? (node.resolve(document) ?? node) : node),
  };
};

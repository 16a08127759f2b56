import type { NodeOfKind, Printing } from '../export/printing.ts';
import type { GoTo } from '../wire/go-to.ts';

/** Where NO leads: a node by its name, or nowhere. Left out: on, as YES does. */
export type No = { readonly node: string } | 'end';

/** A script of this adapter's dialect, taken apart. */
export type CalculateSource =
  | { readonly kind: 'uuid'; readonly variable: string }
  | { readonly kind: 'calculation'; readonly name: string; readonly expression: string; readonly no?: No }
  | { readonly kind: 'comparison'; readonly comparison: string; readonly no?: No };

/**
 * The source of a script in the dialect `clickatell`: `uuid reference`; or `"Sum" := {{a}} + {{b}}`, whose result is
 * `{{Sum.result}}`; or `if {{a}} + {{b}} > 10`. Where it goes when it cannot be calculated or does not hold stands on a line
 * of its own: `NO: "name of a node"`, or `NO: end`.
 */
export const printSource = (source: CalculateSource): string => {
  if (source.kind === 'uuid') return `uuid ${source.variable}`;
  const { no } = source;
  const leaving = no === undefined ? '' : `\nNO: ${no === 'end' ? no : JSON.stringify(no.node)}`;
  return source.kind === 'comparison'
    ? `if ${source.comparison}${leaving}`
    : `${JSON.stringify(source.name)} := ${source.expression}${leaving}`;
};

/** The way back; undefined for what is no such source. */
export const readSource = (text: string): CalculateSource | undefined => {
  const uuid = /^uuid (\S.*)$/.exec(text)?.[1];
  if (uuid !== undefined) return { kind: 'uuid', variable: uuid };
  const [, quoted, expression, comparison, said] = written.exec(text) ?? [];
  const no = said === undefined ? undefined : readNo(said);
  const leaving = no !== undefined && { no };
  if (said !== undefined && no === undefined) return undefined;
  if (comparison !== undefined) return { kind: 'comparison', comparison, ...leaving };
  const name = unquoted(quoted);
  if (name === undefined || expression === undefined) return undefined;
  const source: CalculateSource = { kind: 'calculation', name, expression, ...leaving };
  return printSource(source) === text ? source : undefined;
};

const written = /^(?:("(?:[^"\\]|\\.)*") := ([\s\S]*?)|if ([\s\S]*?))(?:\nNO: (end|"(?:[^"\\]|\\.)*"))?$/;

const readNo = (said: string): No | undefined => {
  if (said === 'end') return said;
  const node = unquoted(said);
  return node === undefined ? undefined : { node };
};

const unquoted = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
};

/** What a script is as a step. What is none of Chat Flow's is carried. */
export const scriptFields = (node: NodeOfKind<'script'>, printing: Printing) => {
  const source = readSource(node.source);
  if (source?.kind === 'uuid') return { type: 'Set Variable', uuid: source.variable };
  const no = source?.no === undefined ? {} : noOf(source.no, node, printing);
  if (source === undefined || no === undefined) return { type: 'Calculate', script: node.source };
  const { text } = printing;
  return source.kind === 'comparison'
    ? { type: 'Calculate', comparison: text(source.comparison), ...no }
    : { type: 'Calculate', calculation: text(source.expression), resultName: source.name, ...no };
};

const noOf = (no: No, from: NodeOfKind<'script'>, { bot }: Printing): { readonly no: GoTo } | undefined => {
  if (no === 'end') return { no: { end: true } };
  const node = bot.nodes.find(({ name }) => name === no.node);
  if (node === undefined) return undefined;
  const flow = bot.flows.find(({ nodes }) => nodes.includes(node));
  const isOther = flow !== undefined && flow.nodes[0] === node && !flow.nodes.includes(from);
  return { no: isOther ? { workflow: bot.key(flow) } : { step: bot.key(node) } };
};

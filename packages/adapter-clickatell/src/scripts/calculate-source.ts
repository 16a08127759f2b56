import type { Printing } from '../export/printing.ts';

/** A script of this adapter's dialect, taken apart. */
export type CalculateSource =
  | { readonly kind: 'uuid'; readonly variable: string }
  | { readonly kind: 'calculation'; readonly name: string; readonly expression: string; readonly no?: string };

/**
 * The source of a script in the dialect `clickatell`: `uuid reference`, or `"Sum" := {{a}} + {{b}}`, whose result is
 * `{{Sum.result}}`, with `NO: "name of a node"` on a line of its own for where it goes when it cannot be calculated.
 */
export const printSource = (source: CalculateSource): string => {
  if (source.kind === 'uuid') return `uuid ${source.variable}`;
  const no = source.no === undefined ? '' : `\nNO: ${JSON.stringify(source.no)}`;
  return `${JSON.stringify(source.name)} := ${source.expression}${no}`;
};

/** The way back; undefined for what is no such source. */
export const readSource = (text: string): CalculateSource | undefined => {
  const uuid = /^uuid (\S.*)$/.exec(text)?.[1];
  if (uuid !== undefined) return { kind: 'uuid', variable: uuid };
  const [, quoted, expression, no] = calculation.exec(text) ?? [];
  const [name, node] = [unquoted(quoted), unquoted(no)];
  if (name === undefined || expression === undefined) return undefined;
  const source: CalculateSource = { kind: 'calculation', name, expression, ...(node !== undefined && { no: node }) };
  return printSource(source) === text ? source : undefined;
};

const calculation = /^("(?:[^"\\]|\\.)*") := ([\s\S]*?)(?:\nNO: ("(?:[^"\\]|\\.)*"))?$/;

const unquoted = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
};

/** What a script is as a step. What is none of Chat Flow's is carried. */
export const scriptFields = (text: string, { bot, text: print }: Printing) => {
  const source = readSource(text);
  if (source?.kind === 'uuid') return { type: 'Set Variable', uuid: source.variable };
  if (source === undefined) return { type: 'Calculate', script: text };
  const no = source.no === undefined ? undefined : bot.nodes.find(({ name }) => name === source.no);
  if (source.no !== undefined && no === undefined) return { type: 'Calculate', script: text };
  return { type: 'Calculate', calculation: print(source.expression), resultName: source.name, ...(no && { no: { step: bot.key(no) } }) };
};

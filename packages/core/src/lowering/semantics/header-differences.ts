import type { HttpIntegration } from '../../document/integration.ts';
import type { ApiNode } from '../../document/node.ts';
import type { Row } from '../../document/row.ts';
import { neutralSemantics } from '../../document/semantics.ts';
import { calledIntegrations } from './call-differences.ts';
import { isApiNode, type ObservedBot } from './observed-bot.ts';
import { replaceElements } from './replace-elements.ts';
import type { Compiled, Difference, Observation, SemanticsEntry } from './semantics-entry.ts';

export const defaultHeaders: SemanticsEntry = {
  says: () => 'This call carries other headers there than those it has here.',
  fix: 'Write the headers it needs into the integration.',
  observe: (bot, difference) => {
    const { from, to } = difference;
    const calls = callsOf(bot);
    const changed = calls.filter((call) => isChanged(call, difference)).map(({ integration }) => ({ at: integration }));
    const added = to.defaultHeaders.filter(
      (row) => !from.defaultHeaders.some((other) => sameName(row, other) && (row.value === other.value || !isNobodysChoice(other))),
    );
    if (added.length === 0 || calls.length === 0) return changed;
    const names = added.map(({ name }) => name).join(', ');
    return [...changed, { at: bot.whole, loss: 'none', reason: `Calls that do not set them carry the headers ${names} there.` }];
  },
  compile: writeHeaders,
};

export const defaultHeadersWin: SemanticsEntry = {
  says: ({ to }) =>
    to.defaultHeadersWin
      ? 'A header that every call carries there replaces that of this call.'
      : 'A header of this call replaces the one that every call carries there.',
  fix: 'Take the header out, or give it the value that is meant.',
  observe: (bot, { from, to }) => {
    const winners = from.defaultHeadersWin ? from.defaultHeaders : to.defaultHeaders;
    return callsOf(bot).flatMap((call) => (isBeaten(call, winners) ? [{ at: call.integration }] : []));
  },
  compile: writeHeaders,
};

/** An integration with the nodes that call it. */
interface Call {
  readonly integration: HttpIntegration;
  readonly nodes: readonly ApiNode[];
}

const callsOf = (bot: ObservedBot): readonly Call[] => {
  const byIntegration = Map.groupBy(bot.nodes.filter(isApiNode), ({ integration }) => integration);
  // One that carries none has nothing to differ in.
  const carrying = calledIntegrations(bot).filter(({ defaultHeaders: carries }) => carries !== false);
  return carrying.map((integration) => ({ integration, nodes: byIntegration.get(integration.id) ?? [] }));
};

const isChanged = (call: Call, difference: Difference): boolean => {
  const { call: made, problem } = writtenOut(call, difference);
  if (problem || made.integration !== call.integration || made.nodes.some((node, index) => node !== call.nodes[index])) return true;
  return difference.to.defaultHeadersWin && isBeaten(made, difference.to.defaultHeaders);
};

/** Writes out what the calls carry, and takes out what a header that every call carries replaces anyway. */
function writeHeaders(bot: ObservedBot, seen: readonly Observation[], difference: Difference): Compiled {
  const { to, context } = difference;
  const replacements = new Map<object, object>();
  const wanted = new Set(seen.map(({ at }) => at));
  const left = seen.filter(({ loss }) => loss === 'none');
  for (const call of callsOf(bot)) {
    if (!wanted.has(call.integration)) continue;
    const { call: made, problem } = writtenOut(call, difference);
    const isRefused = to.defaultHeadersWin && isBeaten(made, to.defaultHeaders);
    if (problem || isRefused || !context.capabilities.request.includes('headers')) {
      left.push({ at: call.integration });
      continue;
    }
    if (made.integration !== call.integration) replacements.set(call.integration, made.integration);
    for (const [index, node] of call.nodes.entries()) if (made.nodes[index] !== node) replacements.set(node, made.nodes[index] as ApiNode);
  }
  return { bot: replaceElements(bot.bot, replacements, context.provenance), left };
}

/**
 * A call with all headers it has by the author's semantics, except those that the platform adds itself. It is a problem
 * when a header cannot be written so that every node calls with it.
 */
const writtenOut = ({ integration, nodes }: Call, { from, to }: Difference): { readonly call: Call; readonly problem: boolean } => {
  const replaced = (row: Row): boolean => from.defaultHeadersWin && has(from.defaultHeaders, row);
  const kept = withRows(integration, (headers) => headers.filter((row) => !replaced(row)));
  const callers = nodes.map((node) => withRows(node, (headers) => headers.filter((row) => !replaced(row))));
  const missing = from.defaultHeaders.filter(
    (row) =>
      !has(kept.headers, row) &&
      !(isNobodysChoice(row) && has(to.defaultHeaders, row)) &&
      !to.defaultHeaders.some((other) => sameName(row, other) && row.value === other.value) &&
      !callers.every(({ headers = [] }) => has(headers, row)),
  );
  const isHindered = (row: Row): boolean => row.value.includes('{{') || callers.some(({ headers = [] }) => has(headers, row));
  return {
    call: { integration: withRows(kept, (headers) => (missing.length === 0 ? headers : [...headers, ...missing])), nodes: callers },
    problem: missing.some(isHindered),
  };
};

/** What a bot sends whose author said nothing of it may as well be what the platform sends. */
const isNobodysChoice = (row: Row): boolean =>
  neutralSemantics.defaultHeaders.some((other) => sameName(row, other) && row.value === other.value);

const withRows = <T extends { readonly headers?: readonly Row[] }>(element: T, change: (headers: readonly Row[]) => readonly Row[]): T => {
  const { headers = [] } = element;
  const made = change(headers);
  return made.length === headers.length ? element : { ...element, headers: made };
};

const isBeaten = ({ integration, nodes }: Call, winners: readonly Row[]): boolean =>
  [integration, ...nodes].some(({ headers = [] }) =>
    headers.some((row) => winners.some((winner) => sameName(row, winner) && row.value !== winner.value)),
  );

const has = (rows: readonly Row[], { name }: Row): boolean => rows.some((row) => sameName(row, { name }));

const sameName = (left: Pick<Row, 'name'>, right: Pick<Row, 'name'>): boolean => left.name.toLowerCase() === right.name.toLowerCase();

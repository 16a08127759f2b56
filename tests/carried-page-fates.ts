import { exportBot, type PlatformAdapter } from '@dragoman/core';
import type { ListField } from './carried-page.ts';
import { sampleOf } from './carried-page-samples.ts';

/** What becomes of one thing on a platform. */
export interface Fate {
  readonly how: 'same' | 'rewritten' | 'degraded' | 'dropped';
  /** What it becomes, or what is said of it. */
  readonly says: string;
}

/**
 * What a platform makes of one thing: what it lists it has; for the rest a small bot is translated. That bot behaves as
 * bots do there, so that only the thing itself makes a difference. Throws where there is no such bot, or where nobody
 * says yet what is made of it.
 */
export const fateOf = (adapter: PlatformAdapter, field: ListField, value: string): Fate => {
  const listed: readonly string[] = adapter.capabilities[field];
  // What only its platform knows, no other one has.
  if (listed.includes(value) && value !== 'platform') return { how: 'same', says: '' };
  const sample = sampleOf(field, value);
  if (sample === undefined) throw new RangeError(`There is no sample of ${field} ${value}. Add it to carried-page-samples.ts.`);
  const { diagnostics } = exportBot(adapter, { ...sample, semantics: adapter.semantics });
  for (const how of ['dropped', 'degraded'] as const) {
    if (diagnostics.every(({ loss }) => loss !== how)) continue;
    const lost = diagnostics.filter(({ loss }) => loss === 'dropped' || loss === 'degraded');
    const first = lost.find(({ place }) => field === 'nodes' && place.startsWith('/flows')) ?? lost.find(({ loss }) => loss === how);
    return { how, says: inGeneral(first?.reason ?? '', value) };
  }
  const words = becomes[adapter.capabilities.nodes.includes('condition') ? 'nodes' : 'scripts'][`${field} ${value}`];
  if (words === undefined)
    throw new RangeError(`Nobody says what ${field} ${value} becomes on ${adapter.id}. Add it to carried-page-fates.ts.`);
  return { how: 'rewritten', says: words };
};

/** What is said of a sample, said of all that are like it. */
const inGeneral = (reason: string, value: string): string =>
  reason
    .replaceAll(/\{\{.*\}\}/g, 'it')
    .replaceAll(`of kind ${value}`, 'of this kind')
    .replaceAll(`of scope ${value}, so name lives`, 'of this scope, so a variable lives')
    .replaceAll(`scripts in ${value}`, 'scripts in this language')
    .replaceAll(`scripts of the dialect "${value}"`, 'scripts in this language')
    .replaceAll(/ (?:by \$\S+\]|with "shipped"|"agree")/g, '');

type Words = { readonly [thing: string]: string };

const anywhere: Words = {
  'nodes start': 'the node behind it, or a condition',
  'triggers equals': 'a pattern',
  'replies no-match': 'the route that takes what is left',
  'replies validation': 'a route on a regular expression',
  'routes say-on-no-match': 'a message behind the node',
  'request node-query': 'an integration of its own',
  'request node-headers': 'an integration of its own',
  'request node-body': 'an integration of its own',
  'credentials access-token': 'a header with a blank that is named',
};

/** What is rewritten, into what: on platforms that decide by nodes, and on those that decide by scripts. */
const becomes: { readonly nodes: Words; readonly scripts: Words } = {
  nodes: {
    ...anywhere,
    'outcomes failure': 'the outcomes that are failures, one by one',
    'replies pattern': 'the validation of a question',
    'replies regex': 'the validation of a question',
    'routes if': 'a condition behind the node',
    'routes set-text': 'a node behind that sets the variable',
    'conditions all': 'a condition behind a condition',
    'conditions any': 'several routes of a condition',
    'conditions not': 'a condition with its ways swapped',
    'questionFields skipIfSet': 'a condition in front',
    'response to': 'a node behind the call that sets the variable',
  },
  scripts: {
    ...anywhere,
    'nodes condition': 'a script',
    'nodes assign': 'a script, or a route that sets the variable',
    'outcomes status': 'a script behind the call',
    'outcomes class': 'a script behind the call',
    'outcomes other': 'a script behind the call',
    'conditions equals': 'a script',
    'conditions less': 'a script',
    'conditions greater': 'a script',
    'conditions is-set': 'a script',
    'questionFields variable': 'a route that sets the variable',
    'questionFields skipIfSet': 'a script in front',
    'response to': 'a script or a route that sets the variable',
  },
};

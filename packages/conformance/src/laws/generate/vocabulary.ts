import type { JsonPath } from '@dragoman/core';

/** Words bots and consumers say. Some look like placeholders, options or code on one platform or another. */
export const words = [
  'yes',
  'no',
  'order',
  'Help',
  '42',
  'blue',
  'größe',
  'say "hi"',
  "it's",
  '<<order>>',
  '[[v1]]',
  '# 7',
  'a/b?c=d&e',
  '{brace}',
  '{{',
  '100 %',
  '東京',
  '👍🏽',
  'back\\slash',
  'line\nbreak',
  '*star*',
  '$[x]',
] as const;

/** What consumers say that no bot listens for. */
export const nonsense = ['xyzzy', '', '7', ' '] as const;

/** What makes a name awkward; each stands behind something unique. */
export const nameEndings = [
  '',
  '',
  '',
  '',
  ' größe',
  ' "quoted"',
  " it's",
  ' <<x>>',
  ' [[y]]',
  ' / #1',
  '  two  spaces',
  ' 東京',
  ' {{z}}',
] as const;

export const variableNames = ['v1', 'v2', 'city', 'sign up date', 'größe', 'a "b"', '<<c>>', '$exempt'] as const;

export const patterns = ['*order*', 'yes|no', 'bl*', '(a|b)*', '*'] as const;

/** Regular expressions, each with a text it takes. */
export const regexes = [
  { regex: '^[0-9]+$', sample: '42' },
  { regex: 'h(i|elp)', sample: 'help' },
  { regex: '^(yes|no)$', sample: 'yes' },
] as const;

export const intents = ['greeting', 'buy something'] as const;

/** Paths that find something in most of the bodies of `bodies`. */
export const paths: readonly JsonPath[] = ['$.status', '$.order.id', '$.total', '$.items[0].name', '$.ok', '$.tags', '$.order', '$.items'];

export const rowPaths: readonly JsonPath[] = ['$.name', '$.id', '$.price'];

/** To a list, so that an object there counts as one row; and to the elements of one, which of an object are its values. */
export const rowsPaths: readonly JsonPath[] = ['$.items[*]', '$.items'];

/** What servers answer: complete, in part, awkward, something else altogether. */
export const bodies = [
  { status: 'sent', order: { id: 'A-17' }, total: 12.5, ok: true, tags: ['new', 'x'], items: rows(3) },
  { status: 'blue', order: { id: 42 }, total: 0, ok: false, tags: [], items: rows(1) },
  { status: 'say "hi" & {{v1}} <<x>>\n', order: { id: '1/2 %' }, total: -1, items: rows(12) },
  { status: null, order: {}, items: [] },
  { items: { name: 'alone', id: 1 } },
  { status: '42', total: '7', order: { id: 'yes' }, items: rows(2) },
  [],
  'plain',
] as const;

function rows(count: number): readonly { readonly name: string; readonly id: number; readonly price?: number }[] {
  return Array.from({ length: count }, (_, index) => ({
    name: ['Red', 'blue', 'größe "L"'][index % 3] + (index > 2 ? ` ${index}` : ''),
    id: index + 1,
    ...(index % 2 === 0 && { price: index + 0.5 }),
  }));
}

/** What `{{env.NAME}}` reads while a law is tried. */
export const environment = { PLACE: 'here & there' } as const;

import type { Card, Content, Option } from '../document/content.ts';
import type { Body } from '../document/integration.ts';
import type { PlatformPart } from '../document/platform-part.ts';
import type { Operand, Predicate } from '../document/predicate.ts';
import type { Route, TextMatch } from '../document/route.ts';
import type { Row } from '../document/row.ts';
import type { Script } from '../document/script.ts';
import type { Assignment } from '../document/variable.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { Path } from './finding.ts';
import type { Site, TemplateRole } from './site.ts';

/** The sites of the parts that nodes and integrations share. All of them take what may be absent, which has none. */
export type Sites = Iterable<Site>;

export function* templateSite(path: Path, text: string | undefined, role: TemplateRole = 'text', perRow = false): Sites {
  if (text !== undefined) yield { kind: 'template', path, text, role, perRow };
}

export function* writeSite(path: Path, name: string | undefined): Sites {
  if (name !== undefined) yield { kind: 'write', path, text: name };
}

export function* scriptSite(path: Path, script: Script | undefined): Sites {
  if (script !== undefined) yield { kind: 'script', path, script };
}

export function* platformPartSite(path: Path, { adapter, raw }: Pick<PlatformPart, 'adapter' | 'raw'>): Sites {
  yield { kind: 'platform-part', path, adapter, raw };
}

export function* rowSites(path: Path, rows: readonly Row[] | undefined, role: TemplateRole): Sites {
  for (const [index, row] of (rows ?? []).entries()) {
    if (role === 'header') yield { kind: 'header', path: [...path, index], row };
    yield* templateSite([...path, index, 'value'], row.value, role);
  }
}

export function* bodySites(path: Path, body: Body | undefined): Sites {
  if (body === undefined) return;
  if ('json' in body) yield* templateSite([...path, 'json'], body.json, 'json');
  else if ('form' in body) yield* rowSites([...path, 'form'], body.form, 'form');
  else yield* templateSite([...path, 'text'], body.text);
}

export function* textMatchSites(path: Path, match: TextMatch): Sites {
  if ('pattern' in match) yield { kind: 'pattern', path: [...path, 'pattern'], text: match.pattern };
  if ('regex' in match) yield { kind: 'regex', path: [...path, 'regex'], text: match.regex };
  for (const [index, text] of (match.exclude ?? []).entries()) yield { kind: 'pattern', path: [...path, 'exclude', index], text };
}

export function* routeSites(path: Path, routes: readonly Route[]): Sites {
  for (const [index, route] of routes.entries()) {
    const at = [...path, index];
    const { when } = route;
    if (when !== undefined && ('equals' in when || 'pattern' in when || 'regex' in when)) yield* textMatchSites([...at, 'when'], when);
    if (route.if !== undefined) yield* predicateSites([...at, 'if'], route.if);
    yield* assignmentSites([...at, 'set'], route.set);
    yield* templateSite([...at, 'say'], route.say);
    yield { kind: 'target', path: [...at, 'to'], target: route.to };
  }
}

export function* assignmentSites(path: Path, assignments: readonly Assignment[] | undefined): Sites {
  for (const [index, { variable, value }] of (assignments ?? []).entries()) {
    yield* writeSite([...path, index, 'variable'], variable);
    yield* valueSites([...path, index, 'value'], value, 'value');
  }
}

/** The texts inside a value, each of them a template. */
export function* valueSites(path: Path, value: Json, role: TemplateRole): Sites {
  if (typeof value === 'string') yield* templateSite(path, value, role);
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* valueSites([...path, index], item, role);
  else if (isJsonObject(value)) for (const [name, field] of Object.entries(value)) yield* valueSites([...path, name], field, role);
}

export function* contentSites(path: Path, content: Content): Sites {
  switch (content.kind) {
    case 'text':
      yield* templateSite([...path, 'text'], content.text);
      break;
    case 'media':
      yield* templateSite([...path, 'url'], content.url, 'url');
      yield* templateSite([...path, 'caption'], content.caption);
      break;
    case 'card':
      yield* cardSites(path, content);
      break;
    case 'cards':
      for (const [index, card] of content.cards.entries()) yield* cardSites([...path, 'cards', index], card);
      break;
    case 'rich':
      yield* templateSite([...path, 'json'], content.json, 'json');
  }
}

export function* optionSites(path: Path, options: readonly Option[], perRow = false): Sites {
  for (const [index, option] of options.entries()) {
    const at = [...path, index];
    const repeated = perRow || option.repeat !== undefined;
    yield* templateSite([...at, 'repeat'], option.repeat, 'rows', perRow);
    yield* templateSite([...at, 'label'], option.label, 'text', repeated);
    yield* templateSite([...at, 'value'], option.value, 'text', repeated);
    yield* templateSite([...at, 'description'], option.description, 'text', repeated);
    const { action } = option;
    if (action.kind === 'url') yield* templateSite([...at, 'action', 'url'], action.url, 'url', repeated);
    if (action.kind === 'phone') yield* templateSite([...at, 'action', 'number'], action.number, 'text', repeated);
    if (action.kind === 'platform') yield* platformPartSite([...at, 'action'], action);
  }
}

function* cardSites(path: Path, card: Card): Sites {
  const repeated = card.repeat !== undefined;
  yield* templateSite([...path, 'repeat'], card.repeat, 'rows');
  yield* templateSite([...path, 'title'], card.title, 'text', repeated);
  yield* templateSite([...path, 'subtitle'], card.subtitle, 'text', repeated);
  yield* templateSite([...path, 'imageUrl'], card.imageUrl, 'url', repeated);
  yield* optionSites([...path, 'options'], card.options, repeated);
}

function* predicateSites(path: Path, predicate: Predicate): Sites {
  if ('all' in predicate) for (const [index, part] of predicate.all.entries()) yield* predicateSites([...path, 'all', index], part);
  else if ('any' in predicate) for (const [index, part] of predicate.any.entries()) yield* predicateSites([...path, 'any', index], part);
  else if ('not' in predicate) yield* predicateSites([...path, 'not'], predicate.not);
  else if ('left' in predicate) {
    yield* operandSites([...path, 'left'], predicate.left);
    if (predicate.right !== undefined) yield* operandSites([...path, 'right'], predicate.right);
    const { op, right } = predicate;
    if (op === 'regex' && right !== undefined && 'literal' in right && typeof right.literal === 'string') {
      yield { kind: 'regex', path: [...path, 'right', 'literal'], text: right.literal };
    }
  } else yield* platformPartSite(path, predicate);
}

function* operandSites(path: Path, operand: Operand): Sites {
  if ('variable' in operand) yield { kind: 'read', path: [...path, 'variable'], text: operand.variable };
  if ('template' in operand) yield* templateSite([...path, 'template'], operand.template);
}

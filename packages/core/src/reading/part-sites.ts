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

/** Takes the sites one by one. What may be absent has none. */
export type Emit = (site: Site) => void;

export const templateSite = (emit: Emit, path: Path, text: string | undefined, role: TemplateRole = 'text', perRow = false): void => {
  if (text !== undefined) emit({ kind: 'template', path, text, role, perRow });
};

export const writeSite = (emit: Emit, path: Path, name: string | undefined): void => {
  if (name !== undefined) emit({ kind: 'write', path, text: name });
};

export const scriptSite = (emit: Emit, path: Path, script: Script | undefined): void => {
  if (script !== undefined) emit({ kind: 'script', path, script });
};

export const platformPartSite = (emit: Emit, path: Path, { adapter, raw }: Pick<PlatformPart, 'adapter' | 'raw'>): void => {
  emit({ kind: 'platform-part', path, adapter, raw });
};

export const rowSites = (emit: Emit, path: Path, rows: readonly Row[] | undefined, role: TemplateRole): void => {
  for (const [index, row] of (rows ?? []).entries()) {
    if (role === 'header') emit({ kind: 'header', path: [...path, index], row });
    templateSite(emit, [...path, index, 'value'], row.value, role);
  }
};

export const bodySites = (emit: Emit, path: Path, body: Body | undefined): void => {
  if (body === undefined) return;
  if ('json' in body) templateSite(emit, [...path, 'json'], body.json, 'json');
  else if ('form' in body) rowSites(emit, [...path, 'form'], body.form, 'form');
  else templateSite(emit, [...path, 'text'], body.text);
};

export const textMatchSites = (emit: Emit, path: Path, match: TextMatch): void => {
  if ('pattern' in match) emit({ kind: 'pattern', path: [...path, 'pattern'], text: match.pattern });
  if ('regex' in match) emit({ kind: 'regex', path: [...path, 'regex'], text: match.regex });
  for (const [index, text] of (match.exclude ?? []).entries()) emit({ kind: 'pattern', path: [...path, 'exclude', index], text });
};

export const routeSites = (emit: Emit, path: Path, routes: readonly Route[]): void => {
  for (const [index, route] of routes.entries()) {
    const at = [...path, index];
    const { when } = route;
    if (when !== undefined && ('equals' in when || 'pattern' in when || 'regex' in when)) textMatchSites(emit, [...at, 'when'], when);
    if (route.if !== undefined) predicateSites(emit, [...at, 'if'], route.if);
    assignmentSites(emit, [...at, 'set'], route.set);
    templateSite(emit, [...at, 'say'], route.say);
    emit({ kind: 'target', path: [...at, 'to'], target: route.to });
  }
};

export const assignmentSites = (emit: Emit, path: Path, assignments: readonly Assignment[] | undefined): void => {
  for (const [index, { variable, value }] of (assignments ?? []).entries()) {
    writeSite(emit, [...path, index, 'variable'], variable);
    valueSites(emit, [...path, index, 'value'], value, 'value');
  }
};

/** The texts inside a value, each of them a template. */
export const valueSites = (emit: Emit, path: Path, value: Json, role: TemplateRole): void => {
  if (typeof value === 'string') templateSite(emit, path, value, role);
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) valueSites(emit, [...path, index], item, role);
  else if (isJsonObject(value)) for (const [name, field] of Object.entries(value)) valueSites(emit, [...path, name], field, role);
};

export const contentSites = (emit: Emit, path: Path, content: Content): void => {
  switch (content.kind) {
    case 'text':
      templateSite(emit, [...path, 'text'], content.text);
      break;
    case 'media':
      templateSite(emit, [...path, 'url'], content.url, 'url');
      templateSite(emit, [...path, 'caption'], content.caption);
      break;
    case 'card':
      cardSites(emit, path, content);
      break;
    case 'cards':
      for (const [index, card] of content.cards.entries()) cardSites(emit, [...path, 'cards', index], card);
      break;
    case 'rich':
      templateSite(emit, [...path, 'json'], content.json, 'json');
  }
};

export const optionSites = (emit: Emit, path: Path, options: readonly Option[], perRow = false): void => {
  for (const [index, option] of options.entries()) {
    const at = [...path, index];
    const repeated = perRow || option.repeat !== undefined;
    templateSite(emit, [...at, 'repeat'], option.repeat, 'rows', perRow);
    templateSite(emit, [...at, 'label'], option.label, 'text', repeated);
    templateSite(emit, [...at, 'value'], option.value, 'text', repeated);
    templateSite(emit, [...at, 'description'], option.description, 'text', repeated);
    const { action } = option;
    if (action.kind === 'url') templateSite(emit, [...at, 'action', 'url'], action.url, 'url', repeated);
    if (action.kind === 'phone') templateSite(emit, [...at, 'action', 'number'], action.number, 'text', repeated);
    if (action.kind === 'platform') platformPartSite(emit, [...at, 'action'], action);
  }
};

const cardSites = (emit: Emit, path: Path, card: Card): void => {
  const repeated = card.repeat !== undefined;
  templateSite(emit, [...path, 'repeat'], card.repeat, 'rows');
  templateSite(emit, [...path, 'title'], card.title, 'text', repeated);
  templateSite(emit, [...path, 'subtitle'], card.subtitle, 'text', repeated);
  templateSite(emit, [...path, 'imageUrl'], card.imageUrl, 'url', repeated);
  optionSites(emit, [...path, 'options'], card.options, repeated);
};

const predicateSites = (emit: Emit, path: Path, predicate: Predicate): void => {
  if ('all' in predicate) for (const [index, part] of predicate.all.entries()) predicateSites(emit, [...path, 'all', index], part);
  else if ('any' in predicate) for (const [index, part] of predicate.any.entries()) predicateSites(emit, [...path, 'any', index], part);
  else if ('not' in predicate) predicateSites(emit, [...path, 'not'], predicate.not);
  else if ('left' in predicate) {
    operandSites(emit, [...path, 'left'], predicate.left);
    if (predicate.right !== undefined) operandSites(emit, [...path, 'right'], predicate.right);
    const { op, right } = predicate;
    if (op === 'regex' && right !== undefined && 'literal' in right && typeof right.literal === 'string') {
      emit({ kind: 'regex', path: [...path, 'right', 'literal'], text: right.literal });
    }
  } else platformPartSite(emit, path, predicate);
};

const operandSites = (emit: Emit, path: Path, operand: Operand): void => {
  if ('variable' in operand) emit({ kind: 'read', path: [...path, 'variable'], text: operand.variable });
  if ('template' in operand) templateSite(emit, [...path, 'template'], operand.template);
};

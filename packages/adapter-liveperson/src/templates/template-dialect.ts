import type { TemplateDialect } from '@dragoman/core';

/** LivePerson's placeholders: `{$botContext.name}`, `{order.status}`, `{$.api_order.items[0].title}`. */
export const livePersonTemplates: TemplateDialect = {
  print: (tree) => tree.map((part) => (part.kind === 'text' ? part.text : '')).join(''),
  parse: (text) => ({ tree: text === '' ? [] : [{ kind: 'text', text }], problems: [] }),
};

import type { CoreNode, Node } from '../document/node.ts';
import type { Json } from '../json.ts';
import { coreNodeSchemas, pluginNodeFields } from '../schema/node-schema.ts';
import type { Path } from './finding.ts';
import {
  assignmentSites,
  bodySites,
  contentSites,
  type Emit,
  optionSites,
  platformPartSite,
  routeSites,
  rowSites,
  scriptSite,
  templateSite,
  valueSites,
  writeSite,
} from './part-sites.ts';

export const nodeSites = (emit: Emit, path: Path, node: Node): void => {
  scriptSite(emit, [...path, 'hooks', 'before'], node.hooks?.before);
  scriptSite(emit, [...path, 'hooks', 'after'], node.hooks?.after);
  scriptSite(emit, [...path, 'hooks', 'onReply'], node.hooks?.onReply);
  if (isCoreNode(node)) coreNodeSites(emit, path, node);
  else pluginNodeSites(emit, path, node);
  routeSites(emit, [...path, 'routes'], node.routes);
  if (node.next !== undefined) emit({ kind: 'target', path: [...path, 'next'], target: node.next });
};

export const isCoreNode = (node: Node): node is CoreNode => Object.hasOwn(coreNodeSchemas, node.kind);

const coreNodeSites = (emit: Emit, path: Path, node: CoreNode): void => {
  switch (node.kind) {
    case 'message':
      for (const [index, content] of node.content.entries()) contentSites(emit, [...path, 'content', index], content);
      break;
    case 'question':
      templateSite(emit, [...path, 'text'], node.text);
      templateSite(emit, [...path, 'retryText'], node.retryText);
      writeSite(emit, [...path, 'variable'], node.variable);
      break;
    case 'choice':
      templateSite(emit, [...path, 'text'], node.text);
      optionSites(emit, [...path, 'options'], node.options);
      writeSite(emit, [...path, 'variable'], node.variable);
      break;
    case 'list':
      templateSite(emit, [...path, 'text'], node.text);
      templateSite(emit, [...path, 'rows'], node.rows, 'rows');
      templateSite(emit, [...path, 'label'], node.label, 'text', true);
      templateSite(emit, [...path, 'description'], node.description, 'text', true);
      templateSite(emit, [...path, 'value'], node.value, 'text', true);
      templateSite(emit, [...path, 'nextLabel'], node.nextLabel);
      if (node.filter !== undefined) emit({ kind: 'regex', path: [...path, 'filter'], text: node.filter });
      if (node.exclude !== undefined) emit({ kind: 'regex', path: [...path, 'exclude'], text: node.exclude });
      writeSite(emit, [...path, 'variable'], node.variable);
      break;
    case 'api':
      rowSites(emit, [...path, 'headers'], node.headers, 'header');
      rowSites(emit, [...path, 'query'], node.query, 'query');
      bodySites(emit, [...path, 'body'], node.body);
      break;
    case 'script':
      emit({ kind: 'script', path, script: node });
      break;
    case 'assign':
      assignmentSites(emit, [...path, 'set'], node.set);
      break;
    case 'jump':
      emit({ kind: 'target', path: [...path, 'to'], target: node.to });
      break;
    case 'handoff':
      templateSite(emit, [...path, 'queue'], node.queue);
      templateSite(emit, [...path, 'message'], node.message);
      rowSites(emit, [...path, 'context'], node.context, 'text');
      break;
    case 'wait':
      templateSite(emit, [...path, 'reference'], node.reference);
      writeSite(emit, [...path, 'variable'], node.variable);
      break;
    case 'platform':
      platformPartSite(emit, path, node);
      writeSite(emit, [...path, 'variable'], node.variable);
      break;
    case 'start':
    case 'condition':
    case 'end':
      break;
  }
};

/** Texts of a plugin's node are templates, whatever its kind does with them. */
const pluginNodeSites = (emit: Emit, path: Path, node: Exclude<Node, CoreNode>): void => {
  for (const [name, value] of Object.entries(node)) {
    if (!Object.hasOwn(pluginNodeFields, name)) valueSites(emit, [...path, name], value as Json, 'plugin');
  }
};

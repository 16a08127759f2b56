import type { CoreNode, Node } from '../document/node.ts';
import type { Json } from '../json.ts';
import { coreNodeSchemas, pluginNodeFields } from '../schema/node-schema.ts';
import type { Path } from './finding.ts';
import {
  assignmentSites,
  bodySites,
  contentSites,
  optionSites,
  platformPartSite,
  routeSites,
  rowSites,
  type Sites,
  scriptSite,
  templateSite,
  valueSites,
  writeSite,
} from './part-sites.ts';

export function* nodeSites(path: Path, node: Node): Sites {
  yield* scriptSite([...path, 'hooks', 'before'], node.hooks?.before);
  yield* scriptSite([...path, 'hooks', 'after'], node.hooks?.after);
  yield* scriptSite([...path, 'hooks', 'onReply'], node.hooks?.onReply);
  yield* isCoreNode(node) ? coreNodeSites(path, node) : pluginNodeSites(path, node);
  yield* routeSites([...path, 'routes'], node.routes);
  if (node.next !== undefined) yield { kind: 'target', path: [...path, 'next'], target: node.next };
}

export const isCoreNode = (node: Node): node is CoreNode => Object.hasOwn(coreNodeSchemas, node.kind);

function* coreNodeSites(path: Path, node: CoreNode): Sites {
  switch (node.kind) {
    case 'message':
      for (const [index, content] of node.content.entries()) yield* contentSites([...path, 'content', index], content);
      break;
    case 'question':
      yield* templateSite([...path, 'text'], node.text);
      yield* templateSite([...path, 'retryText'], node.retryText);
      yield* writeSite([...path, 'variable'], node.variable);
      break;
    case 'choice':
      yield* templateSite([...path, 'text'], node.text);
      yield* optionSites([...path, 'options'], node.options);
      yield* writeSite([...path, 'variable'], node.variable);
      break;
    case 'list':
      yield* templateSite([...path, 'text'], node.text);
      yield* templateSite([...path, 'rows'], node.rows, 'rows');
      yield* templateSite([...path, 'label'], node.label, 'text', true);
      yield* templateSite([...path, 'description'], node.description, 'text', true);
      yield* templateSite([...path, 'value'], node.value, 'text', true);
      yield* templateSite([...path, 'nextLabel'], node.nextLabel);
      if (node.filter !== undefined) yield { kind: 'regex', path: [...path, 'filter'], text: node.filter };
      if (node.exclude !== undefined) yield { kind: 'regex', path: [...path, 'exclude'], text: node.exclude };
      yield* writeSite([...path, 'variable'], node.variable);
      break;
    case 'api':
      yield* rowSites([...path, 'headers'], node.headers, 'header');
      yield* rowSites([...path, 'query'], node.query, 'query');
      yield* bodySites([...path, 'body'], node.body);
      break;
    case 'script':
      yield { kind: 'script', path, script: node };
      break;
    case 'assign':
      yield* assignmentSites([...path, 'set'], node.set);
      break;
    case 'jump':
      yield { kind: 'target', path: [...path, 'to'], target: node.to };
      break;
    case 'handoff':
      yield* templateSite([...path, 'queue'], node.queue);
      yield* templateSite([...path, 'message'], node.message);
      yield* rowSites([...path, 'context'], node.context, 'text');
      break;
    case 'wait':
      yield* templateSite([...path, 'reference'], node.reference);
      yield* writeSite([...path, 'variable'], node.variable);
      break;
    case 'platform':
      yield* platformPartSite(path, node);
      break;
    case 'start':
    case 'condition':
    case 'end':
      break;
  }
}

/** Texts of a plugin's node are templates, whatever its kind does with them. */
function* pluginNodeSites(path: Path, node: Exclude<Node, CoreNode>): Sites {
  for (const [name, value] of Object.entries(node)) {
    if (!Object.hasOwn(pluginNodeFields, name)) yield* valueSites([...path, name], value as Json, 'plugin');
  }
}

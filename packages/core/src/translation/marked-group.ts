import type { Integration } from '../document/integration.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { DraftEntry, DraftIndex } from './draft-index.ts';
import { generatedGroup } from './generated-group.ts';
import { markerFits, readMarker } from './marker.ts';

/** What a node's marker says it was made of, and what else was made with it. */
export interface MarkedGroup {
  readonly root: DraftEntry;
  /** The author's node, with names for ids. */
  readonly node: JsonObject;
  /** Where `next` led from it, with names for ids. */
  readonly following: Json;
  readonly others: readonly DraftEntry[];
  readonly integrations: readonly Integration[];
  /** The author's integration, where nothing generated uses it. */
  readonly integration?: JsonObject;
}

export type MarkedGroupProblem = 'marker-unreadable' | 'group-changed';

/** Reads the marker of a node and finds its group, if that is still as it was generated. */
export const readMarkedGroup = (root: DraftEntry, index: DraftIndex): MarkedGroup | MarkedGroupProblem => {
  const marker = readMarker(root.node.marker ?? '');
  if (marker === undefined) return 'marker-unreadable';
  const { node, following = 'next', nodes = [], integrations = [], integration } = marker.payload;
  if (!isNode(node) || !isNames(nodes) || !isNames(integrations)) return 'marker-unreadable';
  if (integration !== undefined && !isJsonObject(integration)) return 'marker-unreadable';
  if (node.name !== root.name || index.nodeNamed(root.name) !== root) return 'group-changed';
  const others = nodes.flatMap((name) => index.nodeNamed(name) ?? []);
  const made = integrations.flatMap((name) => index.integrationNamed(name) ?? []);
  const long = [root, ...others].flatMap((entry) => entry.long ?? []);
  if (long.length !== nodes.length + 1 || made.length !== integrations.length) return 'group-changed';
  if (new Set([root, ...others]).size !== long.length || others.some(({ flow }) => flow !== root.flow)) return 'group-changed';
  if (!markerFits(marker, generatedGroup(long, made, index.names))) return 'group-changed';
  const own = new Set(long.map(({ id }) => id));
  if (others.some((other) => [...index.leadingTo(other.node.id)].some((from) => !own.has(from)))) return 'group-changed';
  return { root, node, following, others, integrations: made, ...(integration !== undefined && { integration }) };
};

const isNode = (value: Json | undefined): value is JsonObject =>
  isJsonObject(value) &&
  typeof value.kind === 'string' &&
  typeof value.name === 'string' &&
  (value.routes === undefined || Array.isArray(value.routes));

const isNames = (value: Json): value is readonly string[] =>
  Array.isArray(value) && value.length <= mostElements && value.every((name: Json) => typeof name === 'string');

const mostElements = 10_000;

import {
  type CapabilitiesInput,
  definePlatformAdapter,
  type JsonObject,
  jsonArtifact,
  neutralSemantics,
  type Semantics,
} from '@dragoman/core';
import * as z from 'zod';

/** A platform whose document is the lowered bot itself, without the markers that would bring the author's back. */
export const paper = (capabilities: CapabilitiesInput, semantics: Partial<Semantics> = { failureText: '' }) =>
  definePlatformAdapter({
    id: 'paper',
    displayName: 'Paper',
    capabilities,
    artifact: jsonArtifact(z.any()),
    semantics: { ...neutralSemantics, ...semantics },
    dialects: { template: { print: () => '', parse: () => ({ tree: [], problems: [] }) } },
    toPlatform: ({ id, name, flows, integrations, credentials, variables, scripts, semantics }) =>
      ({
        id,
        name,
        integrations,
        credentials,
        variables,
        ...(scripts && { scripts }),
        semantics,
        flows: flows.map((flow) => ({ ...flow, nodes: flow.nodes.map((node) => plain(node as unknown as JsonObject)) })),
      }) as unknown as JsonObject,
    fromPlatform: () => ({ flows: [] }),
  });

const plain = ({ marker: _marker, text, ...node }: JsonObject): JsonObject =>
  node.kind === 'message' || text === undefined ? node : { ...node, text };

import type { CoreNodeInput, NodeBaseInput } from '../input/bot-input.ts';

/** A field every node has, whatever its kind. */
export type NodeField = keyof NodeBaseInput | 'kind';

/** The fields a node of each core kind may have. */
export type CoreNodeFields = { readonly [N in CoreNodeInput as N['kind']]: keyof N };

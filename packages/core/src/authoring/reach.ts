/**
 * What stands at the end of a path, in every branch that has it; `number` leads to all elements of a list. Without any
 * it is `never`.
 *
 * `Reach<B, ['flows', number, 'nodes', number, 'id']>` is the union of all ids of nodes.
 */
export type Reach<T, Path extends readonly PropertyKey[]> = Path extends readonly [infer Step, ...infer Rest extends readonly PropertyKey[]]
  ? Reach<Enter<T, Step>, Rest>
  : Exclude<T, undefined>;

// Distributes over the branches of T, so a step may lead through a union of which only some members have the field.
type Enter<T, Step> = T extends unknown ? T[keyof T & Step] : never;

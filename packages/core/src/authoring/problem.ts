declare const sentence: unique symbol;

/**
 * What stands where something wrong was written: no value has this type, so the compiler complains at that place and
 * prints the sentence.
 *
 * An object type on purpose. A literal or `never` there would collapse everything around it to `never`, and the
 * compiler would say no more than that.
 */
export interface Problem<Sentence extends string> {
  readonly [sentence]: Sentence;
}

/** A problem, unless the text at fault is put together at run time: about that the compiler knows too little to complain. */
export type Refuse<Text extends string, Sentence extends string> = IsExact<Text> extends true ? Problem<Sentence> : unknown;

// A key that is exact becomes a required field; `string` and patterns (`item-${number}`) become an index signature,
// which an empty object satisfies.
type IsExact<Text extends string> = Record<never, never> extends Readonly<Record<Text, 1>> ? false : true;

/** What there is in a bot that is being made, so that whatever refers to something refers to what exists. */
export interface World {
  readonly variables: readonly string[];
  readonly responses: readonly ResponseNames[];
  readonly integrations: readonly string[];
  readonly flows: readonly { readonly id: string; readonly opensWaiting: boolean; readonly canBeReached: boolean }[];
  readonly nodes: readonly { readonly id: string; readonly place: Place; readonly isAnchor: boolean }[];
}

/** The names a call's result can be read by. */
export interface ResponseNames {
  readonly variable: string;
  readonly fields: readonly string[];
  readonly columns: readonly string[];
  /** Whether its outcome is a value of the response. */
  readonly isJudged: boolean;
}

/** Where in the bot something stands. */
export interface Place {
  readonly flow: number;
  readonly index: number;
  readonly isLast: boolean;
}

/** A part of a bot that is finished once it is known what else there is. */
export type Make<T> = (world: World, at: Place) => T;

/** The one of a list that a number stands for; the same number means an earlier one when the list shrinks. */
export const pick = <T>(list: readonly T[], number: number): T | undefined => (list.length === 0 ? undefined : list[number % list.length]);

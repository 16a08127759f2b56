/** What m1bot does not document and a bot can notice, each decided once. Defaults are `defaultPolicies`; why, stands in `policyReasons`. */
export interface M1botPolicies {
  /** Channels whose bots have the API component. */
  readonly apiChannels: readonly string[];
  /** What becomes of an attribute when its path is not in the response. */
  readonly missingPath: 'keep' | 'clear';
  /** When a call is given up. */
  readonly callTimeoutMs: number;
  /** How long an attribute keeps its value, where a document does not say. */
  readonly attributeLife: 'contact' | 'session';
  /** Whether keywords look at upper and lower case. */
  readonly textCase: 'ignore' | 'exact';
}

export const defaultPolicies: M1botPolicies = {
  apiChannels: ['whatsapp'],
  missingPath: 'keep',
  callTimeoutMs: 15_000,
  attributeLife: 'contact',
  textCase: 'ignore',
};

/** Why each default is what it is. */
export const policyReasons: { readonly [P in keyof M1botPolicies]: string } = {
  apiChannels: 'Assumed: the guide says WhatsApp alone, and that others are to come.',
  missingPath: 'Assumed: nothing says that a response takes values away.',
  callTimeoutMs: 'Assumed: no time is published, and a person waits for no longer.',
  attributeLife: 'Assumed: the pages on attributes speak of contacts, never of sessions.',
  textCase: 'Assumed: whoever types Restart on a telephone may get restart.',
};

/** Holds secret values by name. Asked at the moment of use, never before. */
export interface Secrets {
  /** The value, or undefined when there is none of that name. */
  reveal(name: string): Promise<string | undefined> | string | undefined;
}

/** Lower-case names; a repeated header is one list. */
export interface ResponseHeaders {
  readonly [name: string]: string | readonly string[];
}

/** The first value of a header. */
export const one = (headers: ResponseHeaders, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.[0];
};

/** All values of a header as one list. */
export const all = (headers: ResponseHeaders, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'object' ? value.join(', ') : value;
};

type Fields = { readonly [name: string]: unknown };

/** The same data, with each object in it, inner ones first, given to `change`. */
export const deepMap = <T>(value: T, change: (fields: Fields) => unknown): T => {
  if (Array.isArray(value)) return value.map((element) => deepMap(element, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return change(Object.fromEntries(Object.entries(value).map(([name, field]) => [name, deepMap(field, change)]))) as T;
};

/** The same data, with each text in it given to `change`. */
export const deepMapTexts = <T>(value: T, change: (text: string) => string): T => {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((element) => deepMapTexts(element, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, deepMapTexts(field, change)])) as T;
};

/** The same data with every text in it redacted. */
export const redactTexts = <T>(value: T, redact: (text: string) => string): T =>
  JSON.parse(JSON.stringify(value, (_name, field: unknown) => (typeof field === 'string' ? redact(field) : field)));

import { expect, test } from 'vitest';
import { createRedaction } from './redaction.ts';

test('secrets stay redacted, however many headers come after them', () => {
  const redaction = createRedaction();
  redaction.addSecret('s3cr3t-value');
  for (let call = 0; call < 1000; call++) redaction.addHeader(`signature-${call}-of-a-call`);
  expect(redaction.text('key=s3cr3t-value')).not.toContain('s3cr3t');
});

test('a header is redacted whole, and without its scheme', () => {
  const redaction = createRedaction();
  redaction.addHeader('Bearer abcdef123456');
  expect(redaction.text('authorization: Bearer abcdef123456')).not.toMatch(/Bearer|abcdef/);
  expect(redaction.text('token abcdef123456')).not.toContain('abcdef');
});

test('the headers of the last hundred calls are known, old ones are let go', () => {
  const redaction = createRedaction();
  for (let call = 1000; call < 2000; call++) redaction.addHeader(`signature-${call}`);
  for (let call = 1900; call < 2000; call++) expect(redaction.text(`signature-${call}`)).not.toContain(String(call));
  expect(redaction.text('signature-1000')).toBe('signature-1000');
});

test('a header in steady use is never let go', () => {
  const redaction = createRedaction();
  for (let call = 1000; call < 2000; call++) {
    redaction.addHeader('Bearer abcdef123456');
    redaction.addHeader(`signature-${call}`);
  }
  expect(redaction.text('abcdef123456')).not.toContain('abcdef');
});

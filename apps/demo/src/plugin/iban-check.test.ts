import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ibanCheckEs5, ibanIsValid } from './iban-check.ts';

/** What the ES5 text makes of a value: the script is given `get` and `set`, and nothing else. */
const es5IsValid = (value: string | null): unknown => {
  const written = new Map<string, unknown>();
  const get = (name: string) => (name === 'bank account' ? value : null);
  runInNewContext(ibanCheckEs5('bank account', 'is "valid"'), { get, set: (name: string, result: unknown) => written.set(name, result) });
  expect([...written.keys()]).toEqual(['is "valid"']);
  return written.get('is "valid"');
};

/** Computed on the whole number, as the standard says it. */
const checkDigits = (country: string, account: string): string => {
  const digits = [...`${account}${country}00`].map((character) => Number.parseInt(character, 36)).join('');
  return String(98n - (BigInt(digits) % 97n)).padStart(2, '0');
};

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const iban = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 2 }),
    fc.string({ unit: fc.constantFrom(...letters, ...'0123456789'), minLength: 11, maxLength: 30 }),
  )
  .map(([country, account]) => `${country}${checkDigits(country, account)}${account}`);

/** As people write it: in groups, in small letters, with space around it. */
const written = fc
  .tuple(iban, fc.boolean(), fc.boolean())
  .map(([text, isGrouped, isSmall]) => (isGrouped ? ` ${text.replace(/.{4}/g, '$& ')}` : text)[isSmall ? 'toLowerCase' : 'toString']());

test.each(['GB82 WEST 1234 5698 7654 32', 'DE89370400440532013000', 'no93 8601 1117 947'])('%s is valid', (text) => {
  expect([ibanIsValid(text), es5IsValid(text)]).toEqual([true, true]);
});

test.each(['GB82 WEST 1234 5698 7654 33', 'DE8937040044053201300', 'XX00', '', 'my account'])('%s is not', (text) => {
  expect([ibanIsValid(text), es5IsValid(text)]).toEqual([false, false]);
});

test('a script that is given nothing says no', () => {
  expect(es5IsValid(null)).toBe(false);
});

test('whatever has the right check digits is valid, for both', () => {
  fc.assert(fc.property(written, (text) => ibanIsValid(text) && es5IsValid(text) === true));
});

test('with another digit in one place it is not, for both', () => {
  const changed = fc.tuple(iban, fc.nat(), fc.integer({ min: 1, max: 9 })).map(([text, place, more]) => {
    const digits = [...text.matchAll(/[0-9]/g)];
    const index = digits[place % digits.length]?.index ?? 0;
    return text.slice(0, index) + ((Number(text[index]) + more) % 10) + text.slice(index + 1);
  });
  fc.assert(fc.property(changed, (text) => !ibanIsValid(text) && es5IsValid(text) === false));
});

test('both say the same of anything', () => {
  const almost = fc.string({ unit: fc.constantFrom('A', 'z', '0', '9', ' ', '-'), maxLength: 40 });
  fc.assert(fc.property(fc.oneof(fc.string(), almost, written), (text) => es5IsValid(text) === ibanIsValid(text)));
});

/** What an IBAN looks like: a country, two check digits and up to thirty letters and digits, in groups or not. */
export const ibanShape = String.raw`^\s*[A-Za-z]{2}\s*[0-9]{2}(\s*[A-Za-z0-9]){11,30}\s*$`;

const shape = new RegExp(ibanShape);

/** Whether a text is an IBAN whose check digits are right (ISO 13616: modulo 97 leaves 1). */
export const ibanIsValid = (text: string): boolean => {
  if (!shape.test(text)) return false;
  const compact = text.replace(/\s/g, '').toUpperCase();
  return remainderOf(compact.slice(4) + compact.slice(0, 4)) === 1;
};

/** The remainder by 97 of what the text spells with A as 10 and Z as 35, digit by digit: the number itself is too long. */
const remainderOf = (text: string): number =>
  [...text].reduce((remainder, character) => {
    const value = Number.parseInt(character, 36);
    return (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);

/**
 * The same as ES5, for platforms that run scripts: reads one variable, and says in another whether it holds a valid IBAN.
 */
export const ibanCheckEs5 = (variable: string, result: string): string => String.raw`(function () {
  var text = String(get(${JSON.stringify(variable)}) || '');
  var isValid = new RegExp(${JSON.stringify(ibanShape)}).test(text);
  if (isValid) {
    var compact = text.replace(/\s/g, '').toUpperCase();
    var turned = compact.substring(4) + compact.substring(0, 4);
    var remainder = 0;
    for (var i = 0; i < turned.length; i++) {
      var value = parseInt(turned.charAt(i), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    isValid = remainder === 1;
  }
  set(${JSON.stringify(result)}, isValid);
})();
`;

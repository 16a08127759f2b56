import { setImmediate } from 'node:timers/promises';
import { deepestJson, type Json } from '@dragoman/core';
import { SaxesParser } from 'saxes';

/** A document as JSON, or why there is none. */
export type XmlRead = { readonly body: Json } | { readonly problem: 'not-xml' | 'too-deep' | 'ended' };

/** Says when nobody waits any longer. */
export interface Ended {
  readonly ended: unknown;
}

/**
 * Turns an XML document into JSON that a JSONPath can read: an object with one field, the root element.
 *
 * An element that holds nothing but text is that text. Any other is an object: attributes are `@name`, its own text is
 * `#text`, and what lies in it stands under its name, as a list where the name repeats. Names keep their prefixes,
 * numbers stay text, white space at the ends of a text goes, and so do comments and processing instructions. A document
 * type is passed over: nothing is fetched, and an entity it defines is an error, so there is nothing to expand.
 *
 * A long document is read with pauses, and only as long as somebody waits for it; a short one is no promise.
 */
export const readXml = (text: string, scope?: Ended): XmlRead | Promise<XmlRead> => {
  // Strictly, nothing may stand before the declaration. Many servers send an empty line there.
  const document = text.trimStart();
  const reader = newReader();
  if (document.length > sliceLength) return readSlices(document, reader, scope);
  return reader.take(document) ? reader.end() : reader.problem();
};

/** Characters that are read without a pause: a few milliseconds at worst. */
const sliceLength = 65_536;

/** Lets others have their turn in between, and gives up when nobody waits any longer. */
const readSlices = async (document: string, reader: Reader, scope: Ended | undefined): Promise<XmlRead> => {
  for (let at = 0; at < document.length; at += sliceLength) {
    if (!reader.take(document.slice(at, at + sliceLength))) return reader.problem();
    await setImmediate();
    if (scope?.ended !== undefined) return { problem: 'ended' };
  }
  return reader.end();
};

interface Reader {
  /** Whether there may be more to come. */
  take(slice: string): boolean;
  end(): XmlRead;
  problem(): XmlRead;
}

const newReader = (): Reader => {
  // Without positions, because nobody may see what stands at them.
  const parser = new SaxesParser({ position: false });
  const root: Element = {};
  const open: Open[] = [];
  let isTooDeep = false;
  let current: Open = { name: '', content: root, text: '' };
  const addText = (more: string) => {
    current.text += more;
  };
  parser.on('opentag', ({ name, attributes }) => {
    open.push(current);
    current = { name, content: {}, text: '' };
    for (const [attribute, value] of Object.entries(attributes)) current.content[`@${attribute}`] = value;
    isTooDeep = open.length > deepestXml;
    if (isTooDeep) parser.fail('Too deep.');
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = current;
    current = open.pop() ?? closed;
    put(current.content, closed.name, contentOf(closed));
  });
  parser.on('error', (error) => {
    throw error;
  });
  const problem = (): XmlRead => ({ problem: isTooDeep ? 'too-deep' : 'not-xml' });
  const attempted = (work: () => void): boolean => {
    try {
      work();
      return true;
    } catch {
      return false;
    }
  };
  return {
    take: (slice) => attempted(() => parser.write(slice)),
    end: () => (attempted(() => parser.close()) ? { body: root } : problem()),
    problem,
  };
};

/** Each level may become two of JSON: a list, and an object in it. */
const deepestXml = deepestJson / 2;

interface Element {
  [name: string]: string | Element | (string | Element)[];
}

interface Open {
  readonly name: string;
  readonly content: Element;
  text: string;
}

const contentOf = ({ content, text }: Open): string | Element => {
  const own = text.trim();
  if (isEmpty(content)) return own;
  if (own !== '') content['#text'] = own;
  return content;
};

const isEmpty = (content: Element): boolean => {
  for (const _name in content) return false;
  return true;
};

const put = (content: Element, name: string, value: string | Element): void => {
  const before = Object.hasOwn(content, name) ? content[name] : undefined;
  if (Array.isArray(before)) before.push(value);
  else define(content, name, before === undefined ? value : [before, value]);
};

/** An element may be called `__proto__`, and is an ordinary field then, as in JSON. */
const define = (content: Element, name: string, value: Element[string]): void => {
  if (name !== '__proto__') content[name] = value;
  else Object.defineProperty(content, name, { value, enumerable: true, configurable: true, writable: true });
};

/** What some editors begin a file with; JSON does not know it. */
export const byteOrderMark = '\uFEFF';

export const withoutMark = (text: string): string => (text.startsWith(byteOrderMark) ? text.slice(1) : text);

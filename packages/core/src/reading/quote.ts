/** A name of the author's, for a message: in quotes, one line, and not more than sixty characters of it. */
export const quote = (name: string): string => JSON.stringify(name.length > longestShown ? `${name.slice(0, longestShown)}…` : name);

const longestShown = 60;

/**
 * The ids a choice's options are known by; `string` where they are not known: a script may add options, a row repeats one.
 */
export type OptionIds<Node> = Node extends { readonly kind: 'choice'; readonly options: readonly (infer Option)[] }
  ? 'hooks' extends keyof Node
    ? string
    : IdOf<Option>
  : string;

type IdOf<Option> = Option extends { readonly repeat: string }
  ? string
  : Option extends string
    ? SlugOf<Option>
    : Option extends { readonly id: infer Id extends string }
      ? Id
      : Option extends { readonly label: infer Label extends string }
        ? SlugOf<Label>
        : string;

// A label that comes twice gets a number the second time.
type SlugOf<Label extends string> = string extends Label
  ? string
  : Slug<Lowercase<Label>> extends infer S extends string
    ? S | `${S}-${number}`
    : never;

/**
 * `no, cancel it` → `no-cancel-it`, as the reader of bots makes ids of labels. Past 60 characters and for letters that
 * are not plain ASCII the answer is left to it.
 */
type Slug<
  Label extends string,
  Out extends string = '',
  Gap extends '' | '-' = '',
  Length extends 1[] = [],
> = Label extends `${infer Char}${infer Rest}`
  ? Length['length'] extends 60
    ? string
    : Char extends Alphanumeric
      ? Slug<Rest, `${Out}${Gap}${Char}`, '', [...Length, 1]>
      : Char extends Separator
        ? Slug<Rest, Out, Out extends '' ? '' : '-', [...Length, 1]>
        : string
  : Out extends ''
    ? 'option'
    : Out;

type Alphanumeric = CharsOf<'abcdefghijklmnopqrstuvwxyz0123456789'>;
type Separator = CharsOf<' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'>;

type CharsOf<Text extends string, Chars = never> = Text extends `${infer Char}${infer Rest}` ? CharsOf<Rest, Chars | Char> : Chars;

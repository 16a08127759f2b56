/** How many there were lately, and how many of them were marked. Costs a few additions, and never grows. */
export class SlidingCounts {
  all = 0;
  marked = 0;
  readonly #slotMs: number;
  readonly #slots = new Float64Array(2 * slots);
  #current = Number.NEGATIVE_INFINITY;
  // Where the current slot lies: remainders of numbers as large as times are dear.
  #at = 0;

  /** What is older than the window, to a tenth of it, is forgotten. */
  constructor(windowMs: number) {
    this.#slotMs = windowMs / slots;
  }

  add(nowMs: number, isMarked: boolean): void {
    this.forget(nowMs);
    this.all += 1;
    this.#slots[this.#at] = (this.#slots[this.#at] ?? 0) + 1;
    if (!isMarked) return;
    this.marked += 1;
    this.#slots[this.#at + 1] = (this.#slots[this.#at + 1] ?? 0) + 1;
  }

  /** Drops what has become too old by now. A clock that goes backwards changes nothing. */
  forget(nowMs: number): void {
    const present = Math.floor(nowMs / this.#slotMs);
    if (present <= this.#current) return;
    if (present - this.#current >= slots) this.clear();
    else for (let slot = this.#current; slot < present; slot++) this.#emptyNext();
    this.#current = present;
  }

  clear(): void {
    this.#slots.fill(0);
    this.all = 0;
    this.marked = 0;
  }

  #emptyNext(): void {
    this.#at = (this.#at + 2) % this.#slots.length;
    this.all -= this.#slots[this.#at] ?? 0;
    this.marked -= this.#slots[this.#at + 1] ?? 0;
    this.#slots[this.#at] = 0;
    this.#slots[this.#at + 1] = 0;
  }
}

const slots = 10;

import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any page of the shop has between two things that somebody wants one after the other. */
const MOST_STOPS = 80;

/** Somebody who has a keyboard and nothing else. Every stop on the way has to be seen. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Goes on with Tab until this part has the focus. */
  tabTo(part: Locator): Promise<void> {
    return this.#go('Tab', part);
  }

  /** Goes back with Shift and Tab until this part has the focus. */
  tabBackTo(part: Locator): Promise<void> {
    return this.#go('Shift+Tab', part);
  }

  async press(key: 'Enter' | 'Space'): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  /** Goes on to a field and writes into it, over what it holds. */
  async write(field: Locator, text: string): Promise<void> {
    await this.tabTo(field);
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.#page.keyboard.type(text);
  }

  async #go(key: 'Tab' | 'Shift+Tab', part: Locator): Promise<void> {
    await expect(part).toBeVisible();
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      await this.#page.keyboard.press(key);
      expect(await this.#page.evaluate(whyFocusIsNotSeen), 'the focus is seen').toBeNull();
      if (await part.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`${part} is not reached by ${key}`);
  }
}

/** Runs in the page. What is wrong with the focus as it is drawn, or `null`. */
async function whyFocusIsNotSeen(): Promise<string | null> {
  // What the browser scrolls into view is there with the next picture.
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const element = document.activeElement;
  // Between the last part of the page and the first, the focus is in the browser's own bars.
  if (element === null || element === document.body) return null;
  const name = element.outerHTML.slice(0, 160);

  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return `no outline: ${name}`;

  const [box] = element.getClientRects();
  if (!box || box.width === 0 || box.height === 0) return `no size: ${name}`;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `outside of the window: ${name}`;
  const onTop = document.elementFromPoint(x, y);
  if (onTop === null || !(element.contains(onTop) || onTop.contains(element))) {
    return `covered by ${onTop?.outerHTML.slice(0, 160)}: ${name}`;
  }
  return null;
}

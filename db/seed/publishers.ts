/**
 * Who publishes the books of the starting catalogue.
 *
 * All but Penguin are imprints invented for this shop, and so are the years and page counts of their
 * editions: none of them has an ISBN. The Penguin Classics are real editions with their real ISBN.
 */
type Publisher = { publisherKo: string; publisherEn: string };

export const inkAndPaper: Publisher = { publisherKo: '먹과종이', publisherEn: 'Ink & Paper' };
export const mulgyeolEditions: Publisher = { publisherKo: '물결문고', publisherEn: 'Mulgyeol Editions' };
export const slowBooks: Publisher = { publisherKo: '느린책방', publisherEn: 'Slow Books' };
export const moonshade: Publisher = { publisherKo: '달그림자', publisherEn: 'Moonshade' };
export const longBench: Publisher = { publisherKo: '긴의자', publisherEn: 'Long Bench' };
export const littleBoat: Publisher = { publisherKo: '작은배', publisherEn: 'Little Boat' };
export const penguinClassics: Publisher = { publisherKo: '펭귄 클래식', publisherEn: 'Penguin Classics' };

import type { BookPage } from '#server/catalog/contract.ts';
import { FREE_SHIPPING_FROM_WON, type Locale, SHIPPING_WON } from '#server/orders/contract.ts';
import { authorOf, publisherOf, titleOf } from './book-text.ts';
import { sharePictureAddress } from './cover-address.ts';

/**
 * A book and what it is offered for, in the words of schema.org: search engines show price and stock with the
 * result. As a `Product` it may stand among offers of other shops, as a `Book` it has an author.
 *
 * @param url the page's own address
 * @param shopUrl where the shop is, for the address of the picture
 */
export function bookSchema(book: BookPage, locale: Locale, url: string, shopUrl: string) {
  return {
    '@context': 'https://schema.org',
    '@type': ['Book', 'Product'],
    name: titleOf(book, locale),
    description: locale === 'ko' ? book.descriptionKo : book.descriptionEn,
    image: new URL(sharePictureAddress(book), shopUrl).href,
    author: { '@type': 'Person', name: authorOf(book, locale) },
    publisher: { '@type': 'Organization', name: publisherOf(book, locale) },
    datePublished: String(book.publishedYear),
    numberOfPages: book.pages,
    ...(book.isbn13 === null ? {} : { isbn: book.isbn13, gtin13: book.isbn13 }),
    offers: {
      '@type': 'Offer',
      url,
      price: book.salePrice,
      priceCurrency: 'KRW',
      availability: `https://schema.org/${availabilityOf(book)}`,
      ...(book.onSaleFrom === null ? {} : { availabilityStarts: book.onSaleFrom }),
      itemCondition: 'https://schema.org/NewCondition',
      shippingDetails: {
        '@type': 'OfferShippingDetails',
        shippingRate: {
          '@type': 'MonetaryAmount',
          // For this book alone, which is how search engines compare offers.
          value: book.salePrice >= FREE_SHIPPING_FROM_WON ? 0 : SHIPPING_WON,
          currency: 'KRW',
        },
        shippingDestination: { '@type': 'DefinedRegion', addressCountry: 'KR' },
      },
    },
  };
}

const AVAILABILITIES = {
  in_stock: 'InStock',
  low: 'LimitedAvailability',
  preorder: 'PreOrder',
  temporarily_out: 'OutOfStock',
  out_of_print: 'Discontinued',
} as const satisfies Record<BookPage['availability'], string>;

function availabilityOf({ availability, available }: BookPage) {
  // A book that is not out yet may be sold out already.
  return availability === 'preorder' && available === 0 ? 'SoldOut' : AVAILABILITIES[availability];
}

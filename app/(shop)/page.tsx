import type { Metadata } from 'next';
import { type AddressParams, readListing } from '../_present/listing-address.ts';
import { Listing } from './_listing/listing.tsx';
import { catalogueMetadata } from './catalogue-metadata.ts';
import { FrontPage } from './front-page.tsx';

type Props = { searchParams: Promise<AddressParams> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return catalogueMetadata(readListing(await searchParams));
}

/** The front page, or the list of books that the address asks for. */
export default async function CataloguePage({ searchParams }: Props) {
  const listing = readListing(await searchParams);
  return listing === null ? <FrontPage /> : <Listing listing={listing} />;
}

import { type AddressParams, readListing } from '../_present/listing-address.ts';
import { Listing } from './_listing/listing.tsx';
import { FrontPage } from './front-page.tsx';

type Props = { searchParams: Promise<AddressParams> };

/** The front page, or the list of books that the address asks for. */
export default async function CataloguePage({ searchParams }: Props) {
  const listing = readListing(await searchParams);
  return listing === null ? <FrontPage /> : <Listing listing={listing} />;
}

'use client';

import { useSearchParams } from 'next/navigation';

/** The field of the shop's search, filled with what the page was searched for. The form it stands in does the rest. */
export function SearchWords(props: { id: string; placeholder: string }) {
  const words = useSearchParams().get('q') ?? '';
  return (
    <input
      key={words}
      id={props.id}
      type="search"
      name="q"
      defaultValue={words}
      placeholder={props.placeholder}
      maxLength={100}
      autoComplete="off"
      enterKeyHint="search"
      className="min-h-11 w-full rounded-full border border-control-line bg-surface py-2 pr-12 pl-4 placeholder:text-muted"
    />
  );
}

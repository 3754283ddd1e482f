import type { MetadataRoute } from 'next';

/** What a phone needs to put the shop on its home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: '느린책방 · Slow Books',
    short_name: '느린책방',
    start_url: '/',
    display: 'browser',
    background_color: '#f9f6ef',
    theme_color: '#27407d',
    icons: [192, 512].map((size) => ({
      src: `/icons/${size}.png`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'maskable',
    })),
  };
}

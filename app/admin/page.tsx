import { redirect } from 'next/navigation';

/** The payments are all there is to administer. */
export default function AdminPage() {
  redirect('/admin/payments');
}

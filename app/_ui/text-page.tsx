type TextPageProps = {
  title: string;
  intro: string;
  sections: readonly { id: string; title: string; body: string }[];
};

/** A page to read: each section can be linked to by its id. */
export function TextPage({ title, intro, sections }: TextPageProps) {
  return (
    <article className="mx-auto max-w-2xl">
      <h1 className="font-serif text-3xl font-bold">{title}</h1>
      <p className="mt-4 text-lg text-muted">{intro}</p>
      {sections.map((section) => (
        <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`} className="mt-8">
          <h2 id={`${section.id}-title`} className="font-serif text-xl font-bold">
            {section.title}
          </h2>
          <p className="mt-2 leading-relaxed">{section.body}</p>
        </section>
      ))}
    </article>
  );
}

/** The page's heading, which is also the document's title. */
export function Title({ children }: { children: string }) {
  return (
    <>
      <title>{`${children} · DreamCatchr`}</title>
      <h1>{children}</h1>
    </>
  );
}

import { listPublicDreams } from '../api/client';
import { DreamCard } from '../components/DreamCard';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { Title } from '../components/Title';
import { useLoad } from '../use-load';

export function PublicDreams() {
  const load = useLoad(listPublicDreams);
  return (
    <section>
      <Title>Shared dreams</Title>
      <p className="lead">What people dreamt lately and wanted others to read.</p>
      {load.status === 'loading' && <Loading />}
      {load.status === 'failed' && <Failure error={load.error} />}
      {load.status === 'ready' && load.data.length === 0 && <p>Nobody has shared a dream yet.</p>}
      {load.status === 'ready' && load.data.map((dream) => (
        <DreamCard key={dream.id} dream={dream} author={dream.author} heading={<h2>{dream.title}</h2>} />
      ))}
    </section>
  );
}

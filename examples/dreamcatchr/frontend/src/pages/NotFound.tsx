import { Link } from 'react-router';
import { Title } from '../components/Title';

export function NotFound() {
  return (
    <section>
      <Title>Nothing here</Title>
      <p>There is no such page. <Link to="/">Back to the start</Link></p>
    </section>
  );
}

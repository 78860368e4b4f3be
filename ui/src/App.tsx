// The page: its rooms as a list of routes, and what they all stand in.
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  RouterProvider,
} from '@tanstack/react-router';
import { Problem } from './api/client';
import { resolveVariables, styleNonce, theme } from './kit/theme';
import { Gate } from './session/Gate';
import { Lost } from './shell/Lost';

const root = createRootRoute({ component: Gate, notFoundComponent: Lost });

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the router's own signature for lazy modules
type Load = () => Promise<Record<string, any>>;
const pages: [string, Load, string][] = [
  ['/', () => import('./home/HomePage'), 'HomePage'],
  ['/handoffs', () => import('./handoffs/HandoffsPage'), 'HandoffsPage'],
  ['/handoffs/$id', () => import('./handoffs/HandoffsPage'), 'HandoffsPage'],
  ['/alignment', () => import('./alignment/AlignmentPage'), 'AlignmentPage'],
  ['/alignment/$sign', () => import('./alignment/SignPage'), 'SignPage'],
  ['/leaks', () => import('./leaks/LeaksPage'), 'LeaksPage'],
  ['/contacts', () => import('./contacts/ContactsPage'), 'ContactsPage'],
  ['/contacts/$id', () => import('./contacts/ContactPage'), 'ContactPage'],
  ['/duplicates', () => import('./duplicates/DuplicatesPage'), 'DuplicatesPage'],
  ['/companies', () => import('./companies/CompaniesPage'), 'CompaniesPage'],
  ['/companies/$id', () => import('./companies/CompanyPage'), 'CompanyPage'],
  ['/deals', () => import('./deals/DealsPage'), 'DealsPage'],
  ['/deals/board', () => import('./deals/BoardPage'), 'BoardPage'],
  ['/deals/$id', () => import('./deals/DealPage'), 'DealPage'],
  ['/agreement', () => import('./agreement/AgreementPage'), 'AgreementPage'],
  ['/agreement/compare/$pair', () => import('./agreement/AgreementPage'), 'AgreementPage'],
  ['/agreement/$version', () => import('./agreement/AgreementPage'), 'AgreementPage'],
  ['/agreement/$version/$tab', () => import('./agreement/AgreementPage'), 'AgreementPage'],
  ['/lab', () => import('./lab/LabPage'), 'LabPage'],
  ['/sla', () => import('./sla/SlaPage'), 'SlaPage'],
  ['/feedback', () => import('./feedback/FeedbackPage'), 'FeedbackPage'],
  ['/measures', () => import('./measures/MeasuresPage'), 'MeasuresPage'],
  ['/measures/$name', () => import('./measures/MeasuresPage'), 'MeasuresPage'],
  ['/funnels', () => import('./funnels/FunnelsPage'), 'FunnelsPage'],
  ['/attribution', () => import('./attribution/AttributionPage'), 'AttributionPage'],
  ['/notifications', () => import('./notifications/NotificationsPage'), 'NotificationsPage'],
  ['/digest', () => import('./digest/DigestPage'), 'DigestPage'],
  ['/import', () => import('./import/ImportsPage'), 'ImportsPage'],
  ['/import/$id', () => import('./import/ImportPage'), 'ImportPage'],
  ['/settings', () => import('./settings/SettingsPage'), 'SettingsPage'],
  ['/settings/$section', () => import('./settings/SettingsPage'), 'SettingsPage'],
];

const routes: AnyRoute[] = pages.map(([path, load, name]) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, name) }),
);

// Search parameters are plain text: what the reader sees in the address is what the page reads.
const router = createRouter({
  routeTree: root.addChildren(routes),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
    return text === '' ? '' : `?${text}`;
  },
  scrollRestoration: true,
});

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof Problem && error.status > 0 && error.status < 500),
    },
  },
});

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

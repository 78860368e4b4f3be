import type { DuplicatePair } from '../api/types';
import { t } from '../i18n';
import { count, moment } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Chip } from '../kit/parts';
import { type Choices, type Side, staying } from './model';

interface ValuesProps {
  pair: DuplicatePair;
  survivor: Side;
  choices: Choices;
  onChoose: (name: string, side: Side) => void;
}

const sides: Side[] = ['left', 'right'];

export function Values({ pair, survivor, choices, onChoose }: ValuesProps) {
  return (
    <div className="tablebox">
      <table className="table plain pairtable">
        <caption className="hidden">{t('The two contacts, side by side')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Property')}</th>
            {sides.map((side) => (
              <Head key={side} of={pair[side]} stays={side === survivor} />
            ))}
          </tr>
        </thead>
        <tbody>
          {pair.values.map((value) => (
            <tr key={value.name}>
              <th scope="row">{value.name.replaceAll('_', ' ')}</th>
              {sides.map((side) => (
                <td key={side}>
                  <label className="row gap6">
                    <input
                      type="radio"
                      name={`${pair.id}-${value.name}`}
                      checked={staying(value, choices, survivor) === side}
                      disabled={value.fixed}
                      onChange={() => onChoose(value.name, side)}
                    />
                    <span>{value[side]}</span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ of, stays }: { of: DuplicatePair['left']; stays: boolean }) {
  return (
    <th scope="col">
      <div className="row gap6">
        <Anchor to={`/contacts/${of.contact.id}`} className="link">
          {of.contact.name}
        </Anchor>
        {stays && <Chip>{t('stays')}</Chip>}
      </div>
      <div className="small third">{of.email ?? of.contact.company}</div>
      <div className="small third">
        {t('Touches: {{touches}} · deals: {{deals}} · since {{day}}', {
          touches: count(of.touches),
          deals: count(of.deals),
          day: moment(of.created_at),
        })}
      </div>
    </th>
  );
}

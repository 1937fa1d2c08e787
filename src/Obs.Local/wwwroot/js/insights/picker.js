import { h } from '../dom/h.js';

/** A list of saved queries and recipes, by folder and category; what is chosen is handed over as the text of a query. */
export function drawPicker({ saved, recipes }, onChoose) {
  const choices = [
    ...saved.map(query => ({ id: `saved ${query.id}`, group: `Saved: ${query.folder}`, label: query.name, title: '', text: query.text })),
    ...recipes.map(({ name, category, purpose, query }) => ({ id: name, group: category, label: name, title: purpose, text: query })),
  ];
  return h(
    'label',
    { class: 'bar-choice', key: 'recipes' },
    h('span', { class: 'visually-hidden' }, 'Saved query or recipe'),
    h(
      'select',
      {
        value: '',
        onchange: event => {
          const { text } = choices.find(({ id }) => id === event.target.value);
          event.target.value = '';
          onChoose(text);
        },
      },
      h('option', { key: ' none', value: '' }, saved.length > 0 ? 'Queries …' : 'Recipes …'),
      [...new Set(choices.map(({ group }) => group))].map(group =>
        h(
          'optgroup',
          { key: group, label: group },
          choices.filter(choice => choice.group === group).map(({ id, label, title }) => h('option', { key: id, value: id, title }, label)),
        ),
      ),
    ),
  );
}

/** A saved query as it is chosen: what stands before the last slash of its name is its folder, and its log groups are its source. */
export function toChoice({ queryDefinitionId: id, name, queryString, logGroupNames }) {
  const cut = name.lastIndexOf('/');
  const groups = (logGroupNames ?? []).filter(group => !group.includes("'"));
  const source = groups.map(group => `SOURCE '${group}'`).join(' | ');
  return {
    id,
    folder: cut < 0 ? 'no folder' : name.slice(0, cut),
    name: name.slice(cut + 1),
    text: source === '' || /^\s*source\s/i.test(queryString) ? queryString : `${source} | ${queryString}`,
  };
}

// Where blocks and arguments stand in a file of Terraform. The parser says what a file means, but not in which line it says so.

const opening = '([{';
const closing = ')]}';

/** The blocks of a file as `{type, labels, line, arguments: Map of name to line, blocks}`; the file itself is the outermost. The text
 * must have passed the parser. */
export function placesOf(text) {
  const scan = new Scan(text);
  return scan.body({ type: '', labels: [], line: 1, arguments: new Map(), blocks: [] });
}

/** The lines of a file without its comments, which may name what does not exist. */
export function withoutComments(text) {
  return new Scan(text).withoutComments();
}

class Scan {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.line = 1;
  }

  body(block) {
    for (this.blank(); this.at < this.text.length && this.text[this.at] !== '}'; this.blank()) {
      this.statement(block);
    }

    this.step();
    return block;
  }

  statement(parent) {
    const line = this.line;
    const words = [this.word()];
    for (this.blank(); this.text[this.at] !== '=' && this.text[this.at] !== '{'; this.blank()) {
      words.push(this.word());
    }

    if (this.step() === '=') {
      parent.arguments.set(words[0], line);
      this.expression();
    } else {
      parent.blocks.push(this.body({ type: words[0], labels: words.slice(1), line, arguments: new Map(), blocks: [] }));
    }
  }

  word() {
    const start = this.at;
    if (this.text[this.at] === '"') {
      this.quoted();
      return this.text.slice(start + 1, this.at - 1);
    }

    do {
      this.step();
    } while (/[\w-]/.test(this.text[this.at] ?? ''));
    return this.text.slice(start, this.at);
  }

  /** To the end of the line, or of the block where it stands in one line with it. */
  expression() {
    for (let depth = 0; this.at < this.text.length; ) {
      const one = this.text[this.at];
      if (depth === 0 && (one === '\n' || one === '}')) {
        return;
      }

      depth += opening.includes(one) ? 1 : closing.includes(one) ? -1 : 0;
      this.piece();
    }
  }

  /** One character, or all of a text or a comment. */
  piece() {
    const rest = this.text.slice(this.at, this.at + 2);
    if (rest[0] === '"') {
      this.quoted();
    } else if (rest === '<<') {
      this.hereDocument();
    } else if (rest[0] === '#' || rest === '//' || rest === '/*') {
      this.comment();
    } else {
      this.step();
    }
  }

  quoted() {
    this.step();
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      const rest = this.text.slice(this.at, this.at + 3);
      if (rest[0] === '\\' || rest === '$${' || rest === '%%{') {
        this.step(rest[0] === '\\' ? 2 : 3);
      } else if (rest.startsWith('${') || rest.startsWith('%{')) {
        this.template();
      } else {
        this.step();
      }
    }

    this.step();
  }

  template() {
    this.step(2);
    for (let depth = 1; this.at < this.text.length && depth > 0; ) {
      depth += opening.includes(this.text[this.at]) ? 1 : closing.includes(this.text[this.at]) ? -1 : 0;
      this.piece();
    }
  }

  hereDocument() {
    const mark = /^<<-?(\w+)[^\n]*\n/.exec(this.text.slice(this.at));
    const rest = this.text.slice(this.at + mark[0].length);
    this.step(mark[0].length + (new RegExp(`^\\s*${mark[1]}$`, 'm').exec(rest)?.index ?? rest.length) + mark[1].length);
  }

  comment() {
    const [start, end] = this.text.startsWith('/*', this.at) ? [2, '*/'] : [0, '\n'];
    const found = this.text.indexOf(end, this.at + start);
    this.step((found < 0 ? this.text.length : found + (start === 0 ? 0 : end.length)) - this.at);
  }

  blank() {
    while (/[\s#/]/.test(this.text[this.at] ?? '')) {
      this.piece();
    }
  }

  withoutComments() {
    let kept = '';
    while (this.at < this.text.length) {
      const start = this.at;
      this.piece();
      const piece = this.text.slice(start, this.at);
      kept += /^(#|\/\/|\/\*)/.test(piece) ? piece.replace(/[^\n]/g, '') : piece;
    }

    return kept;
  }

  step(count = 1) {
    const passed = this.text.slice(this.at, this.at + count);
    this.at += count;
    this.line += passed.split('\n').length - 1;
    return passed;
  }
}

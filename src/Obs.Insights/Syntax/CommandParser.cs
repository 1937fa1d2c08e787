using System.Globalization;

namespace Obs.Insights.Syntax;

/// <summary>Reads what follows the name of a command, one method per command; <see cref="CommandTable"/> says which.</summary>
internal sealed class CommandParser(TokenReader tokens)
{
    private readonly ExpressionParser _expressions = new(tokens);

    public Command ReadFields(Token start, bool isDisplay) => new FieldsCommand(ReadItems(), isDisplay, From(start));

    public Command ReadFilter(Token start) => new FilterCommand(_expressions.Read(), From(start));

    public Command ReadStats(Token start)
    {
        List<ColumnItem> items = ReadItems();
        List<ColumnItem> groupBy = tokens.TryTakeKeyword("by") ? ReadItems() : [];
        return new StatsCommand(items, groupBy, From(start));
    }

    public Command ReadSort(Token start)
    {
        tokens.TryTakeKeyword("by");
        var keys = new List<SortKey>();
        do
        {
            Expression expression = _expressions.Read();
            bool isDescending = tokens.TryTakeKeyword("desc");
            _ = isDescending || tokens.TryTakeKeyword("asc");
            keys.Add(new(expression, isDescending));
        }
        while (tokens.TryTake(TokenKind.Comma));
        return new SortCommand(keys, From(start));
    }

    public Command ReadLimit(Token start)
    {
        Token number = tokens.Expect(TokenKind.Number, "a number of rows");
        return int.TryParse(
            number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= InsightsOptions.MostRows
            ? new LimitCommand(count, From(start))
            : throw tokens.Error(number.Range, $"limit is a whole number up to {InsightsOptions.MostRows}; found {number.Text}");
    }

    public Command ReadParse(Token start)
    {
        bool hasSubject = !tokens.Is(TokenKind.Slash) && !tokens.Is(TokenKind.String);
        Expression subject = hasSubject
            ? _expressions.ReadOperand()
            : new FieldReference("@message", ["@message"], new(tokens.Current.Range.Start, tokens.Current.Range.Start));
        RefuseFormats(subject);
        TextPattern pattern = _expressions.ReadPattern();
        List<string> columns = [];
        if (!pattern.IsRegex)
        {
            tokens.ExpectKeyword("as");
            columns = ReadNames();
        }

        return new ParseCommand(subject, pattern, columns, From(start));
    }

    public Command ReadDedup(Token start)
    {
        var keys = new List<Expression>();
        do
        {
            Token name = tokens.Expect(TokenKind.Name, "a field");
            keys.Add(new FieldReference(name.Text, name.Segments, name.Range));
        }
        while (tokens.TryTake(TokenKind.Comma));
        return new DedupCommand(keys, From(start));
    }

    public Command ReadUnnest(Token start)
    {
        Expression list = _expressions.Read();
        tokens.ExpectKeyword("into");
        return new UnnestCommand(list, tokens.Expect(TokenKind.Name, "a name").Text, From(start));
    }

    public Command ReadAddTotals(Token start)
    {
        string column = "Total";
        bool rows = true;
        bool columns = false;
        List<string> names = [];
        while (tokens.Is(TokenKind.Name))
        {
            Token name = tokens.Take();
            if (!tokens.TryTake(TokenKind.Equal))
            {
                names.Add(name.Text);
                tokens.TryTake(TokenKind.Comma);
            }
            else if (name.IsKeyword("fieldname"))
            {
                column = tokens.Is(TokenKind.String) ? tokens.Take().Text : tokens.Expect(TokenKind.Name, "a name").Text;
            }
            else if (name.IsKeyword("row"))
            {
                rows = ReadBoolean();
            }
            else if (name.IsKeyword("col"))
            {
                columns = ReadBoolean();
            }
            else
            {
                throw tokens.Error(name.Range, $"unknown option {name.Text} of addtotals; its options are fieldname, row and col; found");
            }
        }

        return new AddTotalsCommand(column, rows, columns, names, From(start));
    }

    public Command ReadFillDown(Token start)
    {
        var names = new List<string>();
        while (
            tokens.Is(TokenKind.Name) || tokens.Is(TokenKind.Star) || (names.Count > 0 && tokens.IsAdjacent && tokens.Is(TokenKind.Number)))
        {
            bool isContinued = names.Count > 0 && tokens.IsAdjacent;
            string part = tokens.Take().Text;
            if (isContinued)
            {
                names[^1] += part;
            }
            else
            {
                names.Add(part);
            }
        }

        return new FillDownCommand(names, From(start));
    }

    public Command ReadFillMissing(Token start)
    {
        var values = new List<FillValue>();
        while (tokens.TryTakeKeyword("with"))
        {
            Expression value = _expressions.Read();
            tokens.ExpectKeyword("for");
            do
            {
                values.Add(new(ReadColumnName(), value));
            }
            while (tokens.TryTake(TokenKind.Comma) && !tokens.Current.IsKeyword("with"));
        }

        return new FillMissingCommand(values, From(start));
    }

    // Two further forms that the service has and whose syntax no page we could read gives.
    private void RefuseFormats(Expression subject)
    {
        bool hasPattern = tokens.Is(TokenKind.String) || tokens.Is(TokenKind.Slash);
        SourceRange? format = hasPattern ? null
            : tokens.Current.IsKeyword("logfmt") || tokens.Current.IsKeyword("csv") ? tokens.Current.Range
            : subject is FieldReference { Name: "logfmt" or "csv" } ? subject.Range
            : null;
        if (format is { } range)
        {
            throw tokens.Error(range, "parse cannot read logfmt or csv here; use a pattern or a regular expression; found");
        }
    }

    private List<ColumnItem> ReadItems()
    {
        var items = new List<ColumnItem>();
        do
        {
            Expression expression = _expressions.Read();
            bool hasAlias = tokens.TryTakeKeyword("as");
            string column = hasAlias ? tokens.Expect(TokenKind.Name, "a name").Text
                : expression is FieldReference field ? field.Name
                : tokens.Query[expression.Range.Start..expression.Range.End];
            items.Add(new(expression, column, hasAlias));
        }
        while (tokens.TryTake(TokenKind.Comma));
        return items;
    }

    private List<string> ReadNames()
    {
        var names = new List<string>();
        do
        {
            names.Add(tokens.Expect(TokenKind.Name, "a name").Text);
        }
        while (tokens.TryTake(TokenKind.Comma));
        return names;
    }

    // A column without an alias is named by the text of its expression, for example count(*).
    private string ReadColumnName()
    {
        if (tokens.Is(TokenKind.Name) && tokens.Current.IsQuoted)
        {
            return tokens.Take().Text;
        }

        Expression expression = _expressions.ReadOperand();
        return tokens.Query[expression.Range.Start..expression.Range.End];
    }

    private bool ReadBoolean()
    {
        Token value = tokens.Expect(TokenKind.Name, "true or false");
        return value.IsKeyword("true") || (value.IsKeyword("false") ? false : throw tokens.Error(value.Range,
            $"expected true or false; found {value.Text}"));
    }

    private SourceRange From(Token start) => start.Range.To(tokens.Previous.Range);
}

using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Filters;

/// <summary>Says in SQL what can be said of a filter with what is kept beside the documents, so that few of them have to be read.</summary>
/// <remarks>The condition never leaves out a trace that the filter takes; where it says exactly the same, no document is read at all. Every
/// value becomes a parameter.</remarks>
/// <param name="sql">The query.</param>
/// <param name="terms">Says which terms are rare.</param>
internal sealed class FilterSql(SqlQuery sql, TermUse terms)
{
    /// <summary>More than the index of traces is read, so that going through all of them takes its time.</summary>
    public bool ReadsRows { get; private set; }

    /// <summary>Restricts the query on <c>traces t</c>; true when that is all there is to the filter.</summary>
    public bool Restrict(FilterExpression expression)
    {
        Condition condition = Of(expression);
        if (condition.Sql is { } text)
        {
            sql.Where(text);
        }

        return condition.Exact;
    }

    /// <summary>Restricts the query to what the index of traces leaves of them.</summary>
    public void RestrictIndex(FilterExpression expression)
    {
        if (Of(expression).Index is { } text)
        {
            sql.Where(text);
        }
    }

    private Condition Of(FilterExpression expression) => expression switch
    {
        AndExpression and => And(Of(and.Left), Of(and.Right)),
        OrExpression or => Or(Of(or.Left), Of(or.Right)),
        NotExpression not => Not(Of(not.Operand)),
        FlagTerm flag => Flag(flag),
        NumberTerm number => Number(number),
        TextTerm text => Text(text),
        AnnotationTerm annotation => Found(TermOf(annotation)),
        ServiceTerm service => Service(service),
        EdgeTerm edge => Edge(edge),
        _ => default,
    };

    private static Condition And(Condition left, Condition right) => new(
        Both(left.Sql, right.Sql), left.Exact && right.Exact, Both(left.Index, right.Index));

    private static Condition Or(Condition left, Condition right) => new(
        Either(left.Sql, right.Sql), left.Exact && right.Exact, Either(left.Index, right.Index));

    private static Condition Not(Condition operand) =>
        !operand.Exact ? default : new($"NOT ({operand.Sql})", true, operand.Index == operand.Sql ? $"NOT ({operand.Sql})" : null);

    private static string? Both(string? left, string? right) =>
        left is null ? right : right is null ? left : $"({left}) AND ({right})";

    private static string? Either(string? left, string? right) => left is null || right is null ? null : $"({left}) OR ({right})";

    private static Condition InIndex(string text) => new(text, true, text);

    private Condition Flag(FlagTerm term)
    {
        if (term.Flag == FilterFlag.Partial)
        {
            ReadsRows = true;
            string mayBe = $"t.flags & {SegmentRecord.PartialFlag} <> 0";
            string isPartial = $"{mayBe} AND {FilterRows.IsPartial}";
            return term.Value ? new(isPartial, true, mayBe) : new($"NOT ({isPartial})", true, null);
        }

        string? condition = term.Flag switch
        {
            FilterFlag.Ok => "t.outcome = 0",
            FilterFlag.Error => Has(Outcome.Error),
            FilterFlag.Throttle => Has(Outcome.Throttle),
            FilterFlag.Fault => Has(Outcome.Fault),
            _ => null,
        };
        return condition is null ? default : InIndex(term.Value ? condition : $"NOT ({condition})");

        static string Has(Outcome flag) => $"t.outcome & {(int)flag} <> 0";
    }

    private Condition Number(NumberTerm term)
    {
        string? column = term.Keyword switch
        {
            FilterNumber.Duration => "t.end - t.start",
            FilterNumber.HttpStatus => "t.status",
            FilterNumber.ResponseTime => "t.response",
            _ => null,
        };
        return column is null || FilterRows.Symbol(term.Comparison) is not { } symbol ? default
            : InIndex($"ifnull({column} {symbol} {sql.Bind(term.Value)}, 0)");
    }

    private Condition Text(TextTerm term)
    {
        if (term is { Keyword: FilterText.User, Comparison: FilterComparison.Equal })
        {
            return Found(TraceTerms.OfUser(term.Value));
        }

        string? column = term.Keyword switch { FilterText.HttpUrl => "t.url", FilterText.HttpMethod => "t.method", _ => null };
        if (column is null || (term.Value.Length == 0 && term.Comparison != FilterComparison.Exists))
        {
            return default;
        }

        ReadsRows = true;
        string? condition = term.Comparison switch
        {
            FilterComparison.Exists => $"{column} IS NOT NULL",
            FilterComparison.Equal => $"{column} = {sql.Bind(term.Value)}",
            FilterComparison.NotEqual => $"{column} <> {sql.Bind(term.Value)}",
            FilterComparison.Contains => $"instr({column}, {sql.Bind(term.Value)}) > 0",
            FilterComparison.BeginsWith => $"substr({column}, 1, {term.Value.Length}) = {sql.Bind(term.Value)}",
            FilterComparison.EndsWith => $"substr({column}, -{term.Value.Length}) = {sql.Bind(term.Value)}",
            _ => null,
        };
        // SQLite counts code points and .NET UTF-16 units; where the two differ only the documents can tell.
        return condition is null || term.Value.Any(char.IsSurrogate) ? default : new($"ifnull({condition}, 0)", true, null);
    }

    /// <summary>The traces that may have a term; which of them do, their documents say.</summary>
    private Condition Found(long term)
    {
        ReadsRows = true;
        string wanted = $"f.term IN ({sql.Bind(term)}, {sql.Bind(TraceTerms.Any)})";
        if (!terms.IsRare(term))
        {
            // Of many that have it enough come by when all are gone through in the order that is asked for.
            return new(
                $"EXISTS (SELECT 1 FROM terms f WHERE f.bucket = t.row >> {TraceTerms.BucketBits} AND {wanted} AND f.trace = t.row)",
                false,
                null);
        }

        string few = $"t.row IN ({TermUse.Buckets} SELECT f.trace FROM buckets JOIN terms f ON f.bucket = buckets.bucket AND {wanted})";
        return new(few, false, few);
    }

    private static long TermOf(AnnotationTerm term) => (term.Comparison, term.Value) switch
    {
        (FilterComparison.Equal, string text) => TraceTerms.OfText(term.Key, text),
        (FilterComparison.Equal, bool flag) => TraceTerms.OfFlag(term.Key, flag),
        (FilterComparison.Equal, double number) => TraceTerms.OfNumber(term.Key, number),
        _ => TraceTerms.OfKey(term.Key),
    };

    private Condition Service(ServiceTerm term)
    {
        Condition maybe = Maybe(term.Inner, term.Node);
        if (term.Node.AccountId is not null || new FilterRows(sql).Service(term) is not { } rows)
        {
            return maybe;
        }

        ReadsRows = true;
        return new(Both(maybe.Sql, rows), true, maybe.Index);
    }

    /// <summary>Who called is known from the documents alone where a call was sent apart from its segment.</summary>
    private Condition Edge(EdgeTerm term)
    {
        Condition maybe = Maybe(term.Inner, term.Source, term.Target);
        if (new FilterRows(sql).Edge(term) is not { } rows)
        {
            return maybe;
        }

        ReadsRows = true;
        return new(Both(maybe.Sql, rows), false, maybe.Index);
    }

    /// <summary>What the trace as a whole has to be for a part of it to be what is asked.</summary>
    private Condition Maybe(FilterExpression? inner, params ReadOnlySpan<NodeSelector> nodes)
    {
        List<string> conditions = [];
        foreach (NodeSelector node in nodes)
        {
            if (node.Name is { } name)
            {
                conditions.Add(TraceNodes.MayInclude(sql.Bind(name)));
            }
        }

        conditions.AddRange(FilterRows.FlagsOf(inner).Select(static flag => $"t.flags & {(int)flag} <> 0"));
        // No part of a trace takes longer than all of it, but for a call that took longer than the document that made it.
        conditions.AddRange(FilterRows.SecondsOf(inner).Select(
            seconds => $"t.end - t.start >= {sql.Bind(seconds)} OR t.flags & {SegmentRecord.BeyondFlag} <> 0"));
        string? all = conditions.Count == 0 ? null : $"({string.Join(") AND (", conditions)})";
        return new(all, false, all);
    }

    /// <summary>What can be said of a part of the filter: null for nothing.</summary>
    /// <param name="Sql">Never false for a trace that the part takes.</param>
    /// <param name="Exact">And never true for any other.</param>
    /// <param name="Index">What the index of traces says of it alone; never false where <paramref name="Sql"/> is true.</param>
    private readonly record struct Condition(string? Sql, bool Exact, string? Index);
}

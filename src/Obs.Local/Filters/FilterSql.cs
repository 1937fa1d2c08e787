using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Filters;

/// <summary>Says in SQL what can be said of a filter with the columns that are indexed, so that few documents have to be read.</summary>
/// <remarks>The condition never leaves out a trace that the filter takes; where it says exactly the same, no document is read at all. Every
/// value becomes a parameter.</remarks>
internal sealed class FilterSql(SqlQuery sql)
{
    private const string SegmentsOf = "EXISTS (SELECT 1 FROM segments s WHERE s.trace_id = t.trace_id AND ";
    private const string CallsOf = "EXISTS (SELECT 1 FROM calls c WHERE c.trace_id = t.trace_id AND ";

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

    private Condition Of(FilterExpression expression) => expression switch
    {
        AndExpression and => And(Of(and.Left), Of(and.Right)),
        OrExpression or => Or(Of(or.Left), Of(or.Right)),
        NotExpression not => Of(not.Operand) is { Exact: true } operand ? new($"NOT ({operand.Sql})", true) : default,
        FlagTerm flag => Flag(flag),
        NumberTerm number => Number(number),
        TextTerm text => Text(text),
        AnnotationTerm annotation when annotation.Key.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') =>
            new($"{SegmentsOf}instr(s.annotations, {sql.Bind($"\"{annotation.Key}\":")}) > 0)", false),
        ServiceTerm service => Node(service.Node),
        EdgeTerm edge => And(Node(edge.Source), Node(edge.Target)),
        _ => default,
    };

    private static Condition And(Condition left, Condition right) => new(
        left.Sql is null ? right.Sql : right.Sql is null ? left.Sql : $"({left.Sql}) AND ({right.Sql})", left.Exact && right.Exact);

    private static Condition Or(Condition left, Condition right) =>
        left.Sql is null || right.Sql is null ? default : new($"({left.Sql}) OR ({right.Sql})", left.Exact && right.Exact);

    private static Condition Flag(FlagTerm term)
    {
        string? condition = term.Flag switch
        {
            FilterFlag.Ok => "t.outcome = 0",
            FilterFlag.Error => Has(Outcome.Error),
            FilterFlag.Throttle => Has(Outcome.Throttle),
            FilterFlag.Fault => Has(Outcome.Fault),
            FilterFlag.Partial => SegmentsOf + "s.in_progress = 1)",
            _ => null,
        };
        return condition is null ? default : new(term.Value ? condition : $"NOT ({condition})", true);

        static string Has(Outcome flag) => $"t.outcome & {(int)flag} <> 0";
    }

    private Condition Number(NumberTerm term)
    {
        string? symbol = term.Comparison switch
        {
            FilterComparison.Equal => "=",
            FilterComparison.NotEqual => "<>",
            FilterComparison.Less => "<",
            FilterComparison.LessOrEqual => "<=",
            FilterComparison.Greater => ">",
            FilterComparison.GreaterOrEqual => ">=",
            _ => null,
        };
        return (symbol, term.Keyword) switch
        {
            (null, _) => default,
            (_, FilterNumber.Duration) => new($"t.end - t.start {symbol} {sql.Bind(term.Value)}", true),
            (_, FilterNumber.HttpStatus) => new($"ifnull(t.status {symbol} {sql.Bind(term.Value)}, 0)", true),
            (_, FilterNumber.ResponseTime) =>
                new($"{SegmentsOf}s.id = t.entry_id AND s.end - s.start {symbol} {sql.Bind(term.Value)})", true),
            _ => default,
        };
    }

    private Condition Text(TextTerm term)
    {
        string? column = term.Keyword switch { FilterText.HttpUrl => "t.url", FilterText.HttpMethod => "t.method", _ => null };
        if (column is null || (term.Value.Length == 0 && term.Comparison != FilterComparison.Exists))
        {
            return default;
        }

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
        return condition is null || term.Value.Any(char.IsSurrogate) ? default : new($"ifnull({condition}, 0)", true);
    }

    private Condition Node(NodeSelector node)
    {
        if (node.Name is null)
        {
            return default;
        }

        string name = sql.Bind(node.Name);
        return new($"{SegmentsOf}s.name = {name}) OR {CallsOf}c.name = {name})", false);
    }

    private readonly record struct Condition(string? Sql, bool Exact);
}

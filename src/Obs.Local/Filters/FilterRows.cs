using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Filters;

/// <summary>Says in SQL what a filter asks of the nodes and edges of a trace: its segments, and its calls that none of them
/// answers.</summary>
internal sealed class FilterRows(SqlQuery sql)
{
    /// <summary>Some part of the trace is in progress.</summary>
    public const string IsPartial = "EXISTS (SELECT 1 FROM segments s WHERE s.trace_id = t.trace_id AND s.in_progress = 1)";

    private const string Unanswered = """
        c.traced = 0 AND NOT EXISTS (
          SELECT 1 FROM segments a WHERE a.trace_id = c.trace_id AND a.parent_id = c.id AND a.subsegment = 0)
        """;

    /// <summary>Null for what has no symbol.</summary>
    public static string? Symbol(FilterComparison comparison) => comparison switch
    {
        FilterComparison.Equal => "=",
        FilterComparison.NotEqual => "<>",
        FilterComparison.Less => "<",
        FilterComparison.LessOrEqual => "<=",
        FilterComparison.Greater => ">",
        FilterComparison.GreaterOrEqual => ">=",
        _ => null,
    };

    /// <summary>Flags that some part of a trace must have for a condition on that part to hold.</summary>
    public static IEnumerable<Outcome> FlagsOf(FilterExpression? inner) => inner switch
    {
        AndExpression and => FlagsOf(and.Left).Concat(FlagsOf(and.Right)),
        FlagTerm { Value: true, Flag: FilterFlag.Fault } => [Outcome.Fault],
        FlagTerm { Value: true, Flag: FilterFlag.Error } => [Outcome.Error],
        FlagTerm { Value: true, Flag: FilterFlag.Throttle } => [Outcome.Throttle],
        _ => [],
    };

    /// <summary>Seconds that some part of a trace must have taken at least for a condition on that part to hold.</summary>
    public static IEnumerable<double> SecondsOf(FilterExpression? inner) => inner switch
    {
        AndExpression and => SecondsOf(and.Left).Concat(SecondsOf(and.Right)),
        NumberTerm
        {
            Keyword: FilterNumber.ResponseTime or FilterNumber.Duration,
            Comparison: FilterComparison.Greater or FilterComparison.GreaterOrEqual or FilterComparison.Equal,
        } number => [number.Value],
        _ => [],
    };

    /// <summary>Exactly what the term asks; null when only documents can say.</summary>
    public string? Service(ServiceTerm term)
    {
        if (Inner(term.Inner, "s") is not { } ofSegment || Inner(term.Inner, "c") is not { } ofCall || !IsPlain(term.Node.Type))
        {
            return null;
        }

        string segment = $"s.trace_id = t.trace_id AND s.subsegment = 0{Segment(term.Node, "s")}{ofSegment}";
        string call = $"c.trace_id = t.trace_id{Call(term.Node)}{ofCall} AND {Unanswered}";
        return $"EXISTS (SELECT 1 FROM segments s WHERE {segment}) OR EXISTS (SELECT 1 FROM calls c WHERE {call})";
    }

    /// <summary>What every trace with such an edge meets; null when nothing can be said.</summary>
    public string? Edge(EdgeTerm term)
    {
        if (Inner(term.Inner, "s") is not { } ofSegment || Inner(term.Inner, "c") is not { } ofCall
            || !IsPlain(term.Source.Type) || !IsPlain(term.Target.Type))
        {
            return null;
        }

        string target = Segment(term.Target, "s");
        string caller = term.Source.Name is { } name ? $" AND ifnull(c.caller, {sql.Bind(name)}) = {sql.Bind(name)}" : "";
        string root = $"s.trace_id = t.trace_id AND s.subsegment = 0 AND s.parent_id IS NULL{target}{ofSegment}";
        string answered = $"s.trace_id = t.trace_id AND s.subsegment = 0{target}{caller}{ofCall}";
        string unanswered = $"c.trace_id = t.trace_id{Call(term.Target)}{caller}{ofCall} AND {Unanswered}";
        return $"""
            EXISTS (SELECT 1 FROM segments s WHERE {root})
            OR EXISTS (SELECT 1 FROM segments s JOIN calls c ON c.trace_id = s.trace_id AND c.id = s.parent_id WHERE {answered})
            OR EXISTS (SELECT 1 FROM calls c WHERE {unanswered})
            """;
    }

    // Beyond ASCII, SQLite and .NET do not agree on which letters are the same but for their case.
    private static bool IsPlain(string? type) => type is null || type.All(char.IsAscii);

    private string Segment(NodeSelector node, string table) =>
        (node.Name is { } name ? $" AND {table}.name = {sql.Bind(name)}" : "")
        + (node.Type is { } type ? $" AND {table}.origin = {sql.Bind(type)} COLLATE NOCASE" : "");

    private string Call(NodeSelector node) =>
        (node.Name is { } name ? $" AND c.name = {sql.Bind(name)}" : "")
        + (node.Type is { } type
            ? $" AND ifnull(c.type, CASE c.kind WHEN {(int)CallKind.Sql} THEN 'Database::SQL' ELSE 'remote' END) = {sql.Bind(type)} COLLATE NOCASE"
            : "");

    private string? Inner(FilterExpression? inner, string table) =>
        inner is null ? "" : Of(inner, table) is { } condition ? $" AND {condition}" : null;

    private string? Of(FilterExpression expression, string table) => expression switch
    {
        AndExpression and => Both(Of(and.Left, table), Of(and.Right, table), "AND"),
        OrExpression or => Both(Of(or.Left, table), Of(or.Right, table), "OR"),
        NotExpression not => Of(not.Operand, table) is { } operand ? $"NOT ({operand})" : null,
        FlagTerm { Flag: FilterFlag.Ok } flag => $"({table}.outcome = 0) = {(flag.Value ? 1 : 0)}",
        FlagTerm { Flag: FilterFlag.Error } flag => Has(table, Outcome.Error, flag.Value),
        FlagTerm { Flag: FilterFlag.Throttle } flag => Has(table, Outcome.Throttle, flag.Value),
        FlagTerm { Flag: FilterFlag.Fault } flag => Has(table, Outcome.Fault, flag.Value),
        NumberTerm { Keyword: FilterNumber.ResponseTime or FilterNumber.Duration } number when Symbol(number.Comparison) is { } symbol =>
            $"ifnull({table}.end - {table}.start {symbol} {sql.Bind(number.Value)}, 0)",
        _ => null,
    };

    private static string? Both(string? left, string? right, string between) =>
        left is null || right is null ? null : $"(({left}) {between} ({right}))";

    private static string Has(string table, Outcome flag, bool value) => $"({table}.outcome & {(int)flag} <> 0) = {(value ? 1 : 0)}";
}

using Obs.Insights.Binding;
using Obs.Insights.Syntax;

namespace Obs.Insights;

/// <summary>Finds what is probably not meant in queries that are well formed. Thread-safe.</summary>
public static class InsightsLint
{
    private static readonly AggregateKind[] NumericAggregates =
        [AggregateKind.Sum, AggregateKind.Average, AggregateKind.StandardDeviation, AggregateKind.Percentile];

    /// <summary>Checks a query by itself.</summary>
    /// <param name="query">The query.</param>
    public static IReadOnlyList<LintFinding> Check(InsightsQuery query) => Check(query, schema: null);

    /// <summary>Checks a query that is meant for logs with certain fields.</summary>
    /// <param name="query">The query.</param>
    /// <param name="schema">What the log lines carry, or null when that is not known.</param>
    /// <returns>The findings in the order of the query.</returns>
    public static IReadOnlyList<LintFinding> Check(InsightsQuery query, LogSchema? schema)
    {
        ArgumentNullException.ThrowIfNull(query);
        IEnumerable<LintFinding> findings = UnknownColumns(query.Plan).Concat(Patterns(query)).Concat(Forms(query)).Concat(Limits(query));
        findings = schema is null ? findings : findings.Concat(UnknownFields(query, schema)).Concat(TextAsNumbers(query, schema));
        return [.. findings.OrderBy(static f => f.Start)];
    }

    private static IEnumerable<LintFinding> UnknownColumns(QueryPlan plan) => plan.UnknownColumns.Select(static field =>
        Find(LintRule.UnknownField, $"{field.Name} is not a column of the stats before; it has no value here.", field.Range));

    private static IEnumerable<LintFinding> UnknownFields(InsightsQuery query, LogSchema schema)
    {
        IEnumerable<Expression> expressions = query.Commands.SelectMany(SyntaxWalk.Expressions);
        HashSet<FieldReference> alternatives = [.. expressions.SelectMany(e => Alternatives(e, schema))];
        return query.Plan.EventReferences
            .Where(field => !IsKnown(field, schema) && !alternatives.Contains(field))
            .Select(static field => Find(LintRule.UnknownField, $"No known log line has the field {field.Name}.", field.Range));
    }

    // coalesce(a, b) says itself that one of them may be missing; it is wrong only when all are.
    private static FieldReference[] Alternatives(Expression expression, LogSchema schema)
    {
        FieldReference[] fields = expression is CallExpression { Function.Name: "coalesce" } call
            ? [.. call.Arguments.OfType<FieldReference>()]
            : [];
        return fields.Any(field => IsKnown(field, schema)) ? fields : [];
    }

    private static bool IsKnown(FieldReference field, LogSchema schema) =>
        SystemField.IsAdded(field.Name) || schema.Contains(field.Name);

    private static IEnumerable<LintFinding> TextAsNumbers(InsightsQuery query, LogSchema schema) =>
        from call in query.Commands.SelectMany(SyntaxWalk.Expressions).OfType<CallExpression>()
        where NumericAggregates.Contains(call.Function.Aggregate)
        let field = call.Arguments[0] as FieldReference
        where field is not null && query.Plan.EventReferences.Contains(field) && schema.IsText(field.Name)
        select Find(LintRule.NumberFromText, $"{call.Function.Name} counts numbers only, and {field.Name} holds text.", call.Range);

    private static IEnumerable<LintFinding> Limits(InsightsQuery query)
    {
        bool isBounded = query.Commands.Any(static c => c is StatsCommand or LimitCommand);
        return isBounded
            ? []
            : [Find(LintRule.MissingLimit,
                "Without a limit up to 10,000 events come back; end with limit.", new(query.Text.Length, query.Text.Length))];
    }

    private static IEnumerable<LintFinding> Patterns(InsightsQuery query)
    {
        foreach (Command command in query.Commands)
        {
            if (command is FilterCommand)
            {
                yield break;
            }

            if (command is ParseCommand { Pattern: { IsRegex: true } pattern })
            {
                yield return Find(
                    LintRule.CostlyPattern,
                    "This regular expression runs over every event; filter before it, for example by a text they contain.", pattern.Range);
            }
        }
    }

    private static IEnumerable<LintFinding> Forms(InsightsQuery query)
    {
        foreach (Command command in query.Commands)
        {
            string name = new([.. query.Text.Skip(command.Range.Start).TakeWhile(char.IsLetter)]);
            if (CommandTable.Find(name)?.PreferredForm is { } preferred)
            {
                yield return Find(LintRule.DeprecatedForm,
                    $"{name} is written {preferred}.", new(command.Range.Start, command.Range.Start + name.Length));
            }
        }

        foreach (Expression expression in query.Commands.SelectMany(SyntaxWalk.Expressions))
        {
            switch (expression)
            {
                case CallExpression { Function: { PreferredForm: { } form } function }:
                    yield return Find(LintRule.DeprecatedForm, $"{function.Name} is written {form}.", expression.Range);
                    break;
                case BinaryExpression { Operator: BinaryOperator.Equal } equal when HasDoubleSign(query.Text, equal):
                    yield return Find(LintRule.DeprecatedForm, "== is written =.", expression.Range);
                    break;
                case PeriodLiteral { Value.IsCapped: true } period:
                    yield return Find(
                        LintRule.CappedPeriod,
                        $"The service takes this as {period.Value.Amount} of the same unit; write it in the next larger one.",
                        period.Range);
                    break;
                default:
                    break;
            }
        }
    }

    private static bool HasDoubleSign(string text, BinaryExpression equal) =>
        text.AsSpan(equal.Left.Range.End, equal.Right.Range.Start - equal.Left.Range.End).Contains("==", StringComparison.Ordinal);

    private static LintFinding Find(LintRule rule, string message, SourceRange range) => new(rule, message, range.Start, range.End);
}

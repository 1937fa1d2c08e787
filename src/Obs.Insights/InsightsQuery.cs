using Obs.Insights.Binding;
using Obs.Insights.Syntax;

namespace Obs.Insights;

/// <summary>A query that was read and understood. Immutable; any number of threads may run it at the same time.</summary>
public sealed class InsightsQuery
{
    private InsightsQuery(string text, IReadOnlyList<Command> commands, QueryPlan plan)
    {
        Text = text;
        Commands = commands;
        Plan = plan;
    }

    /// <summary>The query as it was written.</summary>
    public string Text { get; }

    /// <summary>The names of the columns a result can have, in their order.</summary>
    public IReadOnlyList<string> Columns => [.. Plan.Columns.Select(static c => c.Name).Where(static name => name != "@ptr")];

    internal IReadOnlyList<Command> Commands { get; }

    internal QueryPlan Plan { get; }

    /// <summary>Reads a query in the CloudWatch Logs Insights query language.</summary>
    /// <param name="text">Commands with pipes between them, at most 10,000 characters.</param>
    /// <exception cref="QuerySyntaxException">The text is not a query, or asks for what cannot run here.</exception>
    public static InsightsQuery Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        IReadOnlyList<Command> commands = QueryParser.Parse(text);
        return new(text, commands, QueryBinder.Bind(text, commands));
    }
}
